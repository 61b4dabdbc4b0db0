import { theTruthHolds } from './the-truth-holds.ts'

theTruthHolds('the way out')
