import { theTruthHolds } from './the-truth-holds.ts'

theTruthHolds('lines')
