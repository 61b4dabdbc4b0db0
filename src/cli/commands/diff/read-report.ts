import { open } from 'node:fs/promises'
import { resolve } from 'node:path'
import { readSavedRun } from '../../../history/read-saved-run.ts'
import type { SavedRun } from '../../../history/saved-run.ts'
import { UsageError } from '../../usage-error.ts'

/** A report with all that was seen has some hundred kilobytes. */
const mostBytes = 16 * 1024 * 1024

const reasons: { readonly [code: string]: string } = {
  ENOENT: 'there is no such file, and no such run is kept ("mailworthy history --runs" lists them)',
  EISDIR: 'it is a folder',
  EACCES: 'it may not be read',
}

/** The report in a file, as `check --json` wrote it. Throws UsageError where it is none. */
export async function readReport(cwd: string, path: string): Promise<SavedRun> {
  const run = readSavedRun(parsed(await textOf(cwd, path), path))
  if (run === 'other-version') throw new UsageError(`${path} is the report of a later release of mailworthy`)
  if (run === 'malformed') throw new UsageError(`${path} is no report: "mailworthy check --json" writes one`)
  return run
}

async function textOf(cwd: string, path: string): Promise<string> {
  try {
    const file = await open(resolve(cwd, path))
    const chunks: Buffer[] = []
    let length = 0
    // Not by its size: a pipe has none. The stream closes the file.
    for await (const chunk of file.createReadStream() as AsyncIterable<Buffer>) {
      length += chunk.length
      if (length > mostBytes) throw new UsageError(`${path} is too long for a report`)
      chunks.push(chunk)
    }
    return Buffer.concat(chunks).toString('utf8')
  } catch (error) {
    if (error instanceof UsageError) throw error
    const { code = '' } = error as NodeJS.ErrnoException
    throw new UsageError(`${path} cannot be read: ${reasons[code] ?? (code || 'for an unknown reason')}`)
  }
}

function parsed(text: string, path: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new UsageError(`${path} is no report: it is not JSON`)
  }
}
