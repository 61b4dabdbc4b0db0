import { visible } from '../visible.ts'
import { wrapped } from '../wrapped.ts'
import type { History } from './history.ts'
import type { Telling } from './telling.ts'

/** What the mail ports are now, grouped by answer, and what changed of them before, the newest last. */
export function mailPortLines(
  { mailPorts }: History,
  { words, width, glyphs }: Telling,
  most: number,
): readonly string[] {
  if (mailPorts === null) return []
  const byAnswer = new Map<string, string[]>()
  for (const [check, answer] of Object.entries(mailPorts.answers)) {
    byAnswer.set(answer, [...(byAnswer.get(answer) ?? []), check])
  }
  const now = [...byAnswer].map(([answer, checks]) => `${answer}: ${checks.join(', ')}`).join('; ')
  const changes = mailPorts.changes.slice(-most)
  return [
    wrapped(visible(`Since ${words.moment(mailPorts.since)}: ${now}.`), width),
    ...changes.map(({ at, check, from, to }) =>
      wrapped(
        visible(`${words.moment(at)}  ${check}: ${from ?? 'nothing known'} ${glyphs.arrow} ${to ?? 'nothing known'}`),
        width,
        { rest: '    ' },
      ),
    ),
  ]
}
