import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeRunHead } from '../../../src/history/decode-run-head.ts'
import { encodeRunHead } from '../../../src/history/encode-run-head.ts'
import { readSavedRun } from '../../../src/history/read-saved-run.ts'
import { runHeadOf } from '../../../src/history/run-head-of.ts'
import type { RunHead } from '../../../src/history/saved-run.ts'
import { answered, savedRun, skipped } from './runs.ts'

const id = '20261124T154500Z-2'
const run = savedRun([answered('line.fixed.v4', 'too-early', 'warn'), skipped('inbound.25.v6', 'moot')], {
  line: { name: 'home', v4: { public: '203.0.113.5' }, v6: { public: '2001:db8::5' }, known: { gateway: 'x' } },
})
const head = runHeadOf(run, id)

const arbitraryHead: fc.Arbitrary<RunHead> = fc.record({
  id: fc.constantFrom('20261124T154500Z', id),
  at: fc.constantFrom('2026-11-24T15:45:00.000Z', '2026-11-24T15:45:00Z', '2026-11-24T15:45:00.123456Z'),
  release: fc.constant('0.1.0'),
  line: fc.record({ name: fc.string({ maxLength: 20 }), gateway: fc.string({ maxLength: 20 }) }, { requiredKeys: [] }),
  scope: fc.oneof(
    fc.constant('all' as const),
    fc.record({ only: fc.array(fc.string(), { maxLength: 3 }), skip: fc.array(fc.string(), { maxLength: 3 }) }),
  ),
  verdict: fc.constantFrom('ready' as const, 'undetermined' as const),
  abilities: fc.record({
    receive: fc.constantFrom('yes' as const, 'no' as const),
    send: fc.constant('unknown' as const),
    access: fc.constant('with-reservations' as const),
  }),
  public: fc.record({ v4: fc.ipV4(), v6: fc.ipV6() }, { requiredKeys: [] }),
  answers: fc.dictionary(fc.constantFrom('line.fixed.v4', 'inbound.25.v4'), fc.constantFrom('good', 'too-early'), {
    noNullPrototype: true,
  }),
})

function encoded(value: RunHead): string {
  const line = encodeRunHead(value)
  if (!line.ok) throw new Error(line.detail)
  return line.value
}

describe('what is known of a run at a glance', () => {
  it('is taken from the run', () => {
    expect(head).toMatchObject({
      id,
      line: { name: 'home', gateway: 'x' },
      public: { v4: '203.0.113.5', v6: '2001:db8::5' },
      answers: { 'line.fixed.v4': 'too-early' },
    })
    expect(head.answers).not.toHaveProperty(['inbound.25.v6'])
  })

  it('is read as it was written, torn it is malformed', () => {
    fc.assert(
      fc.property(arbitraryHead, fc.double({ min: 0, max: 0.999, noNaN: true }), (value, share) => {
        const line = encoded(value)
        expect(decodeRunHead(line)).toEqual(value)
        expect(decodeRunHead(line.slice(0, Math.floor(line.length * share)))).toBe('malformed')
      }),
    )
  })

  it('is a right one or none, whatever was done to it', () => {
    fc.assert(
      fc.property(arbitraryHead, fc.nat(), fc.nat({ max: 5 }), fc.string({ maxLength: 6 }), (value, at, cut, put) => {
        const line = encoded(value)
        const index = at % line.length
        const read = decodeRunHead(line.slice(0, index) + put + line.slice(index + cut))
        if (typeof read !== 'string') expect(decodeRunHead(encoded(read))).toEqual(read)
      }),
    )
  })

  it.each(['../../etc/passwd', '20261124T154500Z/..', '20261124T154500Z-', 'x'])(
    'has no id that is a path: %s',
    (id) => {
      expect(encodeRunHead({ ...head, id })).toMatchObject({ ok: false, failure: 'malformed' })
    },
  )

  it('is told of another version', () => {
    expect(decodeRunHead(JSON.stringify({ ...head, v: 2 }))).toBe('other-version')
  })
})

describe('a saved run', () => {
  it('is read whole, with what this release does not know', () => {
    const more = JSON.parse(JSON.stringify({ ...run, plan: { way: 'host-directly' }, novelty: 1 }))
    expect(readSavedRun(more)).toEqual(more)
  })

  it('of a later schema is told from a broken one', () => {
    expect(readSavedRun({ ...run, schema: 2 })).toBe('other-version')
    expect(readSavedRun({ ...run, schema: 0 })).toBe('malformed')
  })

  it.each([
    ['no findings', { findings: undefined }],
    ['a finding of no kind', { findings: [{ check: 'a', stem: 'a', matters: {} }] }],
    ['an answer without facts', { findings: [{ ...answered('a', 'b', 'pass'), facts: undefined }] }],
    ['a verdict that there is not', { findings: [{ ...answered('a', 'b', 'pass'), verdict: 'splendid' }] }],
    ['a check that is no id', { findings: [{ ...answered('a', 'b', 'pass'), check: '__proto__' }] }],
    ['skipped for no reason', { findings: [{ ...skipped('a', 'moot'), because: { on: 'a' } }] }],
    ['an address that is none', { line: { v4: { public: 5 }, v6: null } }],
    ['no time', { at: 'today' }],
    ['a scope of neither kind', { scope: 'some' }],
    ['findings beyond number', { findings: new Array(2000).fill(answered('a', 'b', 'pass')) }],
  ])('is malformed with %s', (_, broken) => {
    expect(readSavedRun({ ...run, ...broken })).toBe('malformed')
  })

  it('is none in anything else, and nothing is thrown', () => {
    fc.assert(
      fc.property(fc.anything(), fc.constantFrom(...Object.keys(run)), (value, member) => {
        expect(typeof readSavedRun(value)).toBe('string')
        expect(['string', 'object']).toContain(typeof readSavedRun({ ...run, [member]: value }))
      }),
    )
  })
})
