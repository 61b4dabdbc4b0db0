import type { OffsetAt } from '../../history/local-time.ts'
import { type Style, styled } from '../style.ts'
import { type Calendar, calendar } from './calendar.ts'
import { type Glyphs, glyphs } from './glyphs.ts'
import { type TimeWords, timeWords } from './time-words.ts'

/** How a history is told: by which clock, in which marks and colours, and how wide. */
export interface Telling {
  readonly width: number
  readonly style: Style
  readonly glyphs: Glyphs
  readonly calendar: Calendar
  readonly words: TimeWords
}

export interface TellingOptions {
  /** Of the place by whose clocks times are told. */
  readonly offsetAt: OffsetAt
  /** Characters in a line. */
  readonly width: number
  readonly colour: boolean
  /** Whether the terminal knows more than ASCII. */
  readonly unicode: boolean
}

/** `now` is when it is read, ISO 8601: a time of the same year is told without it. */
export function tellingOf(now: string, { offsetAt, width, colour, unicode }: TellingOptions): Telling {
  const local = calendar(offsetAt)
  return { width, style: styled(colour), glyphs: glyphs(unicode), calendar: local, words: timeWords(local, now) }
}
