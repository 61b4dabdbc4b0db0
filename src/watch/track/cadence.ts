import type { Place } from '../../history/record.ts'
import type { NextLook } from '../look.ts'
import type { Silence } from './silence.ts'

/** While something is wrong, a look a second, so that begin and end are known to the second. */
export const denseMs = 1000

const minute = 60_000
const hour = 60 * minute
/** A router or hop that often says nothing has to say nothing more than once before public witnesses are asked for its sake. */
const worthAskingChance = 0.3

interface Around {
  readonly intervalMs: number
  readonly farEveryMs: number
  /** When everybody was asked last, steady. */
  readonly allAskedMs: number
  readonly other: { readonly isUp: boolean }
}

/** How the next look should be after one at `atMs`, steady, in a silence. `settled`: whether it is known to be more than luck. */
export function nextIn(
  silence: Silence,
  { atMs }: { readonly atMs: number },
  settled: 'up' | 'down' | undefined,
  around: Around,
): NextLook {
  const { intervalMs, allAskedMs } = around
  const dense = Math.min(denseMs, intervalMs)
  if (settled === 'down' && silence.stirring) return { afterMs: dense, whom: 'all' }
  const lasting = { silentMs: atMs - silence.sinceMs, place: silence.place, alone: around.other.isUp }
  const everyMs = askAllEveryMs(lasting, around)
  const afterMs = Math.min(everyMs, Math.max(dense, intervalMs))
  if (settled !== 'down' && !silence.askedFar && silence.chance > worthAskingChance) return { afterMs, whom: 'near' }
  // Half a look early is in time: the next chance would be as much too late.
  return { afterMs, whom: atMs + 1.5 * afterMs - allAskedMs >= everyMs ? 'all' : 'near' }
}

interface Lasting {
  readonly silentMs: number
  readonly place: Place
  /** Of this family alone: over the other one the line is up. */
  readonly alone: boolean
}

/**
 * How often everybody is asked during a silence that has lasted for `silentMs`. The questions go nowhere while the line is
 * down, so a look a second disturbs nobody; but who has been gone for an hour is not back within the second, and where the
 * fault lies `beyond`, our questions do travel, and may well arrive. One family that has been gone for a day has mostly gone for
 * good, and those who are asked over the other are not to be bothered for its sake.
 */
function askAllEveryMs({ silentMs, place, alone }: Lasting, { intervalMs, farEveryMs }: Around): number {
  if (silentMs < (place === 'beyond' ? minute : 10 * minute)) return Math.min(denseMs, intervalMs)
  if (alone && silentMs >= 24 * hour) return Math.max(farEveryMs, intervalMs)
  return silentMs < 70 * minute ? 5000 : Math.max(5000, intervalMs)
}
