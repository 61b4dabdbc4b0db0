import { type Answer, encode } from 'dns-packet'
import { describe, expect, it } from 'vitest'
import type { Question } from '../../../../src/core/line.ts'
import { decodeReply } from '../../../../src/protocols/dns/decode-reply.ts'
import { a, address, alias, data, id, reply } from './reply-fixture.ts'

describe('decodeReply: every type in presentation form', () => {
  const name = 'example.org'
  const hash = Buffer.alloc(32, 0xab)
  const cases: [Question['type'], Answer['data' & keyof Answer] | unknown, string][] = [
    ['A', '192.0.2.5', '192.0.2.5'],
    ['AAAA', '2001:DB8:0:0::1', '2001:db8::1'],
    ['PTR', 'Mail.Example.ORG', 'mail.example.org'],
    ['NS', 'ns.example.org', 'ns.example.org'],
    ['CNAME', 'other.example.org', 'other.example.org'],
    ['MX', { preference: 10, exchange: 'mx.example.org' }, '10 mx.example.org'],
    ['MX', { preference: 0, exchange: '.' }, '0 .'],
    ['TXT', ['v=spf1 a', ' -all'], 'v=spf1 a -all'],
    ['TXT', [''], ''],
    ['SRV', { priority: 1, weight: 2, port: 465, target: 'mail.example.org' }, '1 2 465 mail.example.org'],
    [
      'SOA',
      {
        mname: 'ns.example.org',
        rname: 'root.example.org',
        serial: 4_000_000_000,
        refresh: 2,
        retry: 3,
        expire: 4,
        minimum: 5,
      },
      'ns.example.org root.example.org 4000000000 2 3 4 5',
    ],
    ['TLSA', { usage: 3, selector: 1, matchingType: 1, certificate: hash }, `3 1 1 ${'ab'.repeat(32)}`],
    // No digest has that length: what to make of it is for who reads the record.
    ['TLSA', { usage: 3, selector: 1, matchingType: 2, certificate: hash }, `3 1 2 ${'ab'.repeat(32)}`],
    ['CAA', { flags: 128, tag: 'issue', value: 'ca.example "x"' }, '128 issue "ca.example \\"x\\""'],
    ['DS', { keyTag: 12_345, algorithm: 13, digestType: 2, digest: hash }, `12345 13 2 ${'ab'.repeat(32)}`],
    ['DNSKEY', { flags: 257, algorithm: 13, key: Buffer.from([1, 2, 3]) }, '257 3 13 AQID'],
  ]
  it.each(cases)('%s %j', (type, given, expected) => {
    const question: Question = { name, type }
    const answers = [{ type, name, ttl: 300, data: given } as Answer]
    expect(decodeReply(reply({ question, answers }), question, id)).toEqual({
      ok: true,
      value: { truncated: false, authentic: false, edns: false, answers: [{ name, type, ttl: 300, data: expected }] },
    })
  })

  it('keeps a v4-mapped AAAA apart from an address', () => {
    const question: Question = { name, type: 'AAAA' }
    const answers: Answer[] = [{ type: 'AAAA', name, ttl: 1, data: '::ffff:192.0.2.1' }]
    expect(data({ question, answers })).toEqual(['0000:0000:0000:0000:0000:ffff:c000:0201'])
  })

  it('gives the signatures of the chain when they were asked for, and only then', () => {
    const rrsig: Answer = {
      type: 'RRSIG',
      name: a.name,
      ttl: 60,
      data: {
        typeCovered: 'A',
        algorithm: 13,
        labels: 3,
        originalTTL: 60,
        expiration: 1_800_000_000,
        inception: 1_700_000_000,
        keyTag: 1,
        signersName: 'example.org',
        signature: Buffer.from([1, 2, 3]),
      },
    }
    const answers = [address(a.name, '192.0.2.5'), rrsig]
    expect(data({ question: a, answers })).toEqual(['192.0.2.5'])
    expect(data({ question: { ...a, dnssec: true }, answers })).toEqual([
      '192.0.2.5',
      'A 13 3 60 20270115080000 20231114221320 1 example.org AQID',
    ])
  })
})

describe('decodeReply: what kind of reply', () => {
  const found = [address(a.name, '192.0.2.5')]

  it('passes the verdict of the resolver on', () => {
    const decoded = decodeReply(reply({ question: a, answers: found, flags: 1 << 5 }), a, id)
    expect(decoded).toMatchObject({ ok: true, value: { authentic: true } })
  })

  it('asks for the rest of a truncated reply, whatever is in it', () => {
    const cut = reply({ question: a, answers: found, flags: 1 << 9 }).slice(0, -6)
    expect(decodeReply(cut, a, id)).toMatchObject({ ok: true, value: { truncated: true, answers: [] } })
  })

  it.each([
    [1, 'lookup-failed'],
    [2, 'lookup-failed'],
    [3, 'name-not-found'],
    [4, 'lookup-failed'],
    [5, 'lookup-refused'],
    [9, 'lookup-failed'],
  ])('rcode %i is %s', (rcode, failure) => {
    expect(data({ question: a, rcode })).toBe(failure)
  })

  it('tells an empty answer from a missing name', () => {
    expect(data({ question: a })).toBe('no-data')
    const soa: Answer = { type: 'SOA', name: 'example.org', ttl: 1, data: { mname: 'a.example', rname: 'b.example' } }
    expect(data({ question: a, authorities: [soa] })).toBe('no-data')
  })

  it('reads the upper bits of the rcode: BADVERS is no empty answer', () => {
    const packet = encode({
      type: 'response',
      id,
      questions: [{ name: a.name, type: 'A' }],
      additionals: [
        {
          type: 'OPT',
          name: '.',
          udpPayloadSize: 512,
          extendedRcode: 1,
          ednsVersion: 0,
          flags: 0,
          flag_do: false,
          options: [],
        },
      ],
    })
    expect(decodeReply(packet, a, id)).toMatchObject({ ok: false, failure: 'lookup-failed', detail: 'rcode 16' })
  })

  it('takes a refusal without the question, never an answer or a denial', () => {
    const bare = (rcode: number) => encode({ type: 'response', id, flags: rcode, questions: [] })
    expect(decodeReply(bare(5), a, id)).toMatchObject({ failure: 'lookup-refused' })
    expect(decodeReply(bare(1), a, id)).toMatchObject({ failure: 'lookup-failed' })
    expect(decodeReply(bare(3), a, id)).toMatchObject({ failure: 'malformed' })
    expect(decodeReply(bare(0), a, id)).toMatchObject({ failure: 'malformed' })
  })
})

describe('decodeReply: is it a reply to this question', () => {
  const bytes = reply({ question: a, answers: [address(a.name, '192.0.2.5')] })

  it('compares names without case', () => {
    expect(decodeReply(bytes, { ...a, name: 'MAIL.example.ORG.' }, id).ok).toBe(true)
  })

  it.each([
    ['another id', bytes, a, id + 1],
    ['another name', bytes, { ...a, name: 'www.example.org' }, id],
    ['another type', bytes, { ...a, type: 'AAAA' as const }, id],
    ['a query', encode({ type: 'query', id, questions: [{ name: a.name, type: 'A' }] }), a, id],
    [
      'two questions',
      encode({
        type: 'response',
        id,
        questions: [
          { name: a.name, type: 'A' },
          { name: a.name, type: 'A' },
        ],
      }),
      a,
      id,
    ],
    ['another class', encode({ type: 'response', id, questions: [{ name: a.name, type: 'A', class: 'CH' }] }), a, id],
    ['nothing', new Uint8Array(0), a, id],
    ['more than a message can hold', new Uint8Array(65_536), a, id],
  ])('refuses %s', (_, given, question, expectedId) => {
    expect(decodeReply(given, question, expectedId)).toMatchObject({ ok: false, failure: 'malformed' })
  })
})

describe('decodeReply: aliases', () => {
  it('follows them in their order and keeps them', () => {
    const answers = [address('c.example', '192.0.2.7'), alias('b.example', 'C.example'), alias(a.name, 'b.example')]
    expect(data({ question: a, answers })).toEqual(['b.example', 'c.example', '192.0.2.7'])
  })

  it('leaves out what is not on the way', () => {
    const answers = [address('bank.example', '192.0.2.66'), address(a.name, '192.0.2.5'), alias('x.example', a.name)]
    expect(data({ question: a, answers })).toEqual(['192.0.2.5'])
    expect(data({ question: a, answers: [address('bank.example', '192.0.2.66')] })).toBe('no-data')
  })

  it('has no data where an alias leads nowhere', () => {
    expect(data({ question: a, answers: [alias(a.name, 'b.example')] })).toBe('no-data')
  })

  it('gives the alias itself to who asks for it', () => {
    const question: Question = { name: 'www.example.org', type: 'CNAME' }
    expect(
      data({ question, answers: [alias('www.example.org', 'a.example'), alias('a.example', 'b.example')] }),
    ).toEqual(['a.example'])
  })

  it('refuses loops, forks and endless chains', () => {
    expect(data({ question: a, answers: [alias(a.name, a.name)] })).toBe('malformed')
    expect(data({ question: a, answers: [alias(a.name, 'b.example'), alias('b.example', a.name)] })).toBe('malformed')
    expect(data({ question: a, answers: [alias(a.name, 'b.example'), alias(a.name, 'c.example')] })).toBe('malformed')
    const chain = Array.from({ length: 20 }, (_, hop) => alias(`h${hop}.example`, `h${hop + 1}.example`))
    expect(data({ question: { name: 'h0.example', type: 'A' }, answers: chain })).toBe('malformed')
  })
})
