import { hash } from 'node:crypto'
import type { Alive } from '../../history/store.ts'
import { type Holder, readHolder } from './holder.ts'

/** What the file `watch.alive` says: who holds the log, and which watcher was alive when. */
export interface Sign {
  readonly holder: Holder
  /** It gave the log back: whether its process still runs does not matter. */
  readonly released: boolean
  /**
   * The last watcher, with the start of the machine that it was of. Until a new holder has a watcher of its own, this is the one
   * before: what is known of its end must outlive us.
   */
  readonly last?: LastAlive
}

export interface LastAlive extends Alive {
  readonly boot?: string
}

/**
 * The file has two slots, written in turn: where the power went while one was written, the other still has the sign before.
 * Each is a block of the disk of its own, for a torn write may spoil all of the block that it was in.
 */
export const slotBytes = 4096
export const slots = 2

/** A slot: the number of the sign, a checksum, the sign as JSON, blanks up to the end. Undefined if it has no room. */
export function slotOf(count: number, sign: Sign): Buffer | undefined {
  const text = `${count} ${JSON.stringify({ v: 1, ...sign })}`
  const slot = Buffer.from(`${checksum(text)} ${text}`)
  if (slot.length >= slotBytes) return undefined
  return Buffer.concat([slot, Buffer.alloc(slotBytes - slot.length - 1, ' '), Buffer.from('\n')])
}

/** The newest sign that is whole, and its number. */
export function newestSign(file: Buffer): { readonly count: number; readonly sign: Sign } | undefined {
  return Array.from({ length: slots }, (_, index) => signIn(file.subarray(index * slotBytes, (index + 1) * slotBytes)))
    .filter((found) => found !== undefined)
    .sort((one, other) => other.count - one.count)[0]
}

function signIn(slot: Buffer): { readonly count: number; readonly sign: Sign } | undefined {
  const [, sum, text, count, json] = /^([\da-f]{16}) ((\d{1,15}) (\{.*\})) *\n$/.exec(slot.toString()) ?? []
  if (sum === undefined || text === undefined || json === undefined || checksum(text) !== sum) return undefined
  const sign = signOf(JSON.parse(json))
  return sign === undefined ? undefined : { count: Number(count), sign }
}

/** The checksum says that we wrote it; which of our versions did, it does not. */
function signOf(value: unknown): Sign | undefined {
  const { v, holder, released, last } = object(value)
  const by = readHolder(holder)
  if (v !== 1 || by === undefined) return undefined
  const before = lastOf(last)
  return { holder: by, released: released === true, ...(before === undefined ? {} : { last: before }) }
}

function lastOf(value: unknown): LastAlive | undefined {
  const { watcher, at, boot } = object(value)
  if (typeof watcher !== 'string' || typeof at !== 'string' || Number.isNaN(Date.parse(at))) return undefined
  return { watcher, at, ...(typeof boot === 'string' ? { boot } : {}) }
}

function object(value: unknown): { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

function checksum(text: string): string {
  return hash('sha256', text).slice(0, 16)
}
