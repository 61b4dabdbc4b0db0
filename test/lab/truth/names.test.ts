import { theTruthHolds } from './the-truth-holds.ts'

theTruthHolds('names')
