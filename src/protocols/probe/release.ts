/** Whether release `one` is older than `other`: `0.9.1` than `0.10.0`, and `1.0.0-rc.1` than `1.0.0`. */
export function olderThan(one: string, other: string): boolean {
  const [mine, theirs] = [parts(one), parts(other)]
  for (const [index, number] of mine.numbers.entries()) {
    const against = theirs.numbers[index] ?? 0
    if (number !== against) return number < against
  }
  return mine.early && !theirs.early
}

function parts(release: string): { numbers: readonly number[]; early: boolean } {
  const dash = release.indexOf('-')
  const core = dash < 0 ? release : release.slice(0, dash)
  return { numbers: core.split('.').map(Number), early: dash >= 0 }
}
