/**
 * One instant by three clocks: they drift apart when the machine sleeps, when its clock is set, and when this program is kept
 * from running.
 */
export interface Moment {
  /** ISO 8601, UTC: the clock on the wall, which can be set. */
  readonly wall: string
  /** Never jumps, and stands still while the machine sleeps, ms. */
  readonly elapsedMs: number
  /** Since the machine was switched on, sleep included, ms; undefined where the system does not tell. */
  readonly sinceBootMs: number | undefined
}
