import type { Place } from '../../history/record.ts'

/** While something is wrong, a look a second, so that begin and end are known to the second. */
export const denseMs = 1000

const minute = 60_000

/**
 * How often everybody is asked during a silence that has lasted for `silentMs`. The questions go nowhere while the line is
 * down, so a look a second disturbs nobody; but who has been gone for an hour is not back within the second, and where the
 * fault lies `beyond`, our questions do travel, and may well arrive.
 */
export function askAllEveryMs(silentMs: number, place: Place, intervalMs: number): number {
  if (silentMs < (place === 'beyond' ? minute : 10 * minute)) return Math.min(denseMs, intervalMs)
  return silentMs < 70 * minute ? 5000 : Math.max(5000, intervalMs)
}
