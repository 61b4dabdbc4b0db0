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
/** Where an interruption means that the router had to connect anew. */
const reconnecting: readonly Interruption['place'][] = ['home', 'router', 'provider']

/**
 * When the line came back from an interruption at the router's or the provider's, in order. A reboot test is a return of
 * both families, also where no watcher saw it.
 */
export function returnsOf(outages: readonly Interruption[], tests: readonly Stretch[]): readonly Return[] {
  const seen = outages
    .filter(({ end, fromMs, toMs }) => end === 'seen' && toMs - fromMs >= atLeastMs)
    .filter(({ place, planned }) => planned || reconnecting.includes(place))
    .map((outage) => ({ ...outage, restarted: outage.planned || outage.place === 'router' }))
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
