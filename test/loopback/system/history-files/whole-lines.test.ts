import { closeSync, openSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { maxLineBytes } from '../../../../src/history/line-bound.ts'
import { wholeLines } from '../../../../src/system/history-files/whole-lines.ts'

describe('a file that is read by whole lines', () => {
  let path: string
  beforeAll(async () => {
    path = join(await mkdtemp(join(tmpdir(), 'mailworthy-')), 'lines')
  })
  afterAll(() => rm(join(path, '..'), { recursive: true }))

  const partsOf = (text: string, most = Number.MAX_SAFE_INTEGER) => {
    writeFileSync(path, text)
    const file = openSync(path, 'r')
    try {
      return [...wholeLines(file, most)]
    } finally {
      closeSync(file)
    }
  }
  const lines = (line: fc.Arbitrary<string>) =>
    fc.tuple(fc.array(line, { maxLength: 40 }), line).map(([whole, torn]) => [...whole, torn].join('\n'))
  const short = fc
    .tuple(fc.constantFrom('', 'a', 'é', '☂', '🦆'), fc.nat(4000))
    .map(([text, times]) => text.repeat(times))

  it('has all of it in parts that end with a line', () => {
    fc.assert(
      fc.property(lines(short), (text) => {
        const parts = partsOf(text)
        expect(parts.join('')).toBe(text)
        for (const part of parts.slice(0, -1)) expect(part.endsWith('\n')).toBe(true)
      }),
    )
  })

  it('has as many lines, however long one is, and none that is too long becomes one that is not', () => {
    const long = fc.nat(10 * maxLineBytes).map((times) => 'x'.repeat(times))
    fc.assert(
      fc.property(lines(long), (text) => {
        const read = partsOf(text).join('').split('\n')
        const written = text.split('\n')
        expect(read.map((line) => Math.min(line.length, maxLineBytes + 1))).toEqual(
          written.map((line) => Math.min(line.length, maxLineBytes + 1)),
        )
      }),
    )
  })

  it('is read up to a bound', () => {
    expect(partsOf('one\ntwo\nthree\n', 10)).toEqual(['one\ntwo\n', 'th'])
    expect(partsOf('', 10)).toEqual([])
  })
})
