import { readFile } from 'node:fs/promises'

/** The page of the documentation on a stem, which comes with the program; undefined where it does not. */
export async function readPage(stem: string): Promise<string | undefined> {
  // Bundled, this file is dist/….js; as source it is src/cli/read-page.ts.
  for (const up of ['..', '../..']) {
    try {
      return await readFile(new URL(`${up}/docs/checks/${stem}.md`, import.meta.url), 'utf8')
    } catch {
      // Not there: the program explains itself without.
    }
  }
  return undefined
}
