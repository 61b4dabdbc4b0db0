import type { Progress } from '../core/inspect.ts'
import type { Run } from '../core/run.ts'
import { inspectWorld } from './inspect-world.ts'
import { scenarios } from './scenarios.ts'
import { openWorld } from './world.ts'

export interface DemoOptions {
  /** Ctrl-C. */
  readonly signal: AbortSignal
  readonly onProgress?: (progress: Progress) => void
}

/** Plays a scenario. Leaves nothing open, however it ends. */
export async function runDemo(name: string, { signal, onProgress }: DemoOptions): Promise<Run> {
  const scenario = scenarios.find((each) => each.name === name)
  if (scenario === undefined) throw new RangeError(`there is no scenario ${JSON.stringify(name)}`)
  const { line, mayAlterRouter = false } = scenario
  const world = await openWorld(line, signal)
  try {
    return await inspectWorld(world, { signal, mayAlterRouter, onProgress })
  } finally {
    await world.close()
  }
}
