import { decode, encode, RECURSION_DESIRED } from 'dns-packet'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Question } from '../../../src/core/line.ts'
import { answerQuestion, type ServerKind } from '../../../src/demo/names/answer-question.ts'
import { type Differences, differing, type Zones } from '../../../src/demo/names/zone.ts'
import { decodeReply } from '../../../src/protocols/dns/decode-reply.ts'
import { encodeQuery } from '../../../src/protocols/dns/encode-query.ts'

const longText = 'long '.repeat(300)

const zones: Zones = {
  '.': { NS: ['ns.test'] },
  test: { NS: ['ns.test'] },
  'home.test': {
    NS: ['ns.test'],
    MX: ['10 mail.home.test', '0 .'],
    TXT: ['v=spf1 mx -all', longText],
    CAA: ['0 issue "ca.test"'],
    signed: 'well',
  },
  'mail.home.test': { A: ['25.203.113.7'], AAAA: ['2a25::7'] },
  'www.home.test': { CNAME: ['mail.home.test'] },
  'loop.home.test': { CNAME: ['loop.home.test'] },
  '_25._tcp.mail.home.test': { TLSA: [`3 1 1 ${'ab'.repeat(32)}`] },
  '_imaps._tcp.home.test': { SRV: ['0 1 993 mail.home.test'] },
  'bogus.test': { NS: ['ns.test'], A: ['25.198.51.1'], signed: 'badly' },
  '*.list.test': { A: ['127.0.0.2'] },
  'deep.below.list.test': { A: ['127.0.0.3'] },
  'broken.test': 'SERVFAIL',
  '7.113.203.25.in-addr.arpa': { PTR: ['mail.home.test'] },
}

/** What our own client makes of the server's reply. */
function asked(question: Question, as: ServerKind = 'plain', over: 'udp' | 'tcp' = 'tcp') {
  const query = encodeQuery(question, 7)
  if (!query.ok) throw new Error(query.detail)
  const reply = answerQuestion(Buffer.from(query.value), { zones, as }, over)
  if (reply === undefined) throw new Error('silence')
  const read = decodeReply(reply, question, 7)
  return read.ok ? read.value : read
}

const data = (question: Question, as?: ServerKind) => {
  const reply = asked(question, as)
  return 'failure' in reply ? reply.failure : reply.answers.map((each) => each.data)
}

describe('the name server of the demo', () => {
  it.each([
    ['home.test', 'MX', ['10 mail.home.test', '0 .']],
    ['home.test', 'TXT', ['v=spf1 mx -all', longText]],
    ['home.test', 'CAA', ['0 issue "ca.test"']],
    ['home.test', 'NS', ['ns.test']],
    ['mail.home.test', 'AAAA', ['2a25::7']],
    ['www.home.test', 'A', ['mail.home.test', '25.203.113.7']],
    ['www.home.test', 'CNAME', ['mail.home.test']],
    ['_25._tcp.mail.home.test', 'TLSA', [`3 1 1 ${'ab'.repeat(32)}`]],
    ['_imaps._tcp.home.test', 'SRV', ['0 1 993 mail.home.test']],
    ['7.113.203.25.in-addr.arpa', 'PTR', ['mail.home.test']],
    ['anything.list.test', 'A', ['127.0.0.2']],
    ['deep.below.list.test', 'A', ['127.0.0.3']],
  ] as const)('tells what %s has as %s', (name, type, expected) => {
    expect(data({ name, type })).toEqual(expected)
  })

  it.each([
    ['mail.home.test', 'MX', 'no-data'],
    ['_tcp.home.test', 'A', 'no-data'],
    ['nobody.home.test', 'A', 'name-not-found'],
    // RFC 4592 §3.3.1: below.list.test is closer than list.test.
    ['other.below.list.test', 'A', 'name-not-found'],
    ['below.list.test', 'A', 'no-data'],
    ['broken.test', 'A', 'lookup-failed'],
    ['loop.home.test', 'A', 'malformed'],
  ] as const)('tells that there is no %s %s: %s', (name, type, expected) => {
    expect(data({ name, type })).toBe(expected)
  })

  it('tells which zone a name is in, whether or not it exists', () => {
    for (const name of ['home.test', 'mail.home.test', 'nobody.home.test']) {
      const reply = asked({ name, type: 'SOA' })
      expect(reply).toMatchObject({ answers: [{ name: 'home.test', type: 'SOA' }] })
    }
  })

  it('has authority only as the name server of its zones', () => {
    const question = { name: 'mail.home.test', type: 'A', authoritative: true } as const
    expect(data(question, 'authority')).toEqual(['25.203.113.7'])
    expect(data(question, 'plain')).toBe('lookup-failed')
    expect(data({ ...question, name: 'nobody.home.test' }, 'authority')).toBe('name-not-found')
  })

  it('checks signatures as a resolver that does, and gives them to whoever asks', () => {
    const good = { name: 'home.test', type: 'MX', dnssec: true } as const
    expect(asked(good, 'validating')).toMatchObject({ authentic: true })
    expect(asked(good, 'plain')).toMatchObject({ authentic: false })
    expect(data(good, 'validating')).toContainEqual(
      expect.stringMatching(/^MX 13 2 300 \d{14} \d{14} 12345 home\.test /),
    )
    const bad = { name: 'bogus.test', type: 'A' } as const
    expect(data(bad, 'validating')).toBe('lookup-failed')
    expect(data(bad, 'plain')).toEqual(['25.198.51.1'])
    expect(data({ ...bad, checkingDisabled: true }, 'validating')).toEqual(['25.198.51.1'])
    expect(data({ name: 'home.test', type: 'DS' })).toEqual([expect.stringMatching(/^12345 13 2 /)])
  })

  it('invents an address for names that do not exist, where it is to', () => {
    const as = { rewriting: '25.203.113.80' }
    expect(data({ name: 'nobody.test', type: 'A' }, as)).toEqual(['25.203.113.80'])
    expect(data({ name: 'nobody.test', type: 'MX' }, as)).toBe('name-not-found')
    expect(data({ name: 'mail.home.test', type: 'MX' }, as)).toBe('no-data')
    expect(data({ name: 'mail.home.test', type: 'A' }, 'failing')).toBe('lookup-failed')
  })

  it('cuts what is too long for a datagram', () => {
    const question = { name: 'home.test', type: 'TXT' } as const
    expect(asked(question, 'plain', 'udp')).toMatchObject({ truncated: true, answers: [] })
    expect(asked(question, 'plain', 'tcp')).toMatchObject({ truncated: false, edns: true })
  })

  it('repeats a question as it was spelled, and speaks no EDNS unless it is spoken to in it', () => {
    const questions = [{ name: 'MaiL.hOMe.TeST', type: 'A', class: 'IN' } as const]
    const query = encode({ type: 'query', id: 1, flags: RECURSION_DESIRED, questions })
    const reply = decode(answerQuestion(query, { zones, as: 'plain' }, 'udp') ?? Buffer.alloc(0))
    expect(reply).toMatchObject({ questions, additionals: [], flag_rd: true, flag_ra: true, flag_aa: false })
    expect(reply.answers).toMatchObject([{ name: 'MaiL.hOMe.TeST', data: '25.203.113.7' }])
  })

  it('is silent to what is no question', () => {
    const question = encode({ type: 'query', questions: [{ name: 'home.test', type: 'MX' }] })
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: question.length }), fc.nat(question.length), (noise, at) => {
        const message = Buffer.concat([question.subarray(0, at), noise])
        const reply = answerQuestion(message, { zones, as: 'validating' }, 'udp')
        if (reply !== undefined) expect(decode(reply)).toMatchObject({ flag_qr: true })
      }),
    )
  })
})

describe('names that differ', () => {
  it('have other records of a type, none of it, or an error, or are gone', () => {
    const differences: Differences = {
      'broken.test': 'gone',
      'mail.home.test': { AAAA: [] },
      'www.home.test': 'REFUSED',
      'new.test': { A: ['1.2.3.4'] },
    }
    const { 'broken.test': _, ...others } = zones
    expect(differing(zones, differences)).toEqual({
      ...others,
      'mail.home.test': { A: ['25.203.113.7'], AAAA: [] },
      'www.home.test': 'REFUSED',
      'new.test': { A: ['1.2.3.4'] },
    })
  })
})
