import { sameLine, type LineKey } from '../../../history/line-key.ts'
import type { RunHead } from '../../../history/saved-run.ts'

/** The last two runs of a line, the earlier first: of those that looked at everything, where there are two. */
export function lastTwo(runs: readonly RunHead[], line: LineKey): readonly [RunHead, RunHead] | undefined {
  const ofLine = runs.filter((run) => sameLine(run.line, line))
  const whole = ofLine.filter(({ scope }) => scope === 'all')
  const [before, after] = (whole.length > 1 ? whole : ofLine).slice(-2)
  return before === undefined || after === undefined ? undefined : [before, after]
}
