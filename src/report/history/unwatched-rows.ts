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

export function unwatchedRow({ from, to, why: because }: Unwatched, { words }: Telling): readonly string[] {
  return [words.moment(from), durationWords(Date.parse(to) - Date.parse(from)), why[because]]
}
