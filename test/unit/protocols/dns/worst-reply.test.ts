import { describe, expect, it } from 'vitest'
import type { Question } from '../../../../src/core/line.ts'
import { decodeReply } from '../../../../src/protocols/dns/decode-reply.ts'
import { id } from './reply-fixture.ts'

/** What a length prefix of TCP can announce. */
const most = 65_535
/**
 * What the dearest reply may cost on a slow machine. A reader that follows every pointer takes more than a second for it
 * (dns-packet 5.6 does); ours took 60 ms for the dearest of these, on two busy cores.
 */
const mostMs = 500
const mostBytes = 96 * 1024 * 1024

const question: Question = { name: 'a', type: 'A' }
const wireName = [1, 0x61, 0]

/** A reply of 64 KiB, filled with records as `record` writes them, each at its offset. */
function filled(record: (at: number) => readonly number[], before: readonly number[] = []): Uint8Array {
  const bytes = [id >> 8, id & 0xff, 0x84, 0, 0, 1, 0, 0, 0, 0, 0, 0, ...wireName, 0, 1, 0, 1, ...before]
  let count = before.length === 0 ? 0 : 1
  for (;;) {
    const next = record(bytes.length)
    if (bytes.length + next.length > most || count === 0xffff) break
    bytes.push(...next)
    count += 1
  }
  bytes[6] = count >> 8
  bytes[7] = count & 0xff
  return Uint8Array.from(bytes)
}

const u16 = (value: number) => [value >> 8, value & 0xff]
const ofType = (type: number, rdata: readonly number[]) => [
  ...u16(type),
  ...u16(1),
  ...u16(0),
  ...u16(60),
  ...u16(rdata.length),
  ...rdata,
]

/** Pointers, each to the one before, in the rdata of a record that nobody reads. */
function chain(length: number): number[] {
  const start = 12 + wireName.length + 4 + wireName.length + 10
  const pointers = Array.from({ length }, (_, index) => {
    const to = index === 0 ? 12 : start + (index - 1) * 2
    return [0xc0 | (to >> 8), to & 0xff]
  }).flat()
  return [...wireName, ...ofType(99, pointers)]
}

const chainEnd = (length: number) => 12 + wireName.length + 4 + wireName.length + 10 + (length - 1) * 2
const pointer = (to: number) => [0xc0 | (to >> 8), to & 0xff]
/** 127 labels: the dearest name to write down, each byte of it escaped. */
const manyLabels = Array.from({ length: 126 }, () => [1, 0xff]).flat()

const replies: readonly [string, Uint8Array][] = [
  [
    'names behind the longest chains of pointers',
    filled(() => [...pointer(chainEnd(8000)), ...ofType(1, [192, 0, 2, 1])], chain(8000)),
  ],
  [
    'names behind chains as long as we follow',
    filled(() => [...pointer(chainEnd(126)), ...ofType(1, [192, 0, 2, 1])], chain(126)),
  ],
  [
    'names of many labels',
    filled(
      () => [...pointer(12 + wireName.length + 4), ...ofType(1, [192, 0, 2, 1])],
      [...manyLabels, 0, ...ofType(1, [192, 0, 2, 1])],
    ),
  ],
  ['addresses of the name itself', filled(() => [...pointer(12), ...ofType(1, [192, 0, 2, 1])])],
  ['aliases of the name itself', filled(() => [...pointer(12), ...ofType(5, pointer(12))])],
  ['the shortest records there are', filled(() => [0, ...ofType(1, [])])],
]

describe('decodeReply: 64 KiB of the worst', () => {
  it.each(replies)('%s cost little time and little memory', (_, bytes) => {
    expect(bytes.length).toBeGreaterThan(most - 100)
    const before = process.memoryUsage().heapUsed
    const began = performance.now()
    const decoded = decodeReply(bytes, question, id)
    const tookMs = performance.now() - began
    const took = process.memoryUsage().heapUsed - before
    expect(tookMs).toBeLessThan(mostMs)
    expect(took).toBeLessThan(mostBytes)
    expect(decoded.ok).toBe(false)
  })

  it('is not counted up to, where only its counts are large', () => {
    const forged = filled(() => [0, ...ofType(1, [])]).slice(0, 600)
    const began = performance.now()
    expect(decodeReply(forged, question, id)).toMatchObject({ failure: 'malformed' })
    expect(performance.now() - began).toBeLessThan(mostMs / 10)
  })
})
