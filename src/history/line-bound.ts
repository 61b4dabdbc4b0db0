/**
 * What a line of a log has at most, in bytes of UTF-8 and without its line end: a record has some 200, that of all mail ports
 * 2000. Longer is not ours.
 */
export const maxLineBytes = 16 * 1024

/** A byte of UTF-8 or more for each UTF-16 unit, and three at most. */
export function fitsLine(line: string): boolean {
  if (line.length > maxLineBytes) return false
  return line.length * 3 <= maxLineBytes || new TextEncoder().encode(line).length <= maxLineBytes
}
