import packet from 'dns-packet'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { whoamiAnswer } from '../../lab/inside/whoami/whoami-answer.ts'

const google = { question: 'o-o.myaddr.l.google.com', types: ['TXT'] } as const
const openDns = { question: 'myip.opendns.com', types: ['A', 'AAAA'] } as const
const asked = (name: string, type: 'A' | 'AAAA' | 'TXT') =>
  packet.encode({ type: 'query', id: 7, flags: packet.RECURSION_DESIRED, questions: [{ type, name }] })

/** An address is a string, a TXT is a list of buffers. */
const textOf = (data: unknown) =>
  typeof data === 'string' ? data : Buffer.concat([data].flat() as Buffer[]).toString()

const answered = (
  known: Parameters<typeof whoamiAnswer>[0],
  name: string,
  type: 'A' | 'AAAA' | 'TXT',
  from: string,
) => {
  const answer = whoamiAnswer(known, asked(name, type), from)
  if (answer === undefined) return undefined
  // Its types know no rcode.
  const { id, rcode, flag_aa, questions, answers } = packet.decode(answer) as packet.DecodedPacket & { rcode: string }
  expect({ id, flag_aa, questions }).toMatchObject({ id: 7, flag_aa: true, questions: [{ name, type }] })
  return [rcode, ...(answers ?? []).map((each) => ('data' in each ? textOf(each.data) : ''))]
}

describe('a name server that tells who asks', () => {
  it('tells it as a text, or as an address of the family that is asked for', () => {
    expect(answered(google, google.question, 'TXT', '25.203.113.7')).toEqual(['NOERROR', '25.203.113.7'])
    expect(answered(openDns, 'MyIP.opendns.com', 'A', '25.203.113.7')).toEqual(['NOERROR', '25.203.113.7'])
    expect(answered(openDns, openDns.question, 'AAAA', '2a25::7')).toEqual(['NOERROR', '2a25::7'])
    expect(answered(openDns, openDns.question, 'AAAA', '25.203.113.7')).toEqual(['NOERROR'])
    expect(answered(google, google.question, 'A', '25.203.113.7')).toEqual(['NOERROR'])
  })

  it('knows no other name', () => {
    expect(answered(google, openDns.question, 'A', '25.203.113.7')).toEqual(['REFUSED'])
  })

  it('survives whatever it is sent', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (octets) => {
        whoamiAnswer(google, Buffer.from(octets), '25.203.113.7')
      }),
    )
  })
})
