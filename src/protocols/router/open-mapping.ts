import type { RouterSpeech } from '../../core/journal.ts'
import type { Line } from '../../core/line.ts'
import { sameAddress } from '../addresses.ts'
import { openIn } from './open-in.ts'
import type { Attempt, Opening, WantedMapping } from './opening.ts'
import type { RouterMet } from './router-met.ts'
import type { RouterMetV6 } from './router-met-v6.ts'
import { speechesOf } from './speeches-of.ts'

export interface Opened {
  /** The one that tells most. */
  readonly opening: Opening
  /** In the order in which they were made. */
  readonly attempts: readonly Attempt[]
}

/**
 * Has the router lead a port to a machine, or, over IPv6, let callers through to one. Everything is in the journal before it
 * is asked for; whatever does not come to `opened` is undone at once, or, where the router does not answer, left in
 * the journal for `restore`.
 *
 * With `auto` the router's languages are tried in turn, until one opens the port or finds that it has an owner.
 */
export async function openMapping(
  line: Line,
  met: RouterMet | RouterMetV6,
  wanted: WantedMapping,
  speech: RouterSpeech | 'auto',
): Promise<Opened> {
  const openings: Tried[] = []
  const attempts: Attempt[] = []
  for (const each of speechesOf(met).filter((one) => (speech === 'auto' || one === speech) && fits(one, met, wanted))) {
    const opening = await openIn(line, met, wanted, each)
    openings.push(opening)
    attempts.push({ speech: each, ended: opening.kind, ...('code' in opening && { code: opening.code }) })
    if (isFinal(opening)) break
  }
  return { opening: mostTelling(openings), attempts }
}

/** Whether that language has words for what is wanted. */
function fits(speech: RouterSpeech, met: RouterMet | RouterMetV6, { internal, leaseS }: WantedMapping): boolean {
  // A forward in a table: for any machine, and for ever, if the router likes.
  if (speech === 'upnp' && met.place.family === 'v4') return true
  // Everything else is for the machine that asks, and a lease of 0 is an end (RFC 6886 §3.4, RFC 6887 §15).
  return leaseS > 0 && sameAddress(internal.address, met.place.local)
}

type Tried = Exclude<Opening, { kind: 'no-protocol' }>

/** What the other languages would not better: they speak to the same router of the same port. */
function isFinal(opening: Tried): boolean {
  const { kind } = opening
  return kind === 'opened' || kind === 'there-already' || isOwned(opening) || kind === 'not-noted'
}

/** PCP says "cannot provide" (11) of a port that is taken, and of one that a rule forbids: only a table names an owner. */
function isOwned(opening: Tried): boolean {
  return opening.kind === 'conflict' && opening.owner !== undefined
}

function mostTelling(openings: readonly Tried[]): Opening {
  const last = openings.at(-1)
  if (last !== undefined && isFinal(last) && last.kind !== 'not-noted') return last
  const told = openings.filter(({ kind }) => kind !== 'silent')
  return told.find(({ kind }) => kind !== 'conflict') ?? told[0] ?? openings[0] ?? { kind: 'no-protocol' }
}
