import { spawnSync } from 'node:child_process'
import { describe, it } from 'vitest'

/**
 * `describe` for tests that need a tool of others. Where it is not installed they are skipped, and it is said aloud; with
 * `MAILWORTHY_LAB=required`, as in CI, that is a failure.
 */
export function describeWithTool(tool: string, name: string, tests: () => void): void {
  if (spawnSync(tool, ['--version'], { stdio: 'ignore' }).error === undefined) {
    describe(name, tests)
  } else if (process.env['MAILWORTHY_LAB'] === 'required') {
    describe(name, () => {
      it(`has ${tool}`, () => {
        throw new Error(`${tool} is required, and not installed`)
      })
    })
  } else {
    process.stderr.write(`\n!!! SKIPPED: ${name}: ${tool} is not installed\n`)
    describe(name, () => {
      it.skip(`skipped: ${tool} is not installed`)
    })
  }
}
