import type { Stats } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { failed, type Outcome, success } from '../../core/failure.ts'
import { slotBytes, slotOf, slots, type Sign } from './alive-slots.ts'
import { attempted } from './attempted.ts'
import { aliveName } from './read-alive.ts'

/**
 * The sign of life is asked to be on the disk no oftener. It is written at every look: on an SD card, half a million forced
 * writes of one block a year wear it out, and a killed program leaves the sign with the system anyway. Only where the power
 * goes is the end of a watcher known no better than this.
 */
const syncEveryMs = 60_000

/** The sign of life of the process that holds a log, rewritten in place. */
export class AliveFile {
  readonly #path: string
  readonly #file: FileHandle
  #sign: Sign
  #count: number
  #syncedMs = Number.NEGATIVE_INFINITY
  /** Which file ours is does not change: it is asked once. */
  #own: Promise<Stats> | undefined

  /** `file` has `sign` in it already, as number `count`. */
  constructor(folder: string, file: FileHandle, count: number, sign: Sign) {
    this.#path = join(folder, aliveName)
    this.#file = file
    this.#count = count
    this.#sign = sign
  }

  /** `now`: not before it is on the disk. */
  write(watcher: string, at: string, now: 'now' | 'soon' = 'soon'): Promise<Outcome<void>> {
    const { boot } = this.#sign.holder
    return this.#put({ ...this.#sign, last: { watcher, at, ...(boot === undefined ? {} : { boot }) } }, now)
  }

  /**
   * Fails `in-use` where another took the log: it believed us dead (two containers with one folder cannot see each other), or
   * somebody deleted the file. Two that write must not both believe that they are alone.
   */
  isOurs(): Promise<Outcome<void>> {
    return attempted(this.#path, async () => {
      const [there, ours] = await Promise.all([
        stat(this.#path).catch(() => undefined),
        (this.#own ??= this.#file.stat()),
      ])
      if (there?.ino === ours.ino && there.dev === ours.dev) return success(undefined)
      return failed('in-use', `${this.#path} ${there ? 'is another watcher’s by now' : 'was removed'}`)
    })
  }

  async release(): Promise<void> {
    if ((await this.isOurs()).ok) await this.#put({ ...this.#sign, released: true }, 'soon')
    await this.#file.close().catch(() => undefined)
  }

  #put(sign: Sign, when: 'now' | 'soon'): Promise<Outcome<void>> {
    return attempted(this.#path, async () => {
      const count = this.#count + 1
      const slot = slotOf(count, sign)
      if (slot === undefined) return failed('too-much', 'the name of a watcher is too long')
      const { bytesWritten } = await this.#file.write(slot, 0, slotBytes, (count % slots) * slotBytes)
      if (bytesWritten < slotBytes) return failed('unclassified', 'the disk took only a part of the sign of life')
      this.#count = count
      this.#sign = sign
      if (when === 'now' || performance.now() - this.#syncedMs >= syncEveryMs) {
        await this.#file.datasync()
        this.#syncedMs = performance.now()
      }
      return success(undefined)
    })
  }
}
