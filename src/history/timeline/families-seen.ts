import type { Family } from '../../core/line.ts'
import type { Stretch } from './stretch.ts'

/**
 * From when on a watcher saw that a line has a family. Before its first sign nobody knows: a line that has no IPv6, or not yet,
 * or no more, is not a line whose IPv6 is up. What is written only on change holds until the watcher goes.
 */
export class FamiliesSeen {
  readonly #stretches: Readonly<Record<Family, Stretch[]>> = { v4: [], v6: [] }
  /** Since when it is seen, by the clock as it is now. */
  readonly #sinceMs = new Map<Family, number>()
  #hereMs = Number.NEGATIVE_INFINITY

  /** Asleep or awake: that is for others to cut. */
  of(family: Family): readonly Stretch[] {
    return this.#stretches[family]
  }

  /** The watcher is at the line from here on. */
  comes(ms: number): void {
    this.#hereMs = ms
  }

  /** There is no more to be seen of families. */
  get bothSeen(): boolean {
    return this.#sinceMs.size === 2
  }

  saw(family: Family, ms: number): void {
    if (!this.#sinceMs.has(family)) this.#sinceMs.set(family, Math.max(ms, this.#hereMs))
  }

  /** It is no longer offered. */
  lost(family: Family, ms: number): void {
    this.#closeOf(family, ms)
    this.#sinceMs.delete(family)
  }

  clockSet(wasMs: number, ms: number): void {
    this.#close(wasMs)
    this.#hereMs = ms
    for (const family of this.#sinceMs.keys()) this.#sinceMs.set(family, ms)
  }

  /** It ended, or is elsewhere. The next visit begins anew: the line may be another by then. */
  goes(ms: number): void {
    this.#close(ms)
    this.#sinceMs.clear()
  }

  #close(ms: number): void {
    for (const family of this.#sinceMs.keys()) this.#closeOf(family, ms)
  }

  #closeOf(family: Family, ms: number): void {
    const fromMs = this.#sinceMs.get(family)
    if (fromMs !== undefined && ms > fromMs) this.#stretches[family].push({ fromMs, toMs: ms })
  }
}
