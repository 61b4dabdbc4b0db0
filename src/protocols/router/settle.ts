import type { NotedChange, RouterChange } from '../../core/journal.ts'
import type { Line } from '../../core/line.ts'
import { amend } from './amend.ts'
import type { RouterMet } from './router-met.ts'
import type { RouterMetV6 } from './router-met-v6.ts'
import { type TakenBack, takeBack } from './take-back.ts'

/**
 * Takes back what is noted, and ends the note where nothing more is to be done. A note that does not end is found again by
 * `restore`, as is one whose end cannot be written down.
 *
 * `newer`: what was noted after it and has not ended. What lies beneath a newer change of the same port waits for that
 * one: to put it in order first would have the newer put back what nobody has a note of.
 */
export async function settle(
  line: Line,
  met: RouterMet | RouterMetV6,
  noted: NotedChange,
  newer: readonly NotedChange[],
): Promise<TakenBack> {
  if (newer.some(({ change }) => isSamePort(change, noted.change))) return { kind: 'left-behind' }
  const taken = await takeBack(line, met, noted.change)
  if (taken.kind !== 'left-behind') await line.journal.end(noted.id)
  else if (taken.endsInS !== undefined) await amend(line, noted, { at: line.clock.now(), leaseS: taken.endsInS })
  return taken
}

function isSamePort(one: RouterChange, other: RouterChange): boolean {
  return (
    one.router === other.router &&
    one.kind === other.kind &&
    one.family === other.family &&
    one.external === other.external
  )
}
