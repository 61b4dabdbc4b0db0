import { onTestFailed } from 'vitest'
import type { World } from './world.ts'

/** Enough to see why, not so much that the failure itself scrolls away. */
const maxLog = 4_000

/**
 * Adds the logs of the world to the message of the running test if it fails. A world that is shared by several tests
 * is attached in a `beforeEach`; outside of a test this does nothing.
 * `whenFailed` is the test's own where several run at once: nobody else knows then which one is meant.
 */
export function attachLogs(world: World, whenFailed: typeof onTestFailed = onTestFailed): void {
  try {
    whenFailed(async ({ task }) => {
      const logs = Object.entries(await world.logs()).map(([name, text]) => `--- ${name}\n${text.slice(-maxLog)}`)
      for (const error of task.result?.errors ?? []) {
        error.message += `\n\nThe world's logs:\n${logs.join('\n')}`
      }
    })
  } catch {
    // No test is running: the world is raised in a beforeAll.
  }
}
