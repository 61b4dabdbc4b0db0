import { visible } from '../visible.ts'

/** Text, a number, whether, or nothing. */
export type CsvCell = string | number | boolean | undefined

/** What a spreadsheet takes for the begin of a formula (OWASP, CSV Injection). */
const beginsFormula = /^[=+\-@\t\r]/

/** Rows as comma-separated values (RFC 4180), the head first. */
export function csv(head: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
  return [head, ...rows].map((row) => `${row.map(field).join(',')}\r\n`).join('')
}

function field(cell: CsvCell): string {
  if (cell === undefined) return ''
  if (typeof cell !== 'string') return String(cell)
  const text = visible(cell)
  const harmless = beginsFormula.test(text) ? `'${text}` : text
  return /[",]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
