import type { Interruption } from './interruptions.ts'
import { lengthOf, type Stretch, within } from './stretch.ts'

/** A line that came back, and had to connect anew. */
export interface Return extends Stretch {
  readonly family: Interruption['family']
  /** The router had been off, or had restarted: it had to ask for an address anew. */
  readonly restarted: boolean
}

/** The router says itself that it restarted: an interruption that is over in less is not that one. */
const restartedMs = 3_000
/** No router starts faster: what is over before is a hiccup, or a plug that was put back at once. */
const startsMs = 15_000
/**
 * What both ends of a session survive: PPP asks for an echo each 10 to 30 s and gives up after some that are missing, and a
 * modem that has to train takes as long again. Gone for less, it may be the same session, and the address was not tried.
 */
const sessionEndsMs = 60_000

/**
 * When the line came back and had connected anew, in order: the router was off or had restarted, or the provider was gone
 * for long enough. That this machine did not reach its router, `home`, tells nothing of the session behind it. A reboot test is a
 * return of both families, also where no watcher saw it. `watched` is by whomever: only what was watched of it counts as gone.
 */
export function returnsOf(
  outages: readonly Interruption[],
  tests: readonly Stretch[],
  watched: readonly Stretch[],
): readonly Return[] {
  const seen = outages
    .filter((outage) => outage.end === 'seen' && lengthOf(within(outage, watched)) >= connectsAnewMs(outage))
    .map((outage) => ({ ...outage, restarted: outage.planned || outage.place === 'router' }))
  const families = ['v4', 'v6'] as const
  const unseen = tests
    .filter(({ fromMs, toMs }) => toMs - fromMs >= startsMs)
    .flatMap((test) =>
      families
        .filter((family) => !seen.some((each) => each.family === family && overlap(each, test)))
        .map((family) => ({ ...test, family, restarted: true })),
    )
  return [...seen, ...unseen].sort((one, other) => one.fromMs - other.fromMs)
}

/** From how long on the line had to connect anew after an interruption. */
function connectsAnewMs({ place, planned }: Interruption): number {
  if (planned) return startsMs
  if (place === 'router') return restartedMs
  return place === 'provider' ? sessionEndsMs : Number.POSITIVE_INFINITY
}

function overlap(one: Stretch, other: Stretch): boolean {
  return one.fromMs < other.toMs && other.fromMs < one.toMs
}
