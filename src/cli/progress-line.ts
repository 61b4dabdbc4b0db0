import type { Progress } from '../core/inspect.ts'
import { visible } from '../report/visible.ts'
import type { Terminal } from './terminal.ts'

/** One line on stderr that is written over and over: what is being looked at, how much is known. */
export interface ProgressLine {
  show(progress: Progress): void
  /** Leaves no trace of it. */
  clear(): void
}

const clearLine = '\r\u001B[K'
const silent: ProgressLine = { show() {}, clear() {} }

/** Nothing at all where nobody watches. */
export function progressLine(terminal: Terminal): ProgressLine {
  if (!terminal.watched) return silent
  let known = 0
  return {
    show(progress) {
      if (progress.kind === 'known') known++
      const doing =
        progress.kind === 'looking' ? (progress.title ?? `Looking: ${progress.at}`) : `Known: ${progress.finding.check}`
      // A line that reached the edge would break, and what breaks cannot be written over.
      terminal.err(clearLine + visible(`${known} known. ${doing}`).slice(0, terminal.width - 1))
    },
    clear() {
      terminal.err(clearLine)
    },
  }
}
