import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { success } from '../../../../src/core/failure.ts'
import { type JournalNote, readJournalLine, writeJournalLine } from '../../../../src/protocols/router/journal-line.ts'
import { unendedChanges } from '../../../../src/protocols/router/unended-changes.ts'
import { change } from './change.ts'
import { changes } from './changes.ts'

const ids = fc.uuid()
const notes: fc.Arbitrary<JournalNote> = fc.oneof(
  fc.record({ note: fc.constantFrom('begin', 'amend'), id: ids, change: changes }),
  fc.record({ note: fc.constant('end'), id: ids }),
)
const lineOf = (note: JournalNote): string => {
  const line = writeJournalLine(note)
  if (!line.ok) throw new Error(line.detail)
  return line.value
}
/** As the file has them: each note begins its own line. */
const journalOf = (written: readonly JournalNote[]) => written.map((note) => `\n${lineOf(note)}`).join('')
const begin = (id: string, of = change): JournalNote => ({ note: 'begin', id, change: of })
const idsIn = (journal: string) => unendedChanges(journal).map(({ id }) => id)

describe('a line of the journal', () => {
  it('is JSON, and holds what was noted', () => {
    const note = begin('d0d1d2d3')
    expect(JSON.parse(lineOf(note))).toEqual({ note: 'begin', id: 'd0d1d2d3', change })
    expect(writeJournalLine({ note: 'end', id: 'd0d1d2d3' })).toEqual(success('{"note":"end","id":"d0d1d2d3"}'))
  })

  it('reads back as it was written, on one line, whatever a router has in its table', () => {
    fc.assert(
      fc.property(notes, (note) => {
        const line = lineOf(note)
        expect(line).not.toMatch(/[\r\n]/)
        expect(readJournalLine(line)).toEqual(note)
      }),
    )
  })

  it('is read although a newer version has added to it', () => {
    const line = lineOf(begin('d0d1d2d3'))
      .replace('"note":', '"by":"mailworthy 9","note":')
      .replace('"at":', '"why":1,"at":')
    expect(readJournalLine(line)).toEqual(begin('d0d1d2d3'))
  })

  it.each([
    ['nothing', ''],
    ['no JSON', '{"note":"end"'],
    ['no object', '["end"]'],
    ['another note', '{"note":"forget","id":"d0d1d2d3"}'],
    ['no id', '{"note":"end"}'],
    ['an id that is a path', '{"note":"end","id":"../../etc/passwd"}'],
    ['no change', '{"note":"begin","id":"d0d1d2d3"}'],
    ['a prototype', '{"__proto__":{"note":"end","id":"d0d1d2d3"}}'],
    ['no end', `{"note":"end","id":"d0d1d2d3","more":"${'x'.repeat(9000)}"}`],
  ])('with %s is none', (_, line) => expect(readJournalLine(line)).toBeUndefined())

  it.each([
    [{ external: 65_536 }],
    [{ leaseS: -1 }],
    [{ router: 'router.local' }],
    [{ at: 'yesterday' }],
    [{ nonce: 'xyz' }],
    [{ internal: { address: '192.168.1.10', port: 0.5 } }],
  ])('with %o is not written: nobody would find it again', (wrong) => {
    expect(writeJournalLine(begin('d0d1d2d3', { ...change, ...wrong }))).toMatchObject({ failure: 'malformed' })
  })

  it('is read or passed over, and never thrown about', () => {
    const line = lineOf(begin('d0d1d2d3'))
    const forged = fc
      .array(fc.tuple(fc.nat(line.length - 1), fc.string({ unit: 'binary', maxLength: 3 })), { maxLength: 4 })
      .map((edits) => edits.reduce((text, [at, put]) => text.slice(0, at) + put + text.slice(at + 1), line))
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), forged), (text) => {
        const read = readJournalLine(text)
        if (read !== undefined) expect(writeJournalLine(read).ok).toBe(true)
      }),
    )
  })
})

describe('what is unended', () => {
  const [one, two, three] = ['d0d1d2d3', 'e0e1e2e3', 'f0f1f2f3'] as const

  it('is what was begun, as last amended, oldest first', () => {
    const amended = { ...change, pinhole: 7 }
    const journal = journalOf([
      begin(one),
      begin(two),
      begin(three),
      { note: 'amend', id: one, change: amended },
      { note: 'end', id: two },
      { note: 'end', id: 'a0a1a2a3' },
      { note: 'amend', id: 'b0b1b2b3', change },
    ])
    expect(unendedChanges(journal)).toEqual([
      { id: one, change: amended },
      { id: three, change },
    ])
    expect(unendedChanges('')).toEqual([])
  })

  it('is found behind lines that nobody can read', () => {
    const journal = `${journalOf([begin(one)])}\n{"note":"begin","id":"e0e1\n\u0000\u0000\n\n${lineOf(begin(three))}\r\n`
    expect(idsIn(journal)).toEqual([one, three])
  })

  it('loses at most the line that was torn, wherever it was torn', () => {
    const written = [begin(one), begin(two), { note: 'end', id: one } as const, begin(three)]
    const whole = Buffer.from(journalOf(written))
    const ends = written.map((_, index) => Buffer.byteLength(journalOf(written.slice(0, index + 1))))
    for (let length = 0; length <= whole.length; length += 1) {
      const torn = whole.toString('utf8', 0, length)
      const kept = journalOf(written.slice(0, ends.filter((end) => end <= length).length))
      expect(unendedChanges(torn)).toEqual(unendedChanges(kept))
      // The next note begins its own line, and takes no harm.
      expect(idsIn(`${torn}\n${lineOf(begin('c0c1c2c3'))}`)).toEqual([...idsIn(kept), 'c0c1c2c3'])
    }
  })

  it('is the same whoever else writes in between', () => {
    const ours = [begin(one), begin(two), { note: 'end', id: one } as const]
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(3), notes), { maxLength: 8 }), (others) => {
        const mixed = [...ours, undefined].flatMap((note, place) => [
          ...others.filter(([at]) => at === place).map(([, other]) => other),
          ...(note === undefined ? [] : [note]),
        ])
        expect(idsIn(journalOf(mixed)).filter((id) => id.length === 8)).toEqual([two])
      }),
    )
  })
})
