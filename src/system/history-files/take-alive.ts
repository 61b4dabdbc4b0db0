import { lstat, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { failed, type Outcome, success } from '../../core/failure.ts'
import { codeOf } from '../code-of.ts'
import { syncFolder } from '../sync-folder.ts'
import { AliveFile } from './alive-file.ts'
import { type LastAlive, type Sign, slotBytes, slotOf, slots } from './alive-slots.ts'
import { attempted } from './attempted.ts'
import { isRunning, thisProcess } from './holder.ts'
import { openFile } from './open-file.ts'
import { aliveName, type FoundAlive, readAlive } from './read-alive.ts'

/** Taking a log is a few writes: a mark that is older is of a process that died in between. */
const takingMs = 10_000
/** Each of them is one such death. */
const mostDeaths = 16
/** A file may be replaced by another while it is looked at. */
const mostTries = 5

export interface Taken {
  readonly alive: AliveFile
  /** The last watcher before us, as far as its sign can be read. */
  readonly before: LastAlive | undefined
}

/**
 * Takes the log of a folder. The sign of life is the lock as well: one that the system keeps would not outlive us.
 *
 * Whoever finds it free marks, by a file that only one can make (O_EXCL), that it takes over from that very holder, and then
 * looks again: a mark for a holder that has a successor already is worth nothing. Fails `in-use` where the holder is alive, or
 * another is taking over.
 */
export async function takeAlive(folder: string): Promise<Outcome<Taken>> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const found = await readAlive(folder)
    if (!found.ok) return found
    const { sign, token } = found.value
    if (sign !== undefined && !sign.released && isRunning(sign.holder, sign.last?.at))
      return failed('in-use', `another watcher writes to ${folder}, as process ${sign.holder.pid}`)
    const mark = await markTaking(folder, token)
    if (!mark.ok) return mark
    const again = await readAlive(folder)
    const taken = again.ok && again.value.token === token ? await takeOver(folder, again.value) : undefined
    await rm(mark.value, { force: true }).catch(() => undefined)
    if (taken !== undefined) return taken
  }
  return failed('in-use', `other watchers are being started in ${folder}`)
}

/** The mark of the one that takes over from the holder with that token. */
async function markTaking(folder: string, token: string): Promise<Outcome<string>> {
  for (let number = 1; number <= mostDeaths; number += 1) {
    const path = join(folder, `watch.taking-${token}-${number}`)
    const marked = await attempted(path, async () => {
      try {
        await (await openFile(path, 'new')).close()
        return success('ours')
      } catch (error) {
        if (codeOf(error) !== 'EEXIST') throw error
        return success((await isStale(path)) ? 'dead' : 'theirs')
      }
    })
    if (!marked.ok) return marked
    if (marked.value === 'ours') return success(path)
    if (marked.value === 'theirs') return failed('in-use', `another watcher is being started in ${folder}`)
  }
  return failed('in-use', `${mostDeaths} watchers died while they were being started in ${folder}`)
}

/** A new file in the place of the old one: who still has that open sees that it is no longer the holder. */
function takeOver(folder: string, found: FoundAlive): Promise<Outcome<Taken>> {
  const before = found.sign?.last
  const sign: Sign = { holder: thisProcess(), released: false, ...(before === undefined ? {} : { last: before }) }
  const aside = join(folder, `${aliveName}-${sign.holder.token}`)
  return attempted(aside, async () => {
    await removeStale(folder)
    const count = found.count + 1
    const slot = slotOf(count, sign)
    if (slot === undefined) return failed('too-much', 'the sign of life has no room for the watcher before')
    const file = await openFile(aside, 'new')
    try {
      const bytes = Buffer.alloc(slots * slotBytes, ' ')
      slot.copy(bytes, (count % slots) * slotBytes)
      await file.writeFile(bytes)
      await file.sync()
      await rename(aside, join(folder, aliveName))
      await syncFolder(folder)
      return success({ alive: new AliveFile(folder, file, count, sign), before })
    } catch (error) {
      await file.close()
      await rm(aside, { force: true }).catch(() => undefined)
      throw error
    }
  })
}

/** What others left that died while they took a log. */
async function removeStale(folder: string): Promise<void> {
  const left = (await readdir(folder)).filter((name) => /^watch\.(taking|alive)-/.test(name))
  for (const name of left) if (await isStale(join(folder, name))) await rm(join(folder, name), { force: true })
}

/** One from the future is as well: the clock was set since. */
async function isStale(path: string): Promise<boolean> {
  const found = await lstat(path).catch(() => undefined)
  return found !== undefined && Math.abs(Date.now() - found.mtimeMs) > takingMs
}
