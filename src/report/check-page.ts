/** What a page of `docs/checks` says: of the whole check, and of each answer without the facts of any one line. */
export interface CheckPage {
  /** Between the heading and the table. */
  readonly intro: string
  readonly answers: ReadonlyMap<string, { readonly means: string; readonly remedy: string }>
}

/** Reads a page: a heading, some text, a table `| answer | verdict | what it means | what to do |`, more text. */
export function checkPage(text: string): CheckPage {
  const lines = text.split('\n')
  const table = lines.findIndex((line) => line.startsWith('|'))
  const intro = lines.slice(0, table < 0 ? undefined : table).filter((line) => !line.startsWith('#'))
  const rows = lines
    .filter((line) => line.startsWith('|'))
    .map((line) => line.split(/(?<!\\)\|/).map((cell) => unmarked(cell.trim())))
    .flatMap(([, keys = '', , means = '', remedy = '']) =>
      keys.split(/[\s,]+/).map((key) => [key, { means, remedy }] as const),
    )
  return { intro: unmarked(intro.join('\n').trim()), answers: new Map(rows) }
}

/** Without the marks of Markdown: a terminal shows them as they are. */
function unmarked(text: string): string {
  return text
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\*\*|`/g, '')
    .replace(/\\\|/g, '|')
}
