import { type FileHandle, lstat, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { failed, type Outcome, success } from '../../core/failure.ts'
import { encodeRunHead } from '../../history/encode-run-head.ts'
import { runHeadOf } from '../../history/run-head-of.ts'
import type { RunHead, SavedRun } from '../../history/saved-run.ts'
import { codeOf } from '../code-of.ts'
import { syncFolder } from '../sync-folder.ts'
import { attempted } from './attempted.ts'
import { isOlderThan } from './older-than.ts'
import { openFile } from './open-file.ts'
import { ownFolder } from './own-folder.ts'
import { mostRunBytes } from './read-runs.ts'
import { byTime, mostInOneSecond, newRunName, readRunName, type RunName } from './run-names.ts'

/** A run a day for a year, and some: 40 MB of reports, which the smallest machine has. The oldest make room. */
const mostRuns = 400
/** A file aside that is older is of a program that died while it wrote. */
const asideMs = 60 * 60_000

/** Writes a run to a file of its own: there whole, and on the disk, when it resolves, or not at all. Waits for nobody. */
export async function saveRun(folder: string, run: SavedRun): Promise<Outcome<RunHead>> {
  const made = await ownFolder(folder)
  if (!made.ok) return made
  const claimed = await claim(folder, run.at)
  if (!claimed.ok) return claimed
  const { run: named, aside, file } = claimed.value
  const head = runHeadOf(run, named.id)
  const written = await attempted(aside, async () => {
    try {
      return await write(file, head, run)
    } finally {
      await file.close()
    }
  })
  const placed = written.ok ? await place(folder, aside, named) : written
  if (placed.ok) await makeRoom(folder, named).catch(() => undefined)
  else await rm(aside, { force: true }).catch(() => undefined)
  return placed.ok ? success(head) : placed
}

interface Claim {
  readonly run: RunName
  readonly aside: string
  readonly file: FileHandle
}

/**
 * An id that nobody else has: it is ours while we have the file aside, which only one can make (O_EXCL), and nobody's run is
 * called so if none is by then.
 */
function claim(folder: string, at: string): Promise<Outcome<Claim>> {
  return attempted(folder, async () => {
    for (let number = 1; number <= mostInOneSecond; number += 1) {
      const run = newRunName(at, number)
      if (run === undefined) return failed('malformed', 'a run without a time')
      const path = join(folder, run.name)
      const aside = `${path}.aside`
      const file = await openFile(aside, 'new').catch((error: unknown) => {
        if (codeOf(error) !== 'EEXIST') throw error
      })
      if (file === undefined) continue
      if (!(await isThere(path))) return success({ run, aside, file })
      await file.close()
      await rm(aside, { force: true })
    }
    return failed('too-much', `more than ${mostInOneSecond} runs in one second`)
  })
}

async function write(file: FileHandle, head: RunHead, run: SavedRun): Promise<Outcome<void>> {
  const line = encodeRunHead(head)
  if (!line.ok) return line
  const bytes = Buffer.from(`${line.value}\n${JSON.stringify(run)}\n`)
  if (bytes.length > mostRunBytes) return failed('too-much', `a report of ${bytes.length} bytes`)
  await file.writeFile(bytes)
  await file.sync()
  return success(undefined)
}

function place(folder: string, aside: string, { name }: RunName): Promise<Outcome<void>> {
  return attempted(folder, async () => {
    await rename(aside, join(folder, name))
    await syncFolder(folder)
    return success(undefined)
  })
}

/** Removes the oldest runs, and what was left by programs that died. The one that was just saved stays, whatever its clock said. */
async function makeRoom(folder: string, justSaved: RunName): Promise<void> {
  const names = await readdir(folder)
  const runs = names.map(readRunName).filter((each) => each !== undefined)
  const others = runs.filter(({ id }) => id !== justSaved.id)
  const oldest = others.sort(byTime).slice(0, Math.max(0, others.length - mostRuns + 1))
  for (const { name } of oldest) await rm(join(folder, name), { force: true })
  for (const name of names.filter((each) => /^run-.*\.jsonl\.aside$/.test(each)))
    if (await isOlderThan(join(folder, name), asideMs)) await rm(join(folder, name), { force: true })
}

async function isThere(path: string): Promise<boolean> {
  try {
    await lstat(path)
    return true
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false
    throw error
  }
}
