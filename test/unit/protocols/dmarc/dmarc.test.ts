import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type DmarcRecord, isDmarc, readDmarc } from '../../../../src/protocols/dmarc/read-dmarc.ts'
import { readReportAddress } from '../../../../src/protocols/dmarc/report-address.ts'
import { treeNames } from '../../../../src/protocols/dmarc/tree-names.ts'
import { mutated } from '../mutated.ts'

const full =
  'v=DMARC1; p=reject; sp=quarantine; np=none; adkim=s; aspf=r; fo=0:d; t=y; psd=n; rua=mailto:a@example.test'

describe('the record at _dmarc', () => {
  it.each<[string, string, Partial<DmarcRecord>]>([
    ['all tags', full, { p: 'reject', sp: 'quarantine', np: 'none', trial: true, psd: 'n', wrong: [], useless: false }],
    ['the version alone', 'v=DMARC1', { p: 'none', sp: 'none', trial: false, psd: 'u', useless: false }],
    ['blanks everywhere', 'v = DMARC1 ; p = reject ;', { p: 'reject', sp: 'reject', np: 'reject', wrong: [] }],
    ['other cases', 'v=DMARC1; P=Reject', { p: 'reject' }],
    ['subdomains that take after it', 'v=DMARC1; p=none; sp=reject', { p: 'none', sp: 'reject', np: 'reject' }],
    ['any order', 'v=DMARC1; rua=mailto:a@b.test; p=reject', { p: 'reject', rua: ['mailto:a@b.test'] }],
    ['tags of a later version', 'v=DMARC1; p=reject; x=y', { p: 'reject', wrong: [] }],
    [
      'two addresses',
      'v=DMARC1; rua=mailto:a@b.test , mailto:c@d.test',
      { rua: ['mailto:a@b.test', 'mailto:c@d.test'] },
    ],
    ['a size, as there once was', 'v=DMARC1; rua=mailto:a@b.test!10m', { rua: ['mailto:a@b.test!10m'], wrong: [] }],
    ['a page for reports', 'v=DMARC1; p=reject; rua=https://b.test', { p: 'reject', rua: [], wrong: ['rua'] }],
    ['an unknown policy', 'v=DMARC1; p=deny', { p: 'none', wrong: ['p'], useless: true }],
    // RFC 9989 §4.10.1: reports are still to be had.
    ['an unknown policy with reports', 'v=DMARC1; p=deny; rua=mailto:a@b.test', { p: 'none', useless: false }],
    ['an unknown policy of subdomains', 'v=DMARC1; p=reject; sp=deny', { p: 'none', sp: 'none', useless: true }],
    ['a wrong tag of another kind', 'v=DMARC1; p=reject; adkim=x; fo=9', { p: 'reject', wrong: ['adkim', 'fo'] }],
    ['a part that is none', 'v=DMARC1; p=reject; hello', { p: 'reject', wrong: ['a part without "="'] }],
    ['a tag twice', 'v=DMARC1; p=reject; p=none', { p: 'reject' }],
    ['tags of RFC 7489', 'v=DMARC1; p=reject; pct=50; ri=3600; rf=afrf', { removed: ['pct', 'rf', 'ri'], wrong: [] }],
  ])('is read with %s', (_name, text, expected) => {
    expect(readDmarc(text)).toMatchObject(expected)
  })

  it.each([
    '',
    'v=DMARC1p=reject',
    'v=dmarc1; p=reject',
    ' v=DMARC1',
    'p=reject; v=DMARC1',
    'v=DMARC10',
    'v=spf1 -all',
  ])('is not %j', (text) => {
    expect(isDmarc(text)).toBe(false)
    expect(readDmarc(text)).toBeUndefined()
  })

  it('is not read where it is longer than any that is meant', () => {
    expect(readDmarc(`v=DMARC1; ${'x=y;'.repeat(20_000)}`)).toBeUndefined()
  })

  it('is read as it was written', () => {
    const policy = fc.constantFrom('none', 'quarantine', 'reject')
    const parts = fc.record({
      p: policy,
      sp: policy,
      np: policy,
      trial: fc.boolean(),
      psd: fc.constantFrom('y', 'n', 'u'),
    })
    const mail = fc.stringMatching(/^[a-z0-9.+-]{1,20}$/).map((local) => `mailto:${local}@example.test`)
    fc.assert(
      fc.property(
        parts,
        fc.array(mail, { minLength: 1, maxLength: 5 }),
        fc.constantFrom(';', ' ; '),
        (record, rua, by) => {
          const { p, sp, np, trial, psd } = record
          const tags = [
            `p=${p}`,
            `sp=${sp}`,
            `np=${np}`,
            `t=${trial ? 'y' : 'n'}`,
            `psd=${psd}`,
            `rua=${rua.join(',')}`,
          ]
          expect(readDmarc(['v=DMARC1', ...tags].join(by))).toMatchObject({ ...record, rua, wrong: [] })
        },
      ),
    )
  })

  it('is read or refused, and never thrown over', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), mutated(full)), (text) => {
        const read = readDmarc(text)
        if (read === undefined) return
        expect(['none', 'quarantine', 'reject']).toContain(read.p)
        for (const address of read.rua) expect(readReportAddress(address)).toBeDefined()
      }),
    )
  })
})

describe('an address for reports', () => {
  it.each([
    ['mailto:a@Example.test', { mailbox: 'a@Example.test', domain: 'example.test' }],
    ['MAILTO:a+b@c.test!5m', { mailbox: 'a+b@c.test', domain: 'c.test' }],
    ['mailto:a@c.test?subject=x', { mailbox: 'a@c.test', domain: 'c.test' }],
    ['a@c.test', undefined],
    ['mailto:a', undefined],
    ['mailto:@c.test', undefined],
    ['mailto:a@b@c.test', undefined],
    ['mailto:a@-c.test', undefined],
    ['https://c.test/', undefined],
  ])('%s', (uri, address) => {
    expect(readReportAddress(uri)).toEqual(address)
  })

  it('is read or refused, and never thrown over', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), mutated('mailto:dmarc@example.test!10m')), (uri) => {
        const read = readReportAddress(uri)
        if (read !== undefined) expect(read.mailbox.toLowerCase().endsWith(`@${read.domain}`)).toBe(true)
      }),
    )
  })
})

describe('the names of a tree walk', () => {
  it.each([
    ['test', ['test']],
    ['a.b.Test', ['a.b.test', 'b.test', 'test']],
    [
      '1.2.3.4.5.6.test',
      ['1.2.3.4.5.6.test', '2.3.4.5.6.test', '3.4.5.6.test', '4.5.6.test', '5.6.test', '6.test', 'test'],
    ],
    // RFC 9989 §4.10: of eight and more, the walk goes on with the last seven.
    ['0.0.0.1.2.3.4.5.6.test', ['0.0.0.1.2.3.4.5.6.test', ...treeNames('1.2.3.4.5.6.test')]],
    ['', []],
  ])('of %j', (domain, names) => {
    expect(treeNames(domain)).toEqual(names)
  })

  it('are eight at most, and end at the top', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{1,5}$/), { minLength: 1, maxLength: 40 }), (labels) => {
        const names = treeNames(labels.join('.'))
        expect(names.length).toBeLessThanOrEqual(8)
        expect(names.at(-1)).toBe(labels.at(-1))
        expect(new Set(names).size).toBe(names.length)
      }),
    )
  })
})
