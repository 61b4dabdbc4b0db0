import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeRecord } from '../../../src/history/decode-record.ts'
import { encodeRecord } from '../../../src/history/encode-record.ts'
import { QualityLines } from '../../../src/history/quality-lines.ts'
import type { Quality, WayQuality } from '../../../src/history/record.ts'
import { arbitraryRecord } from './arbitrary-records.ts'

const from = '2026-11-24T01:00:00.000Z'
const at = '2026-11-24T02:00:00.000Z'
const way: WayQuality = { to: 'far', family: 'v6', asked: 36, lost: 1, medianMs: 14.9, p95Ms: 23, jitterMs: 0.7 }
const usual: Quality = {
  kind: 'quality',
  at,
  from,
  looks: 120,
  ways: [{ ...way, to: 'gateway', family: 'v4', medianMs: 0.4 }, way, { to: 'hop', family: 'v6', asked: 3, lost: 3 }],
}

const lines = new QualityLines()

function encoded(record: Parameters<typeof encodeRecord>[0]): string {
  const line = encodeRecord(record)
  if (!line.ok) throw new Error(`${line.failure}: ${line.detail}`)
  return line.value
}

function read(line: string) {
  const found = lines.read(line)
  return found && { kind: found.kind, at: found.at, from: found.from, looks: found.looks, ways: found.ways }
}

/** What it takes, the long way takes too, and sees the same in it. */
function sameOrNone(line: string): void {
  const found = read(line)
  if (found !== undefined) expect(decodeRecord(line)).toEqual(found)
}

describe('a quality that is read into a table', () => {
  it('is what was written, also where a way was silent', () => {
    expect(read(encoded(usual))).toEqual(usual)
  })

  it('is its own, however many are read after it', () => {
    const kept = Array.from({ length: 2_000 }, (_, looks) => lines.read(encoded({ ...usual, looks })))
    expect(kept.every((each, looks) => each?.looks === looks && each.ways.length === 3)).toBe(true)
    expect(kept[0]?.ways).toEqual(usual.ways)
  })

  it('is the one that decodeRecord reads, or none', () => {
    fc.assert(fc.property(arbitraryRecord, (record) => sameOrNone(encoded(record))))
  })

  it('is the one that decodeRecord reads, or none, whatever was done to it', () => {
    const put = fc.oneof(
      fc.string({ maxLength: 3 }),
      fc.constantFrom('0', '9', '.', '-', 'e9', ',', '[', ']', '"', 'null', '999999999999999', '0.1', '00', '1.', '.5'),
    )
    fc.assert(
      fc.property(fc.nat(), fc.nat({ max: 4 }), put, (where, removed, text) => {
        const line = encoded(usual)
        const index = where % line.length
        sameOrNone(line.slice(0, index) + text + line.slice(index + removed))
      }),
    )
  })

  it('is exact in every number that a line may have', () => {
    const number = fc.oneof(
      fc.double({ min: 0, max: 3e12, noNaN: true }),
      fc.integer({ min: 0, max: 99_999 }).map((tenths) => tenths / 10),
    )
    fc.assert(
      fc.property(number, (medianMs) =>
        sameOrNone(encoded({ ...usual, ways: [{ ...way, medianMs: Math.abs(medianMs) }] })),
      ),
    )
  })

  it.each([
    ['a day that there is not', encoded(usual).replace('2026-11-24T02', '2026-02-30T02')],
    ['another version', encoded(usual).replace('"v":1', '"v":2')],
    ['more lost than asked', encoded(usual).replace(',3,3]', ',3,4]')],
    ['a leading zero', encoded(usual).replace(',36,', ',036,')],
    ['a part of a look', encoded(usual).replace('120', '120.5')],
    ['a duration beyond a century', encoded(usual).replace('14.9', '9999999999999')],
    ['more ways than there are', encoded(usual).replace('"ways":[', `"ways":[${'["hop","v6",3,3],'.repeat(4)}`)],
    ['another kind at the end', encoded(usual).replace(/\}$/, ',"kind":"address"}')],
    ['a way of which one time is not known', encoded(usual).replace('14.9', 'null')],
    ['another order', encoded(usual).replace('"v":1,"kind":"quality"', '"kind":"quality","v":1')],
  ])('is left to decodeRecord: %s', (_, line) => {
    expect(line).not.toBe(encoded(usual))
    expect(read(line)).toBeUndefined()
    expect(read(line.slice(0, -1))).toBeUndefined()
  })
})
