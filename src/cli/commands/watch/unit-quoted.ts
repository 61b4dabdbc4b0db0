/** What stands in a unit as it is. */
const plain = /^[A-Za-z0-9_./:@=,+-]+$/

/**
 * A word of a command line in a unit of systemd (systemd.service(5), systemd.syntax(7)): in quotes where it needs them, with
 * nothing in it that would stand for something else (`%n`, `$HOME`). Throws for what no line can hold.
 */
export function quotedForUnit(word: string): string {
  // A line that ends goes on as another setting.
  if (/\p{Cc}/u.test(word)) throw new RangeError('control characters cannot stand in a unit')
  if (plain.test(word)) return word
  const escaped = word
    .replace(/[\\"]/g, '\\$&')
    .replace(/%/g, '%%')
    .replaceAll('$', () => '$$')
  return `"${escaped}"`
}
