import { visible } from '../report/visible.ts'
import type { Terminal } from './terminal.ts'

/** One line on stderr that is written over and over: what is being done right now. */
export interface StatusLine {
  show(doing: string): void
  /** Leaves no trace of it. */
  clear(): void
}

const clearLine = '\r\u001B[K'
const silent: StatusLine = { show() {}, clear() {} }

/** Nothing at all where nobody watches. */
export function statusLine(terminal: Pick<Terminal, 'err' | 'watched' | 'width'>): StatusLine {
  if (!terminal.watched) return silent
  return {
    // A line that reached the edge would break, and what breaks cannot be written over.
    show: (doing) => terminal.err(clearLine + visible(doing).slice(0, terminal.width - 1)),
    clear: () => terminal.err(clearLine),
  }
}
