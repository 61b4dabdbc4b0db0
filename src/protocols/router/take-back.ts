import type { Failure } from '../../core/failure.ts'
import type { RouterChange, TableEntry } from '../../core/journal.ts'
import type { Line } from '../../core/line.ts'
import { familyOf, sameAddress } from '../addresses.ts'
import { descriptionOf } from './description-of.ts'
import { hasLapsed, leaseLeft } from './lease-left.ts'
import { leadsTo } from './leads-to.ts'
import type { LeftBehind } from './opening.ts'
import type { RouterMet } from './router-met.ts'
import type { RouterMetV6 } from './router-met-v6.ts'
import { type RouterTable, tableOf } from './router-table.ts'
import { speakFirewall } from './speak-firewall.ts'
import type { Withdrawn } from './tongue.ts'
import { tongueOf } from './tongue-of.ts'

/** What became of a change that was to be taken back. All but `left-behind` need nothing more. */
export type TakenBack =
  /** `seen`: the router's table does not have it any more; `said`: the router confirms, and has no table to look at. */
  | { readonly kind: 'removed'; readonly proof: 'seen' | 'said' }
  /** Nothing of ours was there any more, or yet. */
  | { readonly kind: 'was-gone'; readonly proof: 'seen' | 'said' }
  /** What was there before us is there again: so it stands now, not always for as long as it did. */
  | { readonly kind: 'put-back'; readonly entry: TableEntry }
  /** Somebody else has the port now, who is left alone. */
  | { readonly kind: 'changed-since'; readonly found: TableEntry }
  | ({ readonly kind: 'left-behind' } & LeftBehind)

/** What a look at the table says of the port; `untold`: there is no table, or it does not answer. */
type Seen =
  | { readonly whose: 'nobody' }
  | { readonly whose: 'ours' | 'before' | 'other'; readonly entry: TableEntry }
  | { readonly whose: 'untold'; readonly code?: number; readonly failure?: Failure }

/**
 * Takes a change back, whether or not it was ever made: removes what is ours and nothing else, proves it gone where a
 * table can be read, and puts back what was there before.
 *
 * Idempotent: it may be cut off between any two steps, and done again.
 */
export async function takeBack(line: Line, met: RouterMet | RouterMetV6, change: RouterChange): Promise<TakenBack> {
  const table = change.kind === 'mapping' ? tableOf(line, met) : undefined
  const look = async () => seenIn(await table?.look(change.external), change, line.clock.now())

  const first = await look()
  let now = first
  let ended: Withdrawn | undefined
  for (const remove of removals(line, met, table, change, first)) {
    const tried = await remove()
    if (ended === undefined || tried.kind === 'agreed') ended = tried
    now = await look()
    if (now.whose === 'untold' ? ended.kind === 'agreed' : now.whose !== 'ours') break
  }

  const left = whyLeft(change, first, now, ended)
  if (left !== undefined) return { kind: 'left-behind', ...left }
  if (now.whose === 'other') return { kind: 'changed-since', found: now.entry }
  const owed = toPutBack(change, line.clock.now())
  if (owed === undefined || now.whose === 'before') return gone(first, now)
  // Nobody has the port now, or nobody can tell.
  if (now.whose !== 'nobody' || table === undefined)
    return { kind: 'left-behind', failure: 'unsupported', ...reasonIn(now) }
  const put = await table.put(owed.entry, owed.leaseS)
  const back = await look()
  if (back.whose === 'before') return { kind: 'put-back', entry: back.entry }
  return { kind: 'left-behind', ...reasonIn(put) }
}

/** Why what was noted may still be there; undefined where it is not. */
function whyLeft(change: RouterChange, first: Seen, now: Seen, ended: Withdrawn | undefined): LeftBehind | undefined {
  if (now.whose === 'ours') return { found: now.entry, ...reasonIn(ended) }
  if (now.whose === 'untold') return ended?.kind === 'agreed' ? undefined : reasonIn(ended ?? now)
  // A table without it at that port is no proof, if it was never seen there: PCP and NAT-PMP may have given another.
  const mayBeElsewhere = change.speech !== 'upnp' && first.whose !== 'ours'
  return mayBeElsewhere && ended?.kind === 'unanswered' ? reasonIn(ended) : undefined
}

function gone(first: Seen, now: Seen): TakenBack {
  const proof = now.whose === 'untold' ? 'said' : 'seen'
  return { kind: first.whose === 'ours' || first.whose === 'untold' ? 'removed' : 'was-gone', proof }
}

/** What something that did not succeed says of itself. */
function reasonIn(ended: object = {}): LeftBehind {
  const { code, failure, endsInS } = ended as LeftBehind
  return {
    ...(code !== undefined && { code }),
    ...(failure !== undefined && { failure }),
    ...(endsInS !== undefined && { endsInS }),
  }
}

function seenIn(told: Awaited<ReturnType<RouterTable['look']>> | undefined, change: RouterChange, now: string): Seen {
  if (told === undefined) return { whose: 'untold' }
  if (told.kind === 'fault') return { whose: 'untold', code: told.code }
  if (told.kind === 'failed') return { whose: 'untold', failure: told.failure }
  const entry = told.value
  if (entry === null) return { whose: 'nobody' }
  const { before } = change
  if (before && leadsTo(entry, before.internal) && entry.enabled === before.enabled) return { whose: 'before', entry }
  // Long after its end, the same forward may have been made by hand: ours is only what still says so.
  const ours = leadsTo(entry, change.internal)
  const isOurs = ours && (!hasLapsed(change, now) || entry.description === descriptionOf(change.external))
  return { whose: isOurs ? 'ours' : 'other', entry }
}

/** The ways to remove it, in turn, until one has. */
function removals(
  line: Line,
  met: RouterMet | RouterMetV6,
  table: RouterTable | undefined,
  change: RouterChange,
  first: Seen,
): readonly (() => Promise<Withdrawn>)[] {
  const tongue = tongueOf(line, met, change.speech)
  const clear = async () => (await table?.clear(change)) ?? ({ kind: 'unanswered', failure: 'unsupported' } as const)
  const withdraw = async () => {
    // In these a machine speaks for the address that it asks from, and for no other.
    const own = sameAddress(met.place.local, change.internal.address)
    if (tongue === undefined || !own)
      return { kind: 'unanswered', failure: own ? 'unsupported' : 'address-unavailable' } as const
    return tongue.withdraw(change)
  }
  if (change.speech === 'upnp' && change.kind === 'mapping') {
    // Where the table could not be read before either, the port is all there is to go by.
    const blind = first.whose === 'untold' && first.code !== undefined && change.before === undefined
    return first.whose === 'ours' || blind ? [clear] : []
  }
  if ('firewall' in met && change.speech === 'pcp' && met.firewall.kind === 'found') {
    const firewall = speakFirewall(line, met.place, met.firewall.service)
    return [withdraw, () => firewall.closeTo(change.internal)]
  }
  if (first.whose !== 'ours') return [withdraw]
  // NAT-PMP ends all that leads to the internal port (RFC 6886 §3.4), and old versions of miniupnpd whatever comes from the
  // external port of that number. The table ends this one.
  return change.speech === 'natpmp' ? [clear, withdraw] : [withdraw, clear]
}

/** What was there before and would be there still, had we not come. */
function toPutBack(
  { before, at }: RouterChange,
  now: string,
): { readonly entry: TableEntry; readonly leaseS: number } | undefined {
  if (before === undefined || before === null || familyOf(before.internal.address) !== 'v4') return undefined
  const leaseS = leaseLeft(before.leaseS, { at }, now)
  return leaseS === undefined ? undefined : { entry: before, leaseS }
}
