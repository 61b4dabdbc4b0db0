import { visible } from '../visible.ts'
import type { History } from './history.ts'
import { portsWords } from '../../core/ports-words.ts'
import { table } from './table.ts'
import type { Telling } from './telling.ts'

/** What the mail ports are now, grouped by answer, and what changed of them before, the newest last. */
export function mailPortLines({ mailPorts }: History, telling: Telling, most: number): readonly string[] {
  if (mailPorts === null) return []
  const { words, glyphs } = telling
  const now = grouped(Object.entries(mailPorts.answers).map(([check, answer]) => [visible(answer), check]))
  const changes = grouped(
    mailPorts.changes.map(({ at, check, from, to }) => {
      const step = visible(`${from ?? 'not known'} ${glyphs.arrow} ${to ?? 'not known'}`)
      return [`${words.moment(at)}  ${step}`, check]
    }),
  )
  return [
    ...table([`since ${words.moment(mailPorts.since)}`, 'ports'], now, telling),
    ...(changes.length === 0 ? [] : table(['changed', 'ports'], changes.slice(-most), telling)),
  ]
}

/** Those of one word in one row, in the order of their first. */
function grouped(pairs: readonly (readonly [word: string, check: string])[]): readonly (readonly string[])[] {
  const byWord = new Map<string, string[]>()
  for (const [word, check] of pairs) byWord.set(word, [...(byWord.get(word) ?? []), check])
  return [...byWord].map(([word, checks]) => [word, visible(portsWords(checks))])
}
