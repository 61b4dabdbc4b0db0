import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csv } from '../../../../src/report/history/csv.ts'
import { historyCsv } from '../../../../src/report/history/history-csv.ts'
import { twelveDays } from './a-history.ts'

/** A reader of RFC 4180, such as a spreadsheet has. */
function readCsv(text: string): readonly (readonly string[])[] {
  return text
    .split('\r\n')
    .slice(0, -1)
    .map((line) => {
      const fields = [...line.matchAll(/(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/g)]
      // Behind the last field the reader finds an empty one that is none.
      const last = fields.findIndex(([, , , end]) => end === '')
      return fields
        .slice(0, last + 1)
        .map(([, quoted, bare]) => (quoted === undefined ? (bare ?? '') : quoted.replaceAll('""', '"')))
    })
}

describe('a history as comma-separated values', () => {
  it('has a head, and a row for each interruption', () => {
    const [head, first, ...more] = readCsv(historyCsv(twelveDays, 'outages'))
    expect(head?.slice(0, 3)).toEqual(['from', 'to', 'seconds'])
    expect(first).toEqual([
      '2026-11-14T03:02:11.000Z',
      '2026-11-14T03:05:11.000Z',
      '180',
      '1',
      '1',
      'v4',
      'provider',
      'seen',
      'false',
      'true',
      '',
      'seen',
    ])
    expect(more).toHaveLength(3)
    expect(more.at(-1)?.at(-2)).toBe('203.0.113.9')
  })

  it.each(['outages', 'addresses', 'idle', 'runs'] as const)(
    'has as many fields in each row of %s as in its head',
    (table) => {
      const [head, ...rows] = readCsv(historyCsv(twelveDays, table))
      expect(rows.length).toBeGreaterThan(0)
      for (const row of rows) expect(row).toHaveLength(head?.length ?? 0)
    },
  )

  it('comes back as it was, and begins no formula', () => {
    const text = fc.string({ unit: 'grapheme-ascii' })
    fc.assert(
      fc.property(text, text, (one, other) => {
        const [, row = []] = readCsv(csv(['a', 'b'], [[one, other]]))
        // Whoever wrote an apostrophe before a formula wrote it harmless himself.
        const bare = (cell: string) => cell.replace(/^'(?=[=+\-@])/, '')
        expect(row.map(bare)).toEqual([one, other].map(bare))
        for (const cell of row) expect(cell).not.toMatch(/^[=+\-@\t\r]/)
      }),
    )
  })

  it('shows what a terminal would obey', () => {
    const text = csv(['a'], [['\u001b[2J\r\n=1+1'], ['\t=1']])
    expect(text.split('\r\n')).toHaveLength(4)
    expect(text).not.toContain('\u001b')
    expect(text).not.toContain('\t')
  })
})
