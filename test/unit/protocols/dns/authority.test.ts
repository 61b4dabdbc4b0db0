import { type Answer, AUTHORITATIVE_ANSWER, encode } from 'dns-packet'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Question } from '../../../../src/core/line.ts'
import { decodeReply } from '../../../../src/protocols/dns/decode-reply.ts'
import { isWithin } from '../../../../src/protocols/dns/is-within.ts'
import { a, address, alias, data, type Given, id, reply } from './reply-fixture.ts'

const nameError = 3
const soaOf = (name: string): Answer => ({
  type: 'SOA',
  name,
  ttl: 60,
  data: { mname: 'ns.example.org', rname: 'root.example.org', serial: 1, refresh: 2, retry: 3, expire: 4, minimum: 5 },
})

describe("decodeReply: what a zone's own name server says", () => {
  const question: Question = { ...a, authoritative: true }
  const said = (given: Omit<Given, 'question'>) => {
    const decoded = decodeReply(reply({ question, ...given }), question, id)
    return decoded.ok ? decoded.value.answers.map((answer) => `${answer.type} ${answer.data}`) : decoded.failure
  }
  const flags = AUTHORITATIVE_ANSWER

  it('counts only with authority, be it that there is nothing', () => {
    const answers = [address(a.name, '192.0.2.5')]
    expect(said({ flags, answers })).toEqual(['A 192.0.2.5'])
    expect(said({ flags })).toBe('no-data')
    expect(said({ flags, rcode: nameError })).toBe('name-not-found')
    expect(said({ answers })).toBe('lookup-failed')
    expect(said({})).toBe('lookup-failed')
    expect(said({ rcode: nameError })).toBe('lookup-failed')
  })

  it('is no answer where it only refers to others', () => {
    const authorities: Answer[] = [{ type: 'NS', name: 'mail.example.org', data: 'ns.example.net' }]
    expect(said({ authorities })).toBe('lookup-failed')
  })

  it.each([0, nameError])('ends with an alias that leads elsewhere (rcode %i): that is not for it to say', (rcode) => {
    expect(said({ flags, rcode, answers: [alias(a.name, 'host.example.net')] })).toEqual(['CNAME host.example.net'])
  })

  it('may refuse us, or fail, with or without authority', () => {
    expect(said({ rcode: 5 })).toBe('lookup-refused')
    expect(said({ flags, rcode: 2 })).toBe('lookup-failed')
  })
})

describe('decodeReply: which zone a name is in', () => {
  const question: Question = { name: 'mail.example.org', type: 'SOA' }
  const zone = (given: Omit<Given, 'question'>) => {
    const decoded = decodeReply(reply({ question, ...given }), question, id)
    return decoded.ok ? decoded.value.answers.map(({ type, name }) => `${type} ${name}`) : decoded.failure
  }

  it.each([0, nameError])('is told beside the denial (rcode %i)', (rcode) => {
    expect(zone({ rcode, authorities: [soaOf('example.org')] })).toEqual(['SOA example.org'])
    expect(zone({ rcode, authorities: [soaOf('.')] })).toEqual(['SOA .'])
  })

  it('is itself', () => {
    expect(zone({ answers: [soaOf('mail.example.org')] })).toEqual(['SOA mail.example.org'])
  })

  it('is that of its last alias, which stands before it', () => {
    const answers = [alias('mail.example.org', 'host.example.net')]
    expect(zone({ answers, authorities: [soaOf('example.net')] })).toEqual([
      'CNAME mail.example.org',
      'SOA example.net',
    ])
  })

  it.each(['example.net', 'ample.org', 'host.mail.example.org'])('is not %s', (name) => {
    expect(zone({ authorities: [soaOf(name)] })).toBe('no-data')
    expect(zone({ rcode: nameError, authorities: [soaOf(name)] })).toBe('name-not-found')
  })

  it('is told only where it was asked for', () => {
    expect(data({ question: a, authorities: [soaOf('example.org')] })).toBe('no-data')
  })
})

describe('decodeReply: EDNS', () => {
  const opt: Answer[] = [
    {
      type: 'OPT',
      name: '.',
      udpPayloadSize: 1232,
      extendedRcode: 0,
      ednsVersion: 0,
      flags: 0,
      flag_do: false,
      options: [],
    },
  ]
  it.each([
    [true, opt],
    [false, []],
  ])('is spoken: %s', (edns, additionals) => {
    const bytes = encode({
      type: 'response',
      id,
      questions: [{ name: a.name, type: 'A' }],
      answers: [address(a.name, '192.0.2.5')],
      additionals,
    })
    expect(decodeReply(bytes, a, id)).toMatchObject({ ok: true, value: { edns } })
  })
})

describe('decodeReply: zones and authority, from hostile hands', () => {
  const asked: readonly Question[] = [
    { ...a, authoritative: true },
    { name: a.name, type: 'SOA', dnssec: true },
    { name: a.name, type: 'SOA', authoritative: true },
  ]
  const good = asked.map((question) =>
    reply({
      question,
      flags: AUTHORITATIVE_ANSWER,
      answers: [alias(a.name, 'host.example.org')],
      authorities: [soaOf('example.org')],
    }),
  )
  const change = fc.tuple(fc.nat(1_000), fc.nat(255))

  it('never throws when bytes change or are missing, and names no zone that the name is not in', () => {
    fc.assert(
      fc.property(fc.nat(2), fc.array(change, { maxLength: 8 }), fc.nat(1_000), (which, changes, length) => {
        const [question = a, bytes = new Uint8Array()] = [asked[which], good[which]]
        const forged = Uint8Array.from(bytes)
        for (const [at, byte] of changes) forged[at % forged.length] = byte
        const decoded = decodeReply(length < 200 ? forged.subarray(0, length) : forged, question, id)
        if (!decoded.ok || decoded.value.truncated) return
        expect(decoded.value.answers.every(({ type }) => ['A', 'CNAME', 'SOA', 'RRSIG'].includes(type))).toBe(true)
        const zone = decoded.value.answers.find(({ type }) => type === 'SOA')
        const last = decoded.value.answers.findLast(({ type }) => type === 'CNAME')?.data ?? question.name
        if (zone !== undefined) expect(isWithin(last, zone.name)).toBe(true)
      }),
    )
  })
})
