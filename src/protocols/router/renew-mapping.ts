import type { NotedChange, RouterChange } from '../../core/journal.ts'
import type { Line } from '../../core/line.ts'
import { amend } from './amend.ts'
import { askNoted } from './ask-noted.ts'
import { leadsTo } from './leads-to.ts'
import { leaseLeft, leaseToExpect } from './lease-left.ts'
import { type NotOpened, notOpened } from './not-opened.ts'
import type { HeldMapping, WantedMapping } from './opening.ts'
import { proveGranted } from './prove-granted.ts'
import type { RouterMet } from './router-met.ts'
import type { RouterMetV6 } from './router-met-v6.ts'
import { tableOf } from './router-table.ts'
import { settle } from './settle.ts'

export type Renewal =
  | { readonly kind: 'renewed'; readonly held: HeldMapping; readonly readBack: 'as-asked' | 'not-told' }
  /** What is held is so still, for as long as its lease lasts. */
  | { readonly kind: 'not-renewed'; readonly because: NotOpened }
  /** Nothing is held any more. Without a reason: it was taken back on our behalf (`restore`). */
  | { readonly kind: 'lost'; readonly because?: NotOpened }

/**
 * Asks for a port that we hold to last on, or, of a router that has forgotten it, for it to be opened again; never in
 * place of another's. As with opening, everything is in the journal before it is asked for.
 */
export async function renewMapping(
  line: Line,
  met: RouterMet | RouterMetV6,
  held: HeldMapping,
  wanted: WantedMapping,
): Promise<Renewal> {
  const { speech } = held
  const notes = await line.journal.unended()
  if (!notes.ok) return { kind: 'not-renewed', because: { kind: 'not-noted', failure: notes.failure } }
  const at = notes.value.findIndex(({ id }) => id === held.id)
  const noted: NotedChange | undefined = notes.value[at]
  if (noted === undefined) return { kind: 'lost' }

  const table = tableOf(line, met)
  const there = await table?.look(held.external)
  if (there?.kind === 'failed' && speech === 'upnp')
    return { kind: 'not-renewed', because: { kind: 'silent', speech, failure: there.failure } }
  if (there?.kind === 'done' && there.value && !leadsTo(there.value, held.internal)) {
    await settle(line, met, noted, notes.value.slice(at + 1))
    return { kind: 'lost', because: { kind: 'conflict', speech, owner: there.value } }
  }

  // Renewed, it lasts longer than the note says.
  const anew = await amend(line, noted, asOf(line.clock.now(), noted.change, wanted))
  if (anew.failure !== undefined) return { kind: 'not-renewed', because: { kind: 'not-noted', failure: anew.failure } }
  const result = await askNoted(line, met, anew.noted, { ...wanted, replace: false })

  if (result.asked.kind === 'granted') {
    const { noted: now, opening } = await proveGranted(line, met, result.noted, result.asked)
    if (opening.kind === 'opened') return { ...opening, kind: 'renewed' }
    await settle(line, met, now, notes.value.slice(at + 1))
    return { kind: 'lost', because: opening }
  }
  // A refusal has changed nothing: what was noted before is true still.
  if (result.asked.kind === 'refused') await line.journal.amend(noted.id, noted.change)
  return { kind: 'not-renewed', because: await notOpened(result.asked, speech, held.external, table) }
}

/** The change as if it were made now: what it has replaced had less time left by now. */
function asOf(now: string, change: RouterChange, wanted: WantedMapping): Partial<RouterChange> {
  const { before } = change
  // What was for ever stays so if the router refuses.
  const leaseS = change.leaseS === 0 ? 0 : leaseToExpect(Math.max(change.leaseS, wanted.leaseS))
  if (before === undefined || before === null) return { at: now, leaseS }
  const left = leaseLeft(before.leaseS, change, now)
  return { at: now, leaseS, before: left === undefined ? null : { ...before, leaseS: left } }
}
