import type { Report } from './report.ts'

/**
 * JSON leaves DEL, the C1 controls (one of which begins escape sequences) and the characters that turn the direction
 * of text as they are. They only ever stand inside strings, where an escape means the same.
 */
const hiddenInStrings = /[\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}\u007f-\u009f]/gu

/** The report as JSON (design: schema 1), with a line feed at its end, safe to look at in a terminal. */
export function jsonOf(report: Report): string {
  return safeJson(report)
}

/** Any value as JSON that shows what it holds. */
export function safeJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2).replace(hiddenInStrings, escaped)}\n`
}

/** The same on one line, for what is told as it happens (JSON Lines). */
export function safeJsonLine(value: unknown): string {
  return `${JSON.stringify(value).replace(hiddenInStrings, escaped)}\n`
}

function escaped(character: string): string {
  // Above the first plane JSON knows surrogate pairs alone (RFC 8259 §7): one escape a UTF-16 unit.
  return Array.from({ length: character.length }, (_, at) => character.charCodeAt(at))
    .map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`)
    .join('')
}
