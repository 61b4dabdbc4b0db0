import type { Style } from '../style.ts'
import type { Calendar } from './calendar.ts'
import type { Glyphs } from './glyphs.ts'
import type { TimeWords } from './time-words.ts'

/** How a history is told: by which clock, in which marks and colours, and how wide. */
export interface Telling {
  readonly width: number
  readonly style: Style
  readonly glyphs: Glyphs
  readonly calendar: Calendar
  readonly words: TimeWords
}
