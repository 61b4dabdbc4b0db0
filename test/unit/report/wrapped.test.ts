import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wrapped } from '../../../src/report/wrapped.ts'

describe('wrapped', () => {
  it('breaks between words and indents', () => {
    expect(wrapped('one two three four five six', 24, { first: '1. ', rest: '   ' })).toBe(
      '1. one two three four\n   five six',
    )
  })

  it('never cuts a word: it may be an address to copy', () => {
    const long = 'https://203.0.113.5:8025#0123456789012345678901234567890123456789abc'
    expect(wrapped(`see ${long} there`, 30)).toBe(`see\n${long}\nthere`)
  })

  it('does not count colours', () => {
    expect(wrapped('aaaa bbbb cccc dddd eeee', 26, { first: '\u001b[32m✔\u001b[39m ', firstWidth: 2 })).not.toContain(
      '\n',
    )
  })

  it('keeps every word, in lines that fit', () => {
    const words = fc.array(fc.string({ unit: fc.constantFrom(...'abcdef'), minLength: 1, maxLength: 12 }))
    fc.assert(
      fc.property(words, fc.integer({ min: 24, max: 100 }), (some, width) => {
        const text = wrapped(some.join(' '), width)
        expect(text.split(/\s+/).filter(Boolean)).toEqual(some)
        for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(width)
      }),
    )
  })
})
