#!/usr/bin/env node
import { main } from '../dist/mailworthy.js'

process.exitCode = await main(process.argv.slice(2))
