import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeRecord } from '../../../src/history/decode-record.ts'
import { encodeRecord } from '../../../src/history/encode-record.ts'
import { maxLineBytes } from '../../../src/history/line-bound.ts'
import type { WatchRecord } from '../../../src/history/record.ts'
import { arbitraryRecord } from './arbitrary-records.ts'

const at = '2026-11-24T02:00:00.000Z'

function encoded(record: WatchRecord): string {
  const line = encodeRecord(record)
  if (!line.ok) throw new Error(`${line.failure}: ${line.detail}`)
  return line.value
}

describe('a record on a line', () => {
  it('is read as it was written, and never breaks the line', () => {
    fc.assert(
      fc.property(arbitraryRecord, (record) => {
        const line = encoded(record)
        expect(line).not.toMatch(/[\n\r]/)
        expect(decodeRecord(line)).toEqual(record)
      }),
    )
  })

  it('keeps the longest name that an address may have, every octet of it escaped', () => {
    const name = '\\255'.repeat(251)
    const record = { kind: 'known-as', at, family: 'v4', address: '203.0.113.5', name } as const
    expect(decodeRecord(encoded(record))).toEqual(record)
  })

  it('says which version it is of', () => {
    expect(JSON.parse(encoded({ kind: 'router-restarted', at }))).toEqual({ v: 1, kind: 'router-restarted', at })
  })

  it('keeps a year of qualities small', () => {
    const way = { to: 'far', family: 'v4', asked: 12, lost: 12 } as const
    const known = { ...way, lost: 0, medianMs: 12.3, p95Ms: 20, jitterMs: 1.5 }
    const line = encoded({ kind: 'quality', at, from: '2026-11-24T01:00:00.000Z', looks: 120, ways: [way, known] })
    expect(line).toContain('"ways":[["far","v4",12,12],["far","v4",12,0,12.3,20,1.5]]')
  })

  it('is malformed wherever it is torn', () => {
    fc.assert(
      fc.property(arbitraryRecord, fc.double({ min: 0, max: 0.999, noNaN: true }), (record, share) => {
        const line = encoded(record)
        expect(decodeRecord(line.slice(0, Math.floor(line.length * share)))).toBe('malformed')
      }),
    )
  })

  it('is a right record or none, whatever was done to it', () => {
    const alteration = fc.tuple(fc.nat(), fc.nat({ max: 5 }), fc.string({ maxLength: 6 }))
    fc.assert(
      fc.property(arbitraryRecord, alteration, (record, [where, removed, put]) => {
        const line = encoded(record)
        const index = where % line.length
        const read = decodeRecord(line.slice(0, index) + put + line.slice(index + removed))
        if (typeof read !== 'string') expect(decodeRecord(encoded(read))).toEqual(read)
      }),
    )
  })

  it('is none in anything else, and nothing is thrown', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json(),
      fc.anything().map((value) => JSON.stringify({ v: 1, kind: 'address', at, family: value, address: value }) ?? ''),
    )
    fc.assert(
      fc.property(anything, (line) => {
        expect(['other-version', 'malformed']).toContain(decodeRecord(line))
      }),
    )
  })
})

describe('a record that is not ours', () => {
  it.each([
    ['another version', { v: 2, kind: 'router-restarted', at }],
    ['a kind of a later release', { v: 1, kind: 'moon-rose', at }],
  ])('is told from a broken one: %s', (_, value) => {
    expect(decodeRecord(JSON.stringify(value))).toBe('other-version')
  })

  it.each([
    ['no version', { kind: 'router-restarted', at }],
    ['a version that is none', { v: '1', kind: 'router-restarted', at }],
    ['no kind', { v: 1, at }],
    ['a kind from the prototype', { v: 1, kind: '__proto__', at }],
    ['no time', { v: 1, kind: 'router-restarted' }],
    ['a day that there is not', { v: 1, kind: 'router-restarted', at: '2026-02-30T00:00:00.000Z' }],
    ['a time of another zone', { v: 1, kind: 'router-restarted', at: '2026-02-03T00:00:00.000+01:00' }],
    ['a time without its fraction', { v: 1, kind: 'router-restarted', at: '2026-02-03T00:00:00Z' }],
    ['a negative duration', { v: 1, kind: 'idle', at, family: 'v4', keptMs: -1 }],
    ['a duration beyond a century', { v: 1, kind: 'idle', at, family: 'v4', keptMs: 1e300 }],
    ['an optional member that is wrong', { v: 1, kind: 'idle', at, family: 'v4', keptMs: null }],
    ['more lost than asked', { v: 1, kind: 'quality', at, from: at, looks: 1, ways: [['far', 'v4', 1, 2]] }],
    ['a row too long', { v: 1, kind: 'quality', at, from: at, looks: 1, ways: [['far', 'v4', 1, 1, 1, 1, 1, 1]] }],
    ['a place that there is not', { v: 1, kind: 'outage-ended', at, family: 'v4', place: 'moon' }],
    ['an answer to no check', { v: 1, kind: 'mail-ports', at, answers: { 'Not an id': 'pass' } }],
    ['a list', [1]],
  ])('is malformed: %s', (_, value) => {
    expect(decodeRecord(JSON.stringify(value))).toBe('malformed')
  })

  it('is malformed with a prototype in it', () => {
    expect(decodeRecord(`{"v":1,"kind":"mail-ports","at":"${at}","answers":{"__proto__":"good"}}`)).toBe('malformed')
    expect(decodeRecord(`{"v":1,"__proto__":{"kind":"router-restarted","at":"${at}"}}`)).toBe('malformed')
  })

  it('loses what this release does not know of it', () => {
    const read = decodeRecord(`{"v":1,"kind":"router-restarted","at":"${at}","mood":"good","__proto__":{"a":1}}`)
    expect(read).toEqual({ kind: 'router-restarted', at })
  })

  it('is malformed beyond the length of a line, in bytes', () => {
    const long = (text: string, times: number) =>
      `{"v":1,"kind":"router-restarted","at":"${at}","x":"${text.repeat(times)}"}`
    expect(decodeRecord(long('x', maxLineBytes - 100))).toEqual({ kind: 'router-restarted', at })
    expect(decodeRecord(long('x', maxLineBytes))).toBe('malformed')
    expect(decodeRecord(long('é', maxLineBytes - 200))).toBe('malformed')
  })
})

describe('a record that could not be read again', () => {
  it('is not written', () => {
    const endless: WatchRecord = { kind: 'witness', at, witness: 'x'.repeat(maxLineBytes), silent: true }
    const nowhere: WatchRecord = { kind: 'router-restarted', at: 'yesterday' }
    expect(encodeRecord(endless)).toMatchObject({ ok: false, failure: 'too-much' })
    expect(encodeRecord(nowhere)).toMatchObject({ ok: false, failure: 'malformed' })
  })
})
