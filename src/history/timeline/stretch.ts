import type { Span } from '../timeline.ts'

/** A stretch of time in milliseconds since 1970: what is reckoned with. */
export interface Stretch {
  readonly fromMs: number
  readonly toMs: number
}

export function stretchOf({ from, to }: Span): Stretch {
  return { fromMs: Date.parse(from), toMs: Date.parse(to) }
}

export function spanOf({ fromMs, toMs }: Stretch): Span {
  return { from: iso(fromMs), to: iso(toMs) }
}

export function iso(ms: number): string {
  return new Date(ms).toISOString()
}

/** What is covered by any of them: in order, nothing overlapping, nothing touching. */
export function joined(stretches: readonly Stretch[]): readonly Stretch[] {
  const union: { fromMs: number; toMs: number }[] = []
  for (const { fromMs, toMs } of stretches.toSorted((one, other) => one.fromMs - other.fromMs)) {
    const last = union.at(-1)
    if (last === undefined || fromMs > last.toMs) union.push({ fromMs, toMs })
    else last.toMs = Math.max(last.toMs, toMs)
  }
  return union
}

export function lengthOf(stretches: readonly Stretch[]): number {
  return stretches.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0)
}

/** The parts of one stretch that are in others, which are as `joined` makes them. */
export function within({ fromMs, toMs }: Stretch, others: readonly Stretch[]): readonly Stretch[] {
  const parts: Stretch[] = []
  for (let index = firstEndingAfter(others, fromMs); index < others.length; index += 1) {
    const other = others[index]
    if (other === undefined || other.fromMs >= toMs) break
    parts.push({ fromMs: Math.max(fromMs, other.fromMs), toMs: Math.min(toMs, other.toMs) })
  }
  return parts
}

/** The parts of the first that are in none of the second, both as `joined` makes them. */
export function without(first: readonly Stretch[], second: readonly Stretch[]): readonly Stretch[] {
  return first.flatMap(({ fromMs, toMs }) => {
    const cuts = within({ fromMs, toMs }, second)
    const begins = [fromMs, ...cuts.map((cut) => cut.toMs)]
    const ends = [...cuts.map((cut) => cut.fromMs), toMs]
    return begins
      .map((begin, index) => ({ fromMs: begin, toMs: ends[index] ?? toMs }))
      .filter((part) => part.toMs > part.fromMs)
  })
}

/** Of stretches in order and not overlapping: the index of the first that ends after an instant, by halving. */
export function firstEndingAfter(stretches: readonly Stretch[], ms: number): number {
  let low = 0
  let high = stretches.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((stretches[middle]?.toMs ?? 0) > ms) high = middle
    else low = middle + 1
  }
  return low
}
