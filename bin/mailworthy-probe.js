#!/usr/bin/env node
// The whole probe is one file that runs by itself, so that it can be copied to any machine with Node.
import '../dist/mailworthy-probe.mjs'
