import { describe, it } from 'vitest'
import { labRefusal } from './gate.ts'

/**
 * `describe` for tests that need the lab. On a machine that refuses it they are skipped, and it is said aloud why; with
 * `MAILWORTHY_LAB=required` that is a failure.
 */
export function describeInLab(name: string, tests: () => void): void {
  const refusal = labRefusal()
  if (refusal === undefined) {
    describe(name, tests)
  } else if (process.env['MAILWORTHY_LAB'] === 'required') {
    describe(name, () => {
      it('has a lab to run in', () => {
        throw new Error(`the lab is required, but ${refusal}`)
      })
    })
  } else {
    // Said here as well: reporters do not show what was skipped unless they are asked to.
    process.stderr.write(`\n!!! SKIPPED: ${name}: ${refusal}\n`)
    describe(name, () => {
      it.skip(`skipped: ${refusal}`)
    })
  }
}
