import { type DecodedPacket, decode } from 'dns-packet'
import { describe, expect, it } from 'vitest'
import type { Question } from '../../../../src/core/line.ts'
import { encodeQuery } from '../../../../src/protocols/dns/encode-query.ts'
import { a, id } from './reply-fixture.ts'

describe('encodeQuery', () => {
  const asked = (question: Question) => {
    const query = encodeQuery(question, id)
    if (!query.ok) throw new Error(query.failure)
    return decode(Buffer.from(query.value)) as DecodedPacket & {
      additionals: { flag_do: boolean; udpPayloadSize: number }[]
    }
  }

  it('asks a resolver one question, for its verdict too, with room for 1232 bytes', () => {
    const query = asked(a)
    expect(query).toMatchObject({ id, type: 'query', flag_rd: true, flag_ad: true, flag_cd: false })
    expect(query.questions).toEqual([{ name: 'mail.example.org', type: 'A', class: 'IN' }])
    expect(query.additionals).toMatchObject([{ type: 'OPT', udpPayloadSize: 1232, flag_do: false }])
  })

  it('asks for signatures and for unchecked data only when told', () => {
    const query = asked({ ...a, dnssec: true, checkingDisabled: true })
    expect(query).toMatchObject({ flag_ad: true, flag_cd: true })
    expect(query.additionals[0]?.flag_do).toBe(true)
  })

  it("asks a zone's own name server for what it knows itself", () => {
    expect(asked({ ...a, authoritative: true })).toMatchObject({ flag_rd: false, flag_ad: false })
  })

  it('can do without EDNS', () => {
    const query = encodeQuery(a, id, { edns: false })
    expect(query.ok && decode(Buffer.from(query.value)).additionals).toEqual([])
  })

  it('keeps the case of the name, so that 0x20 may be used', () => {
    expect(asked({ ...a, name: 'mAiL.eXaMpLe.OrG' }).questions?.[0]?.name).toBe('mAiL.eXaMpLe.OrG')
  })

  it('asks for the root', () => {
    expect(asked({ name: '.', type: 'NS' }).questions?.[0]?.name).toBe('.')
  })

  it('refuses a name that cannot be one, and an id of more than 16 bits', () => {
    expect(encodeQuery({ ...a, name: 'a..b' }, id)).toMatchObject({ ok: false, failure: 'malformed' })
    expect(encodeQuery(a, 65_536)).toMatchObject({ ok: false, failure: 'malformed' })
  })
})
