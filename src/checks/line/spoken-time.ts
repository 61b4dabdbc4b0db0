const second = 1_000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

/** A length of time for a sentence, ms: `42 s`, `3 min`, `5 h`, `12 days`. From two of a unit on, it is counted in it. */
export function spokenTime(ms: number): string {
  if (ms < 2 * minute) return `${Math.max(1, Math.round(ms / second))} s`
  if (ms < 2 * hour) return `${Math.round(ms / minute)} min`
  if (ms < 2 * day) return `${Math.round(ms / hour)} h`
  return `${Math.floor(ms / day)} days`
}
