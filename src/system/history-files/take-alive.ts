import { readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { failed, type Outcome, success } from '../../core/failure.ts'
import { syncFolder } from '../sync-folder.ts'
import { AliveFile } from './alive-file.ts'
import { type LastAlive, type Sign, slotBytes, slotOf, slots } from './alive-slots.ts'
import { attempted } from './attempted.ts'
import { type Holder, isRunning, thisProcess } from './holder.ts'
import { markTaking } from './mark-taking.ts'
import { openFile } from './open-file.ts'
import { isOlderThan } from './older-than.ts'
import { aliveName, type FoundAlive, readAlive } from './read-alive.ts'

/** Taking a log is a few writes: what is older was left by a process that died in between. */
const takingMs = 60_000
/** Of a file that another replaces while it is looked at. */
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
  const us = thisProcess()
  for (let tries = 0; tries < mostTries; tries += 1) {
    const found = await readAlive(folder)
    if (!found.ok) return found
    const { sign, token } = found.value
    if (sign !== undefined && !sign.released && isRunning(sign.holder, sign.last?.at))
      return failed('in-use', `another watcher writes to ${folder}, as process ${sign.holder.pid}`)
    const mark = await markTaking(folder, token, us)
    if (!mark.ok) return mark
    const again = await readAlive(folder)
    const taken = again.ok && again.value.token === token ? await takeOver(folder, again.value, us) : undefined
    await rm(mark.value, { force: true }).catch(() => undefined)
    if (taken !== undefined) return taken
  }
  return failed('in-use', `other watchers are being started in ${folder}`)
}

/** A new file in the place of the old one: who still has that open sees that it is no longer the holder. */
function takeOver(folder: string, found: FoundAlive, holder: Holder): Promise<Outcome<Taken>> {
  const before = found.sign?.last
  const sign: Sign = { holder, released: false, ...(before === undefined ? {} : { last: before }) }
  const aside = join(folder, `${aliveName}-${holder.token}`)
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
  for (const path of left.map((name) => join(folder, name)))
    if (await isOlderThan(path, takingMs)) await rm(path, { force: true })
}
