import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ListingKind } from '../../../../src/core/asked.ts'
import { failed, failures, success } from '../../../../src/core/failure.ts'
import { readListAnswer } from '../../../../src/protocols/dnsbl/read-list-answer.ts'
import { replyOf } from './scripted-lists.ts'

const codes = {
  '127.0.0.2': 'abuse',
  '127.0.0.4': 'abuse',
  '127.0.0.10': 'policy-by-provider',
  '127.0.0.11': 'policy',
  '127.0.1.255': 'refused',
} as const satisfies Record<string, ListingKind>

const read = (...addresses: readonly string[]) => readListAnswer(replyOf('x.zen.test', addresses), { codes })

describe('what a list answers', () => {
  it.each([
    ['one entry', ['127.0.0.4'], 'codes', ['127.0.0.4 abuse']],
    [
      'several at once, in their order',
      ['127.0.0.11', '127.0.0.2', '127.0.0.10'],
      'codes',
      ['127.0.0.2 abuse', '127.0.0.10 policy-by-provider', '127.0.0.11 policy'],
    ],
    ['one that it is not known to have', ['127.0.0.99'], 'codes', ['127.0.0.99 ?']],
    // Routers that filter names answer with it, as do lists for whoever has asked too often.
    ['this machine', ['127.0.0.1'], 'codes', ['127.0.0.1 ?']],
    ['that a public resolver may not ask', ['127.255.255.254'], 'refused', ['127.255.255.254 refused']],
    ['that too much was asked', ['127.255.255.255'], 'refused', ['127.255.255.255 refused']],
    ['that the zone is misspelled', ['127.255.255.252'], 'refused', ['127.255.255.252 refused']],
    ['a refusal of its own', ['127.0.1.255'], 'refused', ['127.0.1.255 refused']],
    [
      'an entry and a refusal: the refusal counts',
      ['127.0.0.2', '127.255.255.254'],
      'refused',
      ['127.0.0.2 abuse', '127.255.255.254 refused'],
    ],
    ['the address of a search page', ['192.0.2.80'], 'foreign', ['192.0.2.80 ?']],
    [
      'the address of a search page among entries',
      ['127.0.0.2', '192.0.2.80'],
      'foreign',
      ['127.0.0.2 abuse', '192.0.2.80 ?'],
    ],
    ['nowhere, as filters do', ['0.0.0.0'], 'foreign', ['0.0.0.0 ?']],
    ['no address', [], 'nothing', []],
  ] as const)('%s', (_, addresses, said, told) => {
    const answer = read(...addresses)
    expect(answer.said).toBe(said)
    expect(answer.codes.map(({ code, kind }) => `${code} ${kind ?? '?'}`)).toEqual(told)
  })

  it.each(['name-not-found', 'no-data'] as const)('is nothing where there is no such name: %s', (failure) =>
    expect(readListAnswer(failed(failure), { codes })).toEqual({ said: 'nothing', codes: [] }),
  )

  it('is never nothing where there was no answer', () => {
    for (const failure of Object.keys(failures) as (keyof typeof failures)[]) {
      if (failure === 'name-not-found' || failure === 'no-data') continue
      expect(readListAnswer(failed(failure), { codes })).toEqual({ said: 'failed', codes: [], failure })
    }
  })

  it('counts addresses alone, each once: an alias on the way says nothing', () => {
    const answers = [
      { name: 'x', type: 'CNAME', ttl: 60, data: 'x.k3y.zen.test' },
      { name: 'x.k3y.zen.test', type: 'A', ttl: 60, data: '127.0.0.2' },
      { name: 'x.k3y.zen.test', type: 'A', ttl: 60, data: '127.0.0.2' },
    ]
    const reply = success({ answers, authentic: false, server: { address: '192.0.2.53', port: 53 } })
    expect(readListAnswer(reply, { codes }).codes).toEqual([{ code: '127.0.0.2', kind: 'abuse' }])
  })

  it('is no code that only objects have', () => {
    for (const name of ['constructor', '__proto__', 'toString']) {
      expect(read(name)).toEqual({ said: 'foreign', codes: [{ code: name }] })
    }
  })

  const octet = fc.nat(255)
  const code = fc.tuple(octet, octet, octet).map((rest) => `127.${rest.join('.')}`)
  const address = fc.tuple(octet, octet, octet, octet).map((octets) => octets.join('.'))

  it('is an entry only where all of it is within 127.0.0.0/8, and nobody refuses', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(code, address), { minLength: 1, maxLength: 24 }), (addresses) => {
        const { said } = read(...addresses)
        const within = addresses.every((each) => each.startsWith('127.'))
        const refuses = addresses.some((each) => each.startsWith('127.255.255.') || each === '127.0.1.255')
        expect(said).toBe(within ? (refuses ? 'refused' : 'codes') : 'foreign')
      }),
    )
  })

  it('is the same in whatever order it comes', () => {
    fc.assert(
      fc.property(fc.array(code, { maxLength: 12 }), (addresses) => {
        expect(read(...addresses.toReversed())).toEqual(read(...addresses))
      }),
    )
  })

  it('is read, and bounded, whatever comes', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { maxLength: 20 }), (texts) => {
        expect(read(...texts).codes.length).toBeLessThanOrEqual(16)
      }),
    )
  })
})
