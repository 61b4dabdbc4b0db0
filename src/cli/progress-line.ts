import type { Progress } from '../core/inspect.ts'
import { statusLine } from './status-line.ts'
import type { Terminal } from './terminal.ts'

/** One line on stderr that is written over and over: what is being looked at, how much is known. */
export interface ProgressLine {
  show(progress: Progress): void
  /** Leaves no trace of it. */
  clear(): void
}

/** Nothing at all where nobody watches. */
export function progressLine(terminal: Terminal): ProgressLine {
  const status = statusLine(terminal)
  let known = 0
  return {
    show(progress) {
      if (progress.kind === 'known') known++
      const doing =
        progress.kind === 'looking' ? (progress.title ?? `Looking: ${progress.at}`) : `Known: ${progress.finding.check}`
      status.show(`${known} known. ${doing}`)
    },
    clear: status.clear,
  }
}
