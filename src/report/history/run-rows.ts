import type { RunHead } from '../../history/saved-run.ts'
import { visible } from '../visible.ts'
import type { Telling } from './telling.ts'

export const runHead = ['id', 'when', 'verdict', 'receive', 'send', 'access', 'asked for'] as const

/** In a column, after the words of `verdictSays`. */
export const shortVerdict: Readonly<Record<RunHead['verdict'], string>> = {
  ready: 'ready',
  'ready-with-reservations': 'ready, reservations',
  undetermined: 'not known yet',
  'not-ready': 'not ready',
}

export function runRow(run: RunHead, { words, glyphs }: Telling): readonly string[] {
  const { id, at, verdict, abilities, scope } = run
  const marks = { yes: glyphs.yes, 'with-reservations': '!', unknown: '?', no: glyphs.no }
  return [
    visible(id),
    words.moment(at),
    shortVerdict[verdict],
    marks[abilities.receive],
    marks[abilities.send],
    marks[abilities.access],
    scope === 'all' ? '' : scopeWords(scope),
  ]
}

/** Over a selection, a verdict is over what was asked for alone. */
function scopeWords({ only, skip }: Exclude<RunHead['scope'], 'all'>): string {
  return visible(
    [
      ...(only.length > 0 ? [`only ${only.join(', ')}`] : []),
      ...(skip.length > 0 ? [`without ${skip.join(', ')}`] : []),
    ].join('; '),
  )
}
