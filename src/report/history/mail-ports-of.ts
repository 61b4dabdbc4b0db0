import type { MailPorts } from '../../history/record.ts'
import type { MailPortChange, MailPortsKnown } from './history.ts'

/** What the mail ports are now and what changed, from what was found at them, oldest first; null where nobody looked. */
export function mailPortsOf(found: readonly MailPorts[]): MailPortsKnown | null {
  const [first, ...later] = found
  if (first === undefined) return null
  let known = first
  let since = first.at
  const changes: MailPortChange[] = []
  for (const next of later) {
    const changed = changesOf(known, next)
    // A watcher that begins writes them down, whether or not they are new.
    if (changed.length > 0) since = next.at
    changes.push(...changed)
    known = next
  }
  return { since, answers: known.answers, changes }
}

function changesOf(before: MailPorts, { at, answers }: MailPorts): readonly MailPortChange[] {
  const checks = [...new Set([...Object.keys(before.answers), ...Object.keys(answers)])]
  return checks.flatMap((check) => {
    const [from, to] = [before.answers[check] ?? null, answers[check] ?? null]
    return from === to ? [] : [{ at, check, from, to }]
  })
}
