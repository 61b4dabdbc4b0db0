import { checks } from '../checks/index.ts'
import { explanations } from '../checks/explanations.ts'
import { inspect, type Progress } from '../core/inspect.ts'
import type { Run } from '../core/run.ts'
import { demoPatience } from './patience.ts'
import { scenarios } from './scenarios.ts'
import { openWorld } from './world.ts'

export interface DemoOptions {
  /** Ctrl-C. */
  readonly signal: AbortSignal
  readonly onProgress?: (progress: Progress) => void
}

/** Lets the real agent and the real probe loose on a scenario. Leaves nothing open, however it ends. */
export async function runDemo(name: string, { signal, onProgress }: DemoOptions): Promise<Run> {
  const scenario = scenarios.find((each) => each.name === name)
  if (scenario === undefined) throw new RangeError(`there is no scenario ${JSON.stringify(name)}`)
  const world = await openWorld(scenario.line, signal)
  try {
    return await inspect({
      checks,
      explanations,
      line: world.line,
      undoLine: world.undoLine,
      asked: world.asked,
      signal,
      patience: demoPatience,
      only: [],
      skip: [],
      mayAlterRouter: scenario.mayAlterRouter ?? false,
      onProgress(progress) {
        if (progress.kind === 'known') world.known(progress.finding.check)
        onProgress?.(progress)
      },
    })
  } finally {
    await world.close()
  }
}
