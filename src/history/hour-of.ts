const hourMs = 60 * 60_000

/** The hour of the day, 0 to 23. */
export function hourOf(localMs: number): number {
  return ((Math.floor(localMs / hourMs) % 24) + 24) % 24
}
