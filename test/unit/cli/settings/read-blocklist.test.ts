import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ChosenBlocklist, readBlocklist } from '../../../../src/cli/settings/read-blocklist.ts'
import { blocklists } from '../../../../src/knowledge/blocklists.ts'

const value = (text: string): ChosenBlocklist | undefined => {
  const read = readBlocklist(text)
  return read.ok ? read.value : undefined
}

describe('a blocklist', () => {
  it('is a zone, and what its answers mean', () => {
    expect(value('zen.example/policy=127.0.0.10,127.0.0.11/abuse=127.0.0.2')).toEqual({
      name: 'zen.example',
      zone: 'zen.example',
      of: ['v4'],
      codes: { '127.0.0.10': 'policy', '127.0.0.11': 'policy', '127.0.0.2': 'abuse' },
    })
  })

  it('may say what is listed in it, what it is to be called, and where one gets off', () => {
    const text =
      'K3Y.lists.example/of=domain,v6/shown=lists.example/minor=127.0.1.2/removal=https://a.example/off?x=/of=v4'
    expect(value(text)).toEqual({
      name: 'lists.example',
      zone: 'k3y.lists.example',
      shownAs: 'lists.example',
      of: ['v6', 'domain'],
      codes: { '127.0.1.2': 'minor' },
      removal: 'https://a.example/off?x=/of=v4',
    })
  })

  it.each(blocklists)('that is built in stands for itself: $zone', (list) => expect(value(list.zone)).toEqual(list))

  it('with a built-in zone and codes of one’s own has these alone', () =>
    expect(value('zen.spamhaus.org/abuse=127.0.0.2')?.codes).toEqual({ '127.0.0.2': 'abuse' }))

  it('can be none', () => expect(readBlocklist('none')).toEqual({ ok: true, value: undefined }))

  it.each([
    '',
    'zen.example',
    'zen.example/',
    'zen.example/of=v4',
    'zen.example/abuse',
    'zen.example/abuse=',
    'zen.example/abuse=127.0.0',
    'zen.example/abuse=127.0.0.256',
    'zen.example/abuse=127.0.0.02',
    'zen.example/abuse=128.0.0.2',
    'zen.example/abuse=127.0.0.2,',
    'zen.example/of=v5/abuse=127.0.0.2',
    'zen.example/of=/abuse=127.0.0.2',
    'zen.example/of=v4,v4/abuse=127.0.0.2',
    'zen.example/spam=127.0.0.2',
    'zen.example/constructor=127.0.0.2',
    'zen.example/abuse=127.0.0.2/removal=javascript:x',
    'zen.example/abuse=127.0.0.2/removal=https://a b',
    'zen.example/shown=a b/abuse=127.0.0.2',
    '127.0.0.1/abuse=127.0.0.2',
    `${'long.'.repeat(45)}example/abuse=127.0.0.2`,
    `zen.example/abuse=${Array.from({ length: 65 }, (_, at) => `127.0.0.${at}`).join(',')}`,
  ])('is not read from "%s"', (text) => {
    const read = readBlocklist(text)
    expect(read).toMatchObject({ ok: false, why: expect.stringMatching(/^must be a zone/) })
  })

  const octet = fc.nat(255)
  const code = fc.tuple(octet, octet, octet).map((rest) => `127.${rest.join('.')}`)
  const kind = fc.constantFrom('policy-by-provider', 'policy', 'abuse', 'minor', 'good', 'refused')
  const codes = fc.dictionary(code, kind, { minKeys: 1, maxKeys: 20, noNullPrototype: true })
  const of = fc.subarray(['v4', 'v6', 'domain'] as const, { minLength: 1 })

  it('is read as it was written', () => {
    fc.assert(
      fc.property(fc.domain(), of, codes, (zone, holds, meanings) => {
        fc.pre(zone.length < 180 && readBlocklist(`${zone}/abuse=127.0.0.2`).ok)
        const fields = Object.entries(meanings).map(([answer, means]) => `/${means}=${answer}`)
        expect(value(`${zone}/of=${holds.join(',')}${fields.join('')}`)).toEqual({
          name: zone.toLowerCase(),
          zone: zone.toLowerCase(),
          of: holds,
          codes: meanings,
        })
      }),
    )
  })

  it('is read or refused, whatever is typed', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.constantFrom('/', '=', ',', 'of=v4', 'abuse=', '127.0.0.2', 'zen.example', '/removal=https://', '__proto__'),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const read = readBlocklist(pieces.join(''))
        if (!read.ok || read.value === undefined) return
        expect(read.value.zone).toMatch(/^[a-z0-9.-]{1,189}$/)
        expect(Object.keys(read.value.codes).length).toBeGreaterThan(0)
      }),
    )
  })
})
