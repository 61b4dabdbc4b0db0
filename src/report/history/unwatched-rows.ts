import type { Unwatched } from '../../history/timeline.ts'
import { durationWords } from './duration-words.ts'
import type { Telling } from './telling.ts'

export const unwatchedHead = ['from', 'how long', 'why'] as const

const why: Readonly<Record<Unwatched['why'], string>> = {
  'watcher-ended': 'the watcher had been ended',
  'watcher-killed': 'the watcher was killed, or had crashed',
  'machine-restarted': 'this machine was off, or restarted',
  'machine-asleep': 'this machine slept',
  'watcher-stopped': 'the watcher was held up',
  'other-line': 'this machine was on another line',
}

export function unwatchedRows(unwatched: readonly Unwatched[], { words }: Telling): readonly (readonly string[])[] {
  return unwatched.map((each) => [
    words.moment(each.from),
    durationWords(Date.parse(each.to) - Date.parse(each.from)),
    why[each.why],
  ])
}
