import type { Place } from '../../history/record.ts'

/** While something is wrong, a look a second, so that begin and end are known to the second. */
export const denseMs = 1000

const minute = 60_000
const hour = 60 * minute

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
export function askAllEveryMs(
  { silentMs, place, alone }: Lasting,
  { intervalMs, farEveryMs }: { readonly intervalMs: number; readonly farEveryMs: number },
): number {
  if (silentMs < (place === 'beyond' ? minute : 10 * minute)) return Math.min(denseMs, intervalMs)
  if (alone && silentMs >= 24 * hour) return Math.max(farEveryMs, intervalMs)
  return silentMs < 70 * minute ? 5000 : Math.max(5000, intervalMs)
}
