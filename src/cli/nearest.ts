/** Farther than that it is another word, not a slip of the fingers. */
const farthest = 0.4

/** The word among `words` that `typed` was probably meant to be. */
export function nearest(typed: string, words: readonly string[]): string | undefined {
  const ranked = words
    .map((word) => ({ word, slips: slips(typed.toLowerCase(), word.toLowerCase()) }))
    .sort((one, other) => one.slips - other.slips)
  const [best] = ranked
  return best !== undefined && best.slips <= Math.max(1, best.word.length * farthest) ? best.word : undefined
}

/** Letters to add, leave out, change or swap with their neighbour (optimal string alignment). */
function slips(from: string, to: string): number {
  // Nothing that long is a slip, and the table would be large.
  const longest = 64
  if (from.length > longest || to.length > longest) return Number.POSITIVE_INFINITY
  const rows: number[][] = [Array.from({ length: to.length + 1 }, (_, at) => at)]
  for (let i = 1; i <= from.length; i++) {
    const row = [i]
    for (let j = 1; j <= to.length; j++) {
      const changed = from[i - 1] === to[j - 1] ? 0 : 1
      const swapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]
      row.push(
        Math.min(
          (rows[i - 1]?.[j] ?? 0) + 1,
          (row[j - 1] ?? 0) + 1,
          (rows[i - 1]?.[j - 1] ?? 0) + changed,
          swapped ? (rows[i - 2]?.[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
        ),
      )
    }
    rows.push(row)
  }
  return rows[from.length]?.[to.length] ?? Number.POSITIVE_INFINITY
}

/** `; did you mean X?`, or nothing. */
export function suggestion(typed: string, words: readonly string[]): string {
  const near = nearest(typed, words)
  return near === undefined ? '' : `; did you mean ${near}?`
}
