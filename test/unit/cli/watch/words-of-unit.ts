/** What systemd makes of a command line of ours: quotes and escapes first, then specifiers and variables. */
export function wordsOfUnit(line: string): readonly string[] {
  const words = line.match(/"(?:\\.|[^"\\])*"|[^\s"]+/g) ?? []
  return words.map((word) => {
    const inside = word.startsWith('"') ? word.slice(1, -1).replace(/\\(.)/g, '$1') : word
    if (/%(?!%)/.test(inside.replaceAll('%%', '')) || /\$/.test(inside.replaceAll('$$', '')))
      throw new Error(`systemd would put something else in place of a part of ${inside}`)
    return inside.replaceAll('%%', '%').replaceAll('$$', () => '$')
  })
}
