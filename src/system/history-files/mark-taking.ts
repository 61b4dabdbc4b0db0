import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { failed, type Outcome, success } from '../../core/failure.ts'
import { codeOf } from '../code-of.ts'
import { attempted } from './attempted.ts'
import { type Holder, isRunning, readHolder } from './holder.ts'
import { isOlderThan } from './older-than.ts'
import { openFile, withFile } from './open-file.ts'
import { readBytes } from './read-bytes.ts'

/** Between making a mark and signing it lie microseconds: one that is unsigned for so long is of a process that died there. */
const signingMs = 1000
const pauseMs = 20
/** Each is of one that died while it took the log from the same holder. */
const mostDeaths = 1000
/** A signature has some 150 bytes. */
const mostBytes = 1024

/**
 * Marks that `us` takes the log from the holder with that token, by a file that only one can make (O_EXCL). Those who marked it
 * before and died are passed: theirs is the first mark, ours the second. Gives the path; fails `in-use` where another who is alive
 * is taking it.
 */
export async function markTaking(folder: string, token: string, us: Holder): Promise<Outcome<string>> {
  for (let number = 1; number <= mostDeaths; ) {
    const path = join(folder, `watch.taking-${token}-${number}`)
    const made = await make(path, us)
    if (!made.ok) return made
    if (made.value) return success(path)
    const by = await whoMarked(path)
    if (by === 'nobody yet') await pause(pauseMs)
    else if (by === 'somebody dead') number += 1
    else return failed('in-use', `another watcher is being started in ${folder}, as process ${by.pid}`)
  }
  return failed('in-use', `${mostDeaths} watchers died while they were being started in ${folder}`)
}

/** False where it is there already. */
function make(path: string, us: Holder): Promise<Outcome<boolean>> {
  return attempted(path, async () => {
    const file = await openFile(path, 'new').catch((error: unknown) => {
      if (codeOf(error) !== 'EEXIST') throw error
    })
    if (file === undefined) return success(false)
    try {
      await file.writeFile(JSON.stringify(us))
      return success(true)
    } catch (error) {
      // A disk that is full is not somebody who died.
      await rm(path, { force: true }).catch(() => undefined)
      throw error
    } finally {
      await file.close()
    }
  })
}

/** `nobody yet`: it is being signed, or was removed meanwhile. */
async function whoMarked(path: string): Promise<Holder | 'nobody yet' | 'somebody dead'> {
  const text = await withFile(path, 'read', async (file) => success((await readBytes(file, mostBytes)).toString()))
  const holder = text.ok ? readHolder(parsed(text.value)) : undefined
  if (holder !== undefined) return isRunning(holder, undefined) ? holder : 'somebody dead'
  return (await isOlderThan(path, signingMs)) ? 'somebody dead' : 'nobody yet'
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
