export interface Word {
  readonly text: string
  /** What stands in quotes is a value, whatever it looks like. */
  readonly quoted: boolean
}

/**
 * The words of a line of `iptables-save`. Blanks part them; what else than letters, digits, `_` and `-` a comment or a
 * prefix has in it stands in double quotes, with a backslash before `"`, `\` and `'` (xtables_save_string).
 * Undefined where a quote is not closed, or ends within a word.
 */
export function wordsOf(line: string): readonly Word[] | undefined {
  const words: Word[] = []
  const word = /"((?:[^"\\]|\\.)*)"(?=\s|$)|([^\s"]+)(?=\s|$)|\s+/y
  while (word.lastIndex < line.length) {
    const [whole, inQuotes, plain] = word.exec(line) ?? []
    if (whole === undefined) return undefined
    if (plain !== undefined) words.push({ text: plain, quoted: false })
    if (inQuotes !== undefined) words.push({ text: inQuotes.replace(/\\(.)/g, '$1'), quoted: true })
  }
  return words
}
