import type { FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { failed, type Outcome, success } from '../../core/failure.ts'
import { syncFolder } from '../sync-folder.ts'
import { attempted } from './attempted.ts'
import { openFile } from './open-file.ts'
import { isOursAlone } from './whose.ts'

/** What is read at once on the way back to the last line end: a line has at most a quarter of it. */
const stepBytes = 64 * 1024
const newline = 0x0a

/** A file of records that one process at a time writes to, always at its end. */
export class Segment {
  readonly name: string
  readonly #file: FileHandle
  /** There the file is to be cut before anything is added: a line that could not be written whole, or may be lost. */
  #cutAt: number | undefined

  private constructor(name: string, file: FileHandle) {
    this.name = name
    this.#file = file
  }

  /**
   * Opens one, or makes it. A last line without its end was torn by a crash, and was never reported as written: it is cut off.
   * Whoever opens it holds the log.
   */
  static open(folder: string, name: string): Promise<Outcome<Segment>> {
    const path = join(folder, name)
    return attempted(path, async () => {
      const file = await openFile(path, 'add')
      try {
        const found = await file.stat()
        if (!found.isFile() || !isOursAlone(found)) {
          await file.close()
          return failed('not-permitted', `${path} is no plain file of ours alone`)
        }
        const end = await endOfLastLine(file, found.size)
        if (end < found.size) await file.truncate(end)
        // One that was just made is found again only once its name is on the disk.
        if (found.size === 0) await syncFolder(folder)
        return success(new Segment(name, file))
      } catch (error) {
        await file.close()
        throw error
      }
    })
  }

  /** Whether it is still in its folder: what is written to a file that was deleted is lost. */
  async isThere(): Promise<boolean> {
    return (await this.#file.stat()).nlink > 0
  }

  async size(): Promise<number> {
    return (await this.#file.stat()).size
  }

  /**
   * Adds whole lines: on the disk when it resolves, or none of them. A disk that takes only a part is a failure, and what it
   * took is cut off again.
   */
  async add(lines: Buffer): Promise<Outcome<void>> {
    const added = await attempted(this.name, async () => {
      await this.#cut()
      this.#cutAt = (await this.#file.stat()).size
      const { bytesWritten } = await this.#file.write(lines)
      if (bytesWritten < lines.length)
        return failed('unclassified', `the disk took only ${bytesWritten} of ${lines.length} bytes`)
      // The length of the file is on the disk after it, too (fdatasync(2)); its times may wait.
      await this.#file.datasync()
      this.#cutAt = undefined
      return success(undefined)
    })
    // Where that fails as well, it is tried again before the next.
    if (!added.ok) await this.#cut().catch(() => undefined)
    return added
  }

  close(): Promise<void> {
    return this.#file.close()
  }

  async #cut(): Promise<void> {
    if (this.#cutAt === undefined) return
    await this.#file.truncate(this.#cutAt)
    this.#cutAt = undefined
  }
}

/** Where the last line of a file ends, its line end included; 0 where there is no whole line. */
async function endOfLastLine(file: FileHandle, size: number): Promise<number> {
  const bytes = Buffer.alloc(Math.min(size, stepBytes))
  for (let end = size; end > 0; ) {
    const from = Math.max(0, end - bytes.length)
    const { bytesRead } = await file.read(bytes, 0, end - from, from)
    const last = bytes.subarray(0, bytesRead).lastIndexOf(newline)
    if (last >= 0) return from + last + 1
    end = from
  }
  return 0
}
