import { readFile } from 'node:fs/promises'

/**
 * What the documentation that comes with the program says of a stem, or of one of its answers: the section under a
 * heading that names the answer. Undefined where there is none.
 */
export async function readPage(stem: string, answer: string | undefined): Promise<string | undefined> {
  // Bundled, this file is dist/chunk-….js; as source it is src/cli/read-page.ts.
  for (const up of ['..', '../..']) {
    try {
      const page = await readFile(new URL(`${up}/docs/checks/${stem}.md`, import.meta.url), 'utf8')
      return answer === undefined ? page : sectionOf(page, answer)
    } catch {
      // Not there: the program explains itself without.
    }
  }
  return undefined
}

/** The section whose heading has the word in backticks or by itself, up to the next heading of its rank. */
export function sectionOf(page: string, word: string): string | undefined {
  const lines = page.split('\n')
  const start = lines.findIndex(
    (line) => /^#{2,4} /.test(line) && line.replace(/[`#,]/g, ' ').split(/\s+/).includes(word),
  )
  if (start < 0) return undefined
  const rank = /^#+/.exec(lines[start] ?? '')?.[0].length ?? 0
  const after = lines.slice(start + 1).findIndex((line) => (/^#+(?= )/.exec(line)?.[0].length ?? Infinity) <= rank)
  return lines
    .slice(start, after < 0 ? undefined : start + 1 + after)
    .join('\n')
    .trim()
}
