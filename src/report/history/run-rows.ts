import type { RunHead } from '../../history/saved-run.ts'
import { abilitySays } from '../words.ts'
import { visible } from '../visible.ts'
import type { Telling } from './telling.ts'

export const runHead = ['id', 'when', 'verdict', 'receive', 'send', 'access'] as const

export const shortVerdict: Readonly<Record<RunHead['verdict'], string>> = {
  ready: 'ready',
  'ready-with-reservations': 'ready, with reservations',
  undetermined: 'not known',
  'not-ready': 'not ready',
}

export function runRows(runs: readonly RunHead[], { words }: Telling): readonly (readonly string[])[] {
  return runs.map(({ id, at, verdict, abilities, scope }) => [
    visible(id),
    words.moment(at),
    // Over a selection, a verdict is over what was asked for alone.
    `${shortVerdict[verdict]}${scope === 'all' ? '' : ' (a selection)'}`,
    ...[abilities.receive, abilities.send, abilities.access].map((each) =>
      each === 'with-reservations' ? 'reservations' : each === 'unknown' ? 'not known' : abilitySays[each],
    ),
  ])
}
