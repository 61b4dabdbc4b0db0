import type { Style } from '../style.ts'
import { wrapped } from '../wrapped.ts'

const gap = '  '
/** As wide as `wrapped` goes. */
const widest = 100
/** Narrower, and a column of words becomes a list of them. */
const leastForLast = 16
const hanging = '    '

/**
 * Rows in columns, a head above them. Where they do not fit, the last columns go below their row, by name. Cells are plain
 * text that is safe to print.
 */
export function table(
  titles: readonly string[],
  cells: readonly (readonly string[])[],
  { width: given, style }: { readonly width: number; readonly style: Style },
): readonly string[] {
  const width = Math.min(given, widest)
  // A column in which nothing is known is left out.
  const kept = titles.map((_, at) => at).filter((at) => cells.some((row) => row[at] !== ''))
  const head = kept.map((at) => titles[at] ?? '')
  const rows = cells.map((row) => kept.map((at) => row[at] ?? ''))
  const columns = head.map((title, at) => [title, ...rows.map((row) => row[at] ?? '')])
  const widths = columns.map((column) => longest(column))
  // The last that stands beside the others may be wrapped, but a word is never cut.
  const least = columns.map((column, at) =>
    Math.min(widths[at] ?? 0, Math.max(leastForLast, longest(column.flatMap((text) => text.split(' '))))),
  )
  const front = frontOf(widths, least, width)
  return [style.faint(head.slice(0, front).map(padded).join(gap).trimEnd()), ...rows.map((row) => rowText(row))]

  function padded(text: string, at: number): string {
    return text + ' '.repeat(Math.max(0, (widths[at] ?? 0) - lengthOf(text)))
  }

  function rowText(row: readonly string[]): string {
    const indent = widths.slice(0, front - 1).reduce((sum, each) => sum + each + gap.length, 0)
    const first = row.slice(0, front - 1).map((text, at) => padded(text, at) + gap)
    const below = row.slice(front).flatMap((text, at) => (text === '' ? [] : [`${head[front + at]}: ${text}`]))
    return [
      wrapped(row[front - 1] ?? '', width, { first: first.join(''), rest: ' '.repeat(indent) }).trimEnd(),
      ...(below.length === 0 ? [] : [wrapped(below.join('; '), width, { first: hanging, rest: hanging })]),
    ].join('\n')
  }
}

/** How many columns stand beside each other: all that fit. */
function frontOf(widths: readonly number[], least: readonly number[], width: number): number {
  for (let front = widths.length; front > 1; front--) {
    const before = widths.slice(0, front - 1).reduce((sum, each) => sum + each + gap.length, 0)
    if (before + (least[front - 1] ?? 0) <= width) return front
  }
  return 1
}

function longest(texts: readonly string[]): number {
  return texts.reduce((most, text) => Math.max(most, lengthOf(text)), 0)
}

function lengthOf(text: string): number {
  return [...text].length
}
