import { test } from 'vitest'
import { labRefusal } from './namespaces.ts'

// Stands in for the whole lab on a machine that refuses it, so that the summary counts a skip and says why.
test(`the lab was skipped: ${labRefusal()}`, ({ skip }) => skip())
