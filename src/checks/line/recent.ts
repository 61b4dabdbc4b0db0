/** What was longer ago says little of the line as it is: contracts and networks change. */
const recentMs = 90 * 86_400_000

/** Of what earlier days have seen, what was still seen in the last 90 days. `now`: ISO 8601. */
export function recent<Seen extends { readonly to: string }>(known: readonly Seen[], now: string): readonly Seen[] {
  return known.filter(({ to }) => Date.parse(now) - Date.parse(to) < recentMs)
}
