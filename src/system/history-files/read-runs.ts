import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { failed, type Outcome, success } from '../../core/failure.ts'
import { decodeRunHead } from '../../history/decode-run-head.ts'
import { maxLineBytes } from '../../history/line-bound.ts'
import { readSavedRun } from '../../history/read-saved-run.ts'
import type { RunHead, SavedRun } from '../../history/saved-run.ts'
import { withFile } from './open-file.ts'
import { namesIn } from './own-folder.ts'
import { readBytes } from './read-bytes.ts'
import { byTime, readRunName, runName } from './run-names.ts'

/** A report with all that was seen has some hundred kilobytes. */
export const mostRunBytes = 16 * 1024 * 1024
/** Some more than are kept: others may put files there. */
const mostListed = 2000

/** What is known of each run at a glance, oldest first: the first line of each file. Files that are none are passed over. */
export async function readRunHeads(folder: string): Promise<Outcome<readonly RunHead[]>> {
  const there = await namesIn(folder)
  if (!there.ok) return there
  const runs = there.value.map(readRunName).filter((each) => each !== undefined)
  const buffer = Buffer.alloc(maxLineBytes + 1)
  const newest = runs.sort(byTime).slice(-mostListed)
  return success(newest.flatMap(({ id, name }) => headIn(firstLine(join(folder, name), buffer), id)))
}

/** `no-data` where there is no such run, `malformed` and `unsupported` (of a later release) where it cannot be read. */
export async function readRun(folder: string, id: string): Promise<Outcome<SavedRun>> {
  const named = runName(id)
  if (named === undefined) return failed('no-data', 'that is not what a run is called')
  const there = await namesIn(folder)
  if (!there.ok) return there
  return withFile(join(folder, named.name), 'read', async (file) => {
    const bytes = await readBytes(file, mostRunBytes + 1)
    if (bytes.length > mostRunBytes) return failed('too-much', `${named.name} has more than ${mostRunBytes} bytes`)
    const [, report = ''] = bytes.toString().split('\n', 2)
    const run = readSavedRun(parsed(report))
    if (run === 'malformed') return failed('malformed', `${named.name} is no report`)
    return run === 'other-version' ? failed('unsupported', `${named.name} is of a later release`) : success(run)
  })
}

function headIn(line: string | undefined, id: string): readonly RunHead[] {
  const head = line === undefined ? 'malformed' : decodeRunHead(line)
  // Somebody may have copied a file: a run is found by the name that its file has.
  return typeof head === 'string' ? [] : [{ ...head, id }]
}

/** Without a promise for each step: a thousand files are four thousand steps of some microseconds. */
function firstLine(path: string, buffer: Buffer): string | undefined {
  let file: number | undefined
  try {
    file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
    if (!fstatSync(file).isFile()) return undefined
    const got = buffer.subarray(0, readSync(file, buffer, 0, buffer.length, 0))
    const end = got.indexOf('\n')
    return end < 0 ? undefined : got.toString('utf8', 0, end)
  } catch {
    return undefined
  } finally {
    if (file !== undefined) closeSync(file)
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
