import { checks } from '../checks/index.ts'
import { explanations } from '../checks/explanations.ts'
import { inspect, type Progress } from '../core/inspect.ts'
import { remembered } from '../core/remembered.ts'
import type { Run } from '../core/run.ts'
import { demoPatience, demoRoom } from './patience.ts'
import type { World } from './world.ts'

export interface InspectWorldOptions {
  /** Ctrl-C. */
  readonly signal: AbortSignal
  /** Whether the user has allowed changes on the router. */
  readonly mayAlterRouter: boolean
  /** These checks; all unless told. */
  readonly only?: readonly string[]
  readonly onProgress?: ((progress: Progress) => void) | undefined
}

/** Lets the real agent and the real probe loose on a scripted line. */
export async function inspectWorld(
  { line, undoLine, asked, known }: World,
  { signal, mayAlterRouter, only = [], onProgress }: InspectWorldOptions,
): Promise<Run> {
  return inspect({
    checks,
    explanations,
    line: remembered(line),
    undoLine,
    asked,
    signal,
    patience: demoPatience * demoRoom,
    only,
    skip: [],
    mayAlterRouter,
    onProgress(progress) {
      if (progress.kind === 'known') known(progress.finding.check)
      onProgress?.(progress)
    },
  })
}
