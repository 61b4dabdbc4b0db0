import { join } from 'node:path'
import { lstat } from 'node:fs/promises'
import { failed, type Outcome, success } from '../../core/failure.ts'
import { encodeRecord } from '../../history/encode-record.ts'
import type { WatchBegan, WatchRecord } from '../../history/record.ts'
import type { Log } from '../../history/store.ts'
import type { AliveFile } from './alive-file.ts'
import { attempted } from './attempted.ts'
import { newestSegment } from './newest-segment.ts'
import { mostSegmentBytes } from './read-segment.ts'
import { Segment } from './segment.ts'
import { monthOf, newSegmentName } from './segment-names.ts'

/** From here on a month has another segment: what is written must be read again, whole. */
const fullBytes = mostSegmentBytes / 2

/**
 * The log of a folder, a segment a month. `alive`: the sign of life that was taken for it; without one it writes beside another,
 * to a segment of its own, and gives no sign.
 */
export class FileLog implements Log {
  readonly #folder: string
  readonly #alive: AliveFile | undefined
  #current: { readonly month: string; readonly segment: Segment } | undefined
  /** The watcher that writes, at the line where it is now. */
  #began: WatchBegan | undefined
  /** The segment that names it. */
  #namedIn: Segment | undefined
  #closed = false
  /** What was asked for before: all is done in turn. */
  #before: Promise<unknown> = Promise.resolve()

  constructor(folder: string, alive: AliveFile | undefined) {
    this.#folder = folder
    this.#alive = alive
  }

  append(records: readonly WatchRecord[]): Promise<Outcome<void>> {
    return this.#inTurn(() => this.#append(records))
  }

  alive(at: string): Promise<Outcome<void>> {
    return this.#inTurn(async () => {
      const watcher = this.#began?.watcher
      if (this.#alive === undefined || watcher === undefined) return success(undefined)
      const ours = await this.#alive.isOurs()
      return ours.ok ? this.#alive.write(watcher, at) : ours
    })
  }

  close(): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#closed) return
      this.#closed = true
      await this.#current?.segment.close().catch(() => undefined)
      await this.#alive?.release()
    })
  }

  /** All of them are one write to one segment, so that there are all or none: that of the month of the last. */
  async #append(records: readonly WatchRecord[]): Promise<Outcome<void>> {
    const [first, last] = [records[0], records.at(-1)]
    if (first === undefined || last === undefined) return success(undefined)
    if (this.#closed) return failed('closed', 'the log was given back')
    const ours = (await this.#alive?.isOurs()) ?? success(undefined)
    if (!ours.ok) return ours
    const segment = await this.#segmentOf(monthOf(last.at))
    if (!segment.ok) return segment
    const lines = linesOf([...this.#named(segment.value, first), ...records])
    if (!lines.ok) return lines
    const added = await segment.value.add(lines.value)
    if (added.ok) await this.#wrote(records, segment.value)
    return added
  }

  /** A segment that a watcher goes on in names it anew, for the records in it are of the last that is named there. */
  #named(segment: Segment, first: WatchRecord): readonly WatchRecord[] {
    if (this.#began === undefined || segment === this.#namedIn || first.kind === 'began') return []
    return [{ ...this.#began, at: first.at }]
  }

  async #wrote(records: readonly WatchRecord[], segment: Segment): Promise<void> {
    for (const record of records) {
      if (record.kind === 'began') this.#began = record
      if (record.kind === 'line' && this.#began) this.#began = { ...this.#began, line: record.line }
      if (record.kind === 'ended' && record.watcher === this.#began?.watcher) this.#began = undefined
    }
    this.#namedIn = segment
    const began = records.findLast((each) => each.kind === 'began')
    // From its first moment a watcher that is cut off is known. A sign that cannot be left takes nothing back of what is written.
    if (began !== undefined) await this.#alive?.write(began.watcher, began.at, 'now')
  }

  /** The segment that is open; else the newest of that month, so that a program that keeps restarting does not fill a folder. */
  #segmentOf(month: string): Promise<Outcome<Segment>> {
    return attempted(this.#folder, async () => {
      const { month: open, segment } = this.#current ?? {}
      if (segment !== undefined) {
        if (open === month && (await segment.isThere()) && (await segment.size()) < fullBytes) return success(segment)
        this.#current = undefined
        await segment.close()
      }
      const kind = this.#alive === undefined ? 'beside' : 'watch'
      const newest = kind === 'watch' ? await newestSegment(this.#folder, month) : undefined
      const isFull = newest !== undefined && (await lstat(join(this.#folder, newest))).size >= fullBytes
      const name = newest === undefined || isFull ? newSegmentName(kind, month) : newest
      const opened = await Segment.open(this.#folder, name)
      if (opened.ok) this.#current = { month, segment: opened.value }
      return opened
    })
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#before.then(work)
    this.#before = done.catch(() => undefined)
    return done
  }
}

function linesOf(records: readonly WatchRecord[]): Outcome<Buffer> {
  const lines: string[] = []
  for (const record of records) {
    const line = encodeRecord(record)
    if (!line.ok) return line
    lines.push(`${line.value}\n`)
  }
  return success(Buffer.from(lines.join('')))
}
