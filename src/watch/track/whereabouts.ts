import type { Family } from '../../core/line.ts'
import type { Place } from '../../history/record.ts'
import type { Look } from '../look.ts'
import { answered, type Questions } from './questions.ts'
import { placeOf, type Sign } from './place-of.ts'
import { lossOf, type Witness } from './witnesses.ts'

/** Where a silence lies, by all of its looks so far. */
export interface Whereabouts {
  readonly place: Place
  add(seen: Seen): void
}

interface Seen {
  readonly family: Family
  readonly atMs: number
  readonly link: Look['link']
  /** Only such as are known to answer. */
  readonly near: readonly Questions[]
  readonly far: readonly Questions[]
}

/** The place is judged by the first minute: a router restarts within it, and a user pulls its plug only later, in despair. */
const settlingMs = 60_000
/** A router that falls silent so soon is the cause, whatever follows while it starts and finds its provider again. */
const soonMs = 20_000
/** How improbable its silence must be then, for a router that loses pings is still there. */
const goneChance = 1e-7
/**
 * An answer is a proof and a link that is off is the machine's own word, yet a look that sees the line break sees half of both:
 * how probable it is that a look is such a one.
 */
const torn = 0.005
/** From here outwards. */
const outwards: readonly Place[] = ['machine', 'home', 'provider', 'provider-or-beyond', 'beyond']

/** The place that makes what was seen most probable. */
export function whereabouts(sinceMs: number): Whereabouts {
  const doubts = new Map<Place, number>(outwards.map((place) => [place, 0]))
  const named = new Set<Place>()
  let place: Place = 'provider-or-beyond'
  let gone = { sinceMs: Number.POSITIVE_INFINITY, chance: 1 }

  /** The router was silent look after look, from early on. */
  const isRouterGone = (atMs: number, seen: Place, chance: number): boolean => {
    gone = {
      sinceMs: seen === 'home' ? Math.min(gone.sinceMs, atMs) : Number.POSITIVE_INFINITY,
      chance: seen === 'home' ? gone.chance * chance : 1,
    }
    return gone.sinceMs - sinceMs <= soonMs && gone.chance <= goneChance
  }

  return {
    get place() {
      return place
    },
    add({ family, atMs, link, near, far }) {
      if (atMs - sinceMs > settlingMs && named.size > 0) return
      const failures = far.flatMap(({ failure, witness }) =>
        failure === undefined || witness.shutOff ? [] : [failure],
      )
      const signs = { gateway: signOf('gateway', near), hop: signOf('hop', near) }
      const seen = placeOf({ family, link, ...signs, farFailures: failures })
      const routerChance = chanceOf(near, ['gateway'])
      named.add(seen)
      const byWord = seen === 'machine' || (seen === 'home' && signs.gateway !== 'silent')
      for (const [candidate, doubt] of doubts) {
        const chance =
          byWord || outwards.indexOf(seen) > outwards.indexOf(candidate) ? torn : lostOnTheWay(candidate, near)
        // A look at which no hop was known speaks neither for nor against those who stand around it.
        const fits =
          candidate === seen || (seen === 'provider-or-beyond' && candidate !== 'home' && candidate !== 'machine')
        doubts.set(candidate, doubt + (fits ? 0 : Math.log(chance)))
      }
      place = isRouterGone(atMs, seen, routerChance) ? 'home' : likeliest(doubts, named)
    },
  }
}

/** Of equals the one that says most. */
function likeliest(doubts: ReadonlyMap<Place, number>, named: ReadonlySet<Place>): Place {
  const [first = 'provider-or-beyond'] = [...named].toSorted(
    (a, b) =>
      (doubts.get(b) ?? 0) - (doubts.get(a) ?? 0) ||
      Number(a === 'provider-or-beyond') - Number(b === 'provider-or-beyond'),
  )
  return first
}

/** If the fault lies there, whoever stands before it was silent by chance. */
function lostOnTheWay(place: Place, near: readonly Questions[]): number {
  return chanceOf(near, place === 'beyond' ? ['gateway', 'hop'] : ['gateway'])
}

function chanceOf(near: readonly Questions[], of: readonly Witness['of'][]): number {
  let chance = 1
  for (const one of near) {
    if (of.includes(one.witness.of) && !answered(one)) chance *= lossOf(one.witness) ** one.lostMs.length
  }
  return chance
}

function signOf(of: Witness['of'], near: readonly Questions[]): Sign {
  const those = near.filter(({ witness }) => witness.of === of)
  if (those.some(answered)) return 'answered'
  return those.length > 0 ? 'silent' : 'unknown'
}
