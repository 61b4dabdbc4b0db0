/**
 * Without the blanks and tabs around it: not all that Unicode calls a space, which `trim` takes. By hand, for a pattern such
 * as `[ \t]+$` takes a time with the square of a hostile text.
 */
export function withoutBlanks(text: string): string {
  let start = 0
  let end = text.length
  while (start < end && isBlank(text.charAt(start))) start += 1
  while (end > start && isBlank(text.charAt(end - 1))) end -= 1
  return text.slice(start, end)
}

function isBlank(letter: string): boolean {
  return letter === ' ' || letter === '\t'
}
