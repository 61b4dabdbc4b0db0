import { visible } from '../visible.ts'
import type { History } from './history.ts'
import { table } from './table.ts'
import type { Telling } from './telling.ts'

/** What the mail ports are now, grouped by answer, and what changed of them before, the newest last. */
export function mailPortLines({ mailPorts }: History, telling: Telling, most: number): readonly string[] {
  if (mailPorts === null) return []
  const { words, glyphs } = telling
  const byAnswer = new Map<string, string[]>()
  for (const [check, answer] of Object.entries(mailPorts.answers)) {
    byAnswer.set(answer, [...(byAnswer.get(answer) ?? []), check])
  }
  const now = [...byAnswer].map(([answer, checks]) => [visible(answer), visible(checks.join(', '))])
  const changes = mailPorts.changes
    .slice(-most)
    .map(({ at, check, from, to }) => [
      words.moment(at),
      visible(check),
      visible(`${from ?? 'not known'} ${glyphs.arrow} ${to ?? 'not known'}`),
    ])
  return [
    ...table([`since ${words.moment(mailPorts.since)}`, 'checks'], now, telling),
    ...(changes.length === 0 ? [] : table(['changed', 'check', 'answer'], changes, telling)),
  ]
}
