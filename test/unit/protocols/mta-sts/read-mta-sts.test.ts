import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mtaStsVersion, readMtaSts } from '../../../../src/protocols/mta-sts/read-mta-sts.ts'
import { versionedRecords } from '../../../../src/protocols/versioned-records.ts'
import { mutated } from '../mutated.ts'

describe('the record at _mta-sts', () => {
  it.each([
    ['as the standard has it', 'v=STSv1; id=20160831085700Z;', '20160831085700Z'],
    ['without blanks or a last semicolon', 'v=STSv1;id=a', 'a'],
    ['with blanks and tabs around the semicolons', 'v=STSv1 \t; \tid=a \t; ', 'a'],
    ['with fields of a later version', 'v=STSv1; x-1=y; id=a; z_2=!', 'a'],
    ['twice the same field: the first counts', 'v=STSv1; id=a; id=b', 'a'],
    ['twice, and only the second is wrong', 'v=STSv1; id=a; id=b-c', 'a'],
    ['at most 32 letters and digits', `v=STSv1; id=${'9'.repeat(32)}`, '9'.repeat(32)],
  ])('is read %s', (_name, text, id) => {
    expect(readMtaSts(text)).toEqual({ id })
  })

  it.each([
    ['nothing', '', 'grammar'],
    ['the version alone', 'v=STSv1', 'grammar'],
    ['the version and a semicolon', 'v=STSv1;', 'grammar'],
    ['another version', 'v=STSv2; id=a', 'grammar'],
    ['the version in another case', 'V=STSv1; id=a', 'grammar'],
    ['a blank before it', ' v=STSv1; id=a', 'grammar'],
    ['no semicolon after it', 'v=STSv1 id=a', 'grammar'],
    ['two semicolons', 'v=STSv1;; id=a', 'grammar'],
    ['a blank within a field', 'v=STSv1; id = a', 'grammar'],
    ['a field without a value', 'v=STSv1; id=', 'grammar'],
    ['two equals signs', 'v=STSv1; id=a; x=y=z', 'grammar'],
    ['letters of others', 'v=STSv1; id=ä', 'grammar'],
    ['a line end', 'v=STSv1; id=a\n', 'grammar'],
    ['a name of 33 letters', `v=STSv1; id=a; ${'x'.repeat(33)}=y`, 'grammar'],
    ['no id', 'v=STSv1; ID=a', 'no-id'],
    ['an id with a hyphen', 'v=STSv1; id=2026-01-01', 'wrong-id'],
    ['an id of 33 letters', `v=STSv1; id=${'9'.repeat(33)}`, 'wrong-id'],
    ['a flood', `v=STSv1; id=a; x=${'y'.repeat(70_000)}`, 'grammar'],
  ])('is none with %s', (_name, text, flaw) => {
    expect(readMtaSts(text)).toEqual({ flaw })
  })

  it('is read as it was written, whatever stands beside it', () => {
    const id = fc.stringMatching(/^[A-Za-z0-9]{1,32}$/)
    const other = fc.tuple(fc.stringMatching(/^x[A-Za-z0-9_.-]{0,31}$/), fc.stringMatching(/^[!-:<>-~]{1,40}$/))
    const delimiter = fc.stringMatching(/^[ \t]{0,3};[ \t]{0,3}$/)
    const last = fc.option(delimiter, { nil: '' })
    fc.assert(
      fc.property(id, fc.array(other, { maxLength: 4 }), delimiter, last, (value, others, between, end) => {
        const fields = [...others.map(([name, text]) => `${name}=${text}`), `id=${value}`]
        expect(readMtaSts(`${[mtaStsVersion, ...fields].join(between)}${end}`)).toEqual({ id: value })
      }),
    )
  })

  it('is read or refused, and never thrown over', () => {
    const text = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), mutated('v=STSv1; id=20160831085700Z; x=y;'))
    fc.assert(
      fc.property(text, (some) => {
        const read = readMtaSts(some)
        if ('id' in read) expect(read.id).toMatch(/^[A-Za-z0-9]{1,32}$/)
        else expect(['grammar', 'no-id', 'wrong-id']).toContain(read.flaw)
      }),
    )
  })
})

describe('of several records', () => {
  it.each([
    ['those of others are passed over', ['spf', 'v=STSv1; id=a'], { meant: ['v=STSv1; id=a'] }],
    ['two are two', ['v=STSv1; id=a', 'v=STSv1;'], { meant: ['v=STSv1; id=a', 'v=STSv1;'] }],
    ['none is none', ['v=spf1 -all', ''], { meant: [] }],
    ['one with a blank is nearly one', ['v=STSv1 ; id=a'], { meant: [], nearly: 'v=STSv1 ; id=a' }],
    ['one in another case is nearly one', ['V=stsv1; id=a'], { meant: [], nearly: 'V=stsv1; id=a' }],
    ['one within quotes is nearly one', ['"v=STSv1; id=a"'], { meant: [], nearly: '"v=STSv1; id=a"' }],
    ['beside a right one nobody minds', ['V=STSv1', 'v=STSv1; id=a'], { meant: ['v=STSv1; id=a'] }],
  ])('%s', (_name, texts, expected) => {
    expect(versionedRecords(texts, mtaStsVersion)).toEqual(expected)
  })
})
