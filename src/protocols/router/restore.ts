import { type Outcome, success } from '../../core/failure.ts'
import type { NotedChange, RouterChange } from '../../core/journal.ts'
import type { Line } from '../../core/line.ts'
import { hasLapsed, leaseLeft } from './lease-left.ts'
import type { RouterMet } from './router-met.ts'
import type { RouterMetV6 } from './router-met-v6.ts'
import { settle } from './settle.ts'
import type { TakenBack } from './take-back.ts'

/** What became of one thing that the journal had unended. */
export interface Restored {
  readonly noted: NotedChange
  /** `router-absent`: nobody answers there, so it is in the journal still. */
  readonly ended: TakenBack | { readonly kind: 'router-absent' }
}

/**
 * Puts every router back as it was before the first change of ours that has not ended, the newest change first. What
 * somebody else has changed since is left alone, and said.
 *
 * `meet` meets the router that was spoken to at an address, over the family of that address. Idempotent, and may be cut off
 * between any two steps. Fails where the journal cannot be read.
 */
export async function restore(
  line: Line,
  meet: (router: string) => Promise<RouterMet | RouterMetV6 | undefined>,
  only: (noted: NotedChange) => boolean = () => true,
): Promise<Outcome<readonly Restored[]>> {
  const unended = await line.journal.unended()
  if (!unended.ok) return unended
  const meetings = new Map<string, ReturnType<typeof meet>>()
  const meetOnce = (router: string) => {
    const meeting = meetings.get(router) ?? meet(router)
    meetings.set(router, meeting)
    return meeting
  }
  const restored: Restored[] = []
  const newer: NotedChange[] = []
  for (const noted of [...unended.value].reverse()) {
    const ended = only(noted) ? await restoreOne(line, meetOnce, noted, newer) : undefined
    if (ended !== undefined) restored.push({ noted, ended })
    // Others' changes, and those that still owe somebody a port, keep what lies beneath them waiting.
    const isLeft = ended?.kind === 'left-behind' || ended?.kind === 'router-absent'
    if (ended === undefined || (isLeft && noted.change.before)) newer.push(noted)
  }
  return success(restored)
}

async function restoreOne(
  line: Line,
  meet: (router: string) => Promise<RouterMet | RouterMetV6 | undefined>,
  noted: NotedChange,
  newer: readonly NotedChange[],
): Promise<Restored['ended']> {
  const { change } = noted
  const isOver = endedByItself(change, line.clock.now())
  // Some routers take a lease and never end it. Only a table shows, and only UPnP's entries bear our name there.
  const isWorthALook = !isOver || (change.speech === 'upnp' && change.kind === 'mapping')
  const met = isWorthALook ? await meet(change.router) : undefined
  const isMet = met !== undefined && met.place.family === change.family
  const ended = isMet ? await settle(line, met, noted, newer) : ({ kind: 'router-absent' } as const)
  const isUnseen = ended.kind === 'router-absent' || (ended.kind === 'left-behind' && ended.found === undefined)
  if (!isOver || !isUnseen) return ended
  await line.journal.end(noted.id)
  return { kind: 'was-gone', proof: 'said' }
}

/** Its lease has run out, and nothing is owed to whom it had replaced. */
function endedByItself(change: RouterChange, now: string): boolean {
  const { before } = change
  return hasLapsed(change, now) && (!before || leaseLeft(before.leaseS, change, now) === undefined)
}
