import type { Interruption } from './interruptions.ts'
import { type Stretch, within } from './stretch.ts'

/** A line that came back. */
export interface Return extends Stretch {
  readonly family: Interruption['family']
  /** The router had been off, or had restarted: it had to ask for an address anew. */
  readonly restarted: boolean
}

/** Less is a hiccup: no session with the provider is lost over it. */
const atLeastMs = 3000
/** A router has its clock, and answers, some minutes after it was switched on. */
const startsWithinMs = 15 * 60_000
/** Where an interruption means that the router had to connect anew. */
const reconnecting: readonly Interruption['place'][] = ['home', 'router', 'provider']

/**
 * When the line came back from an interruption at the router's or the provider's, in order. A reboot test is a return of
 * both families, also where no watcher saw it.
 */
export function returnsOf(
  outages: readonly Interruption[],
  tests: readonly Stretch[],
  restarts: readonly number[],
): readonly Return[] {
  const seen = outages
    .filter(({ end, fromMs, toMs }) => end === 'seen' && toMs - fromMs >= atLeastMs)
    .filter(({ place, planned }) => planned || reconnecting.includes(place))
    .map((outage) => ({ ...outage, restarted: outage.planned || isRestart(outage, restarts) }))
  const families = ['v4', 'v6'] as const
  const unseen = tests.flatMap((test) =>
    families
      .filter(
        (family) =>
          within(
            test,
            seen.filter((each) => each.family === family),
          ).length === 0,
      )
      .map((family) => ({ ...test, family, restarted: true })),
  )
  return [...seen, ...unseen].sort((one, other) => one.fromMs - other.fromMs)
}

/** From here, a router that is off and a cable that is out look the same, until the router says that it has restarted. */
function isRestart({ place, fromMs, toMs }: Interruption, restarts: readonly number[]): boolean {
  if (place === 'router') return true
  return place === 'home' && restarts.some((ms) => ms >= fromMs && ms <= toMs + startsWithinMs)
}
