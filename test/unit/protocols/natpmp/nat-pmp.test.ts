import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { failed, success } from '../../../../src/core/failure.ts'
import { askNatPmp } from '../../../../src/protocols/natpmp/ask-nat-pmp.ts'
import {
  decodeExternalAddressReply,
  encodeExternalAddressRequest,
} from '../../../../src/protocols/natpmp/external-address.ts'
import { mapNatPmp } from '../../../../src/protocols/natpmp/map-nat-pmp.ts'
import { decodeMappingReply, encodeMappingRequest } from '../../../../src/protocols/natpmp/mapping.ts'
import type { NatPmpRequest } from '../../../../src/protocols/natpmp/nat-pmp.ts'
import { place, place6, scriptedRouter } from '../router/scripted-router.ts'

const hex = (text: string) => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'))
const request: NatPmpRequest = { internal: 61_225, external: 25, leaseS: 3600 }
const deletion: NatPmpRequest = { internal: 61_225, external: 25, leaseS: 0 }

// Laid out by hand after the figures of RFC 6886 §3.2 and §3.3: epoch 123456 s; 61225 -> 25 for 3600 s.
const address = hex('00 80 0000 0001e240 cb007107')
const mapped = hex('00 82 0000 0001e240 ef29 0019 00000e10')

const port = fc.integer({ min: 1, max: 0xffff })
const u32 = fc.integer({ min: 0, max: 0xffff_ffff })
const asks = fc.record({ internal: port, external: fc.integer({ min: 0, max: 0xffff }), leaseS: u32 })

/** What a router says to a mapping request; the layout is written down here a second time. */
function mappingReply(fields: {
  result?: number
  epochS?: number
  internal?: number
  external?: number
  leaseS?: number
}) {
  const { result = 0, epochS = 1, internal = 61_225, external = 25, leaseS = 3600 } = fields
  const reply = Buffer.alloc(16)
  reply[1] = 130
  reply.writeUInt16BE(result, 2)
  reply.writeUInt32BE(epochS, 4)
  reply.writeUInt16BE(internal, 8)
  reply.writeUInt16BE(external, 10)
  reply.writeUInt32BE(leaseS, 12)
  return new Uint8Array(reply)
}

describe('NAT-PMP, the address outside', () => {
  it('is asked for in two bytes', () => expect(encodeExternalAddressRequest()).toEqual(hex('00 00')))

  it.each([
    ['the address', address, { result: 0, epochS: 123_456, external: '203.0.113.7' }],
    ['no uplink', hex('00 80 0000 00000001 00000000'), { result: 0, epochS: 1 }],
    ['an error, whose address says nothing', hex('00 80 0003 00000001 cb007107'), { result: 3, epochS: 1 }],
    ['an error in a header', hex('00 80 0002 ffffffff'), { result: 2, epochS: 4_294_967_295 }],
  ])('is told: %s', (_, reply, expected) => {
    expect(decodeExternalAddressReply(reply)).toEqual(success({ kind: 'answers', ...expected }))
  })

  it.each([
    ['nothing', ''],
    ['a request', '00 00'],
    ['the reply to a mapping', '00 82 0000 0001e240 ef29 0019 00000e10'],
    ['a success without an address', '00 80 0000 0001e240'],
    ['a success that is too long', '00 80 0000 0001e240 cb007107 00'],
    ['an error that is too long', '00 80 0003 0001e240 cb007107 00'],
    ['another version', '01 80 0000 0001e240 cb007107'],
  ])('is not believed from %s', (_, reply) => {
    expect(decodeExternalAddressReply(hex(reply))).toMatchObject({ ok: false, failure: 'malformed' })
  })

  it('is not to be had where PCP alone is spoken', () => {
    const unsupported = hex(`02 80 00 01 ${'00'.repeat(20)}`)
    expect(decodeExternalAddressReply(unsupported)).toMatchObject({ ok: false, failure: 'unsupported' })
  })
})

describe('NAT-PMP, a mapping', () => {
  it('is asked for, of TCP', () => {
    expect(encodeMappingRequest(request)).toEqual(hex('00 02 0000 ef29 0019 00000e10'))
  })

  it('is deleted without the suggestion of a port (RFC 6886 §3.4)', () => {
    expect(encodeMappingRequest(deletion)).toEqual(hex('00 02 0000 ef29 0000 00000000'))
  })

  it.each([
    [{ internal: 0 }],
    [{ internal: 65_536 }],
    [{ external: -1 }],
    [{ external: 1.5 }],
    [{ leaseS: Number.NaN }],
    [{ leaseS: 2 ** 32 }],
  ])('of %o is a bug, and nothing is sent', async (wrong) => {
    const { line, opened } = scriptedRouter(() => [])
    await expect(mapNatPmp(line, place, { ...request, ...wrong }, 1000)).rejects.toThrow(RangeError)
    expect(opened).toEqual([])
  })

  it.each([
    ['as asked for', mapped, request, { kind: 'mapped', external: 25, leaseS: 3600, epochS: 123_456 }],
    [
      'another port, for a while',
      mappingReply({ external: 1024, leaseS: 120 }),
      request,
      { kind: 'mapped', external: 1024, leaseS: 120, epochS: 1 },
    ],
    [
      'its end',
      mappingReply({ external: 0, leaseS: 0 }),
      deletion,
      { kind: 'mapped', external: 0, leaseS: 0, epochS: 1 },
    ],
    ['a refusal', mappingReply({ result: 2, external: 0 }), request, { kind: 'refused', result: 2, epochS: 1 }],
    ['a refusal in a header', hex('00 82 0005 00000001'), request, { kind: 'refused', result: 5, epochS: 1 }],
  ])('is granted or not: %s', (_, reply, asked, expected) => {
    expect(decodeMappingReply(reply, asked)).toEqual(success(expected))
  })

  it.each([
    ['no port', mappingReply({ external: 0 })],
    ['no time', mappingReply({ leaseS: 0 })],
    ['another internal port', mappingReply({ internal: 61_226 })],
    ['another internal port, refused', mappingReply({ internal: 61_226, result: 2 })],
    ['UDP', hex('00 81 0000 0001e240 ef29 0019 00000e10')],
    ['a header alone', hex('00 82 0000 0001e240')],
  ])('of %s is none', (_, reply) => {
    expect(decodeMappingReply(reply, request)).toMatchObject({ ok: false, failure: 'malformed' })
  })

  it('reads back whatever a router grants', () => {
    fc.assert(
      fc.property(asks, port, u32, u32, (asked, external, leaseS, epochS) => {
        fc.pre(asked.leaseS === 0 || leaseS > 0)
        const reply = mappingReply({ internal: asked.internal, external, leaseS, epochS })
        expect(decodeMappingReply(reply, asked)).toEqual(success({ kind: 'mapped', external, leaseS, epochS }))
      }),
    )
  })

  it('is asked for in fields that hold what was wanted', () => {
    fc.assert(
      fc.property(asks, (asked) => {
        const sent = Buffer.from(encodeMappingRequest(asked))
        expect(sent.readUInt16BE(4)).toBe(asked.internal)
        expect(sent.readUInt16BE(6)).toBe(asked.leaseS === 0 ? 0 : asked.external)
        expect(sent.readUInt32BE(8)).toBe(asked.leaseS)
        expect(sent).toHaveLength(12)
      }),
    )
  })
})

describe('NAT-PMP, whatever arrives', () => {
  const whole = [address, mapped]
  const change = fc.tuple(fc.nat(15), fc.nat(255))
  const forged = fc.tuple(fc.constantFrom(...whole), fc.array(change, { maxLength: 6 })).map(([reply, changes]) => {
    const bytes = Uint8Array.from(reply)
    for (const [at, byte] of changes) bytes[at % bytes.length] = byte
    return bytes
  })

  it('is read or refused, and never thrown about', () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 40 }), forged), asks, (message, asked) => {
        for (const read of [decodeExternalAddressReply(message), decodeMappingReply(message, asked)]) {
          if (!read.ok) expect(['malformed', 'unsupported']).toContain(read.failure)
          else if (read.value.kind === 'mapped' && asked.leaseS > 0) expect(read.value.external).toBeGreaterThan(0)
        }
      }),
    )
  })

  it('is no success once it is cut', () => {
    for (const reply of whole) {
      for (let length = 0; length < reply.length; length += 1) {
        const cut = reply.subarray(0, length)
        expect(decodeExternalAddressReply(cut).ok).toBe(false)
        expect(decodeMappingReply(cut, request).ok).toBe(false)
      }
    }
  })

  it('is not believed of another internal port', () => {
    fc.assert(
      fc.property(asks, port, fc.integer({ min: 0, max: 5 }), (asked, internal, result) => {
        fc.pre(internal !== asked.internal)
        expect(decodeMappingReply(mappingReply({ internal, result }), asked)).toMatchObject({ failure: 'malformed' })
      }),
    )
  })
})

describe('askNatPmp and mapNatPmp', () => {
  const answering = (data: Uint8Array) => scriptedRouter(() => [{ afterMs: 2, data }])

  it('tell what the router says', async () => {
    const asked = answering(address)
    expect(await askNatPmp(asked.line, place, 1000)).toEqual({
      kind: 'answers',
      result: 0,
      external: '203.0.113.7',
      epochS: 123_456,
    })
    expect(asked.requests.map(({ data }) => data)).toEqual([encodeExternalAddressRequest()])
    const mapping = answering(mapped)
    expect(await mapNatPmp(mapping.line, place, request, 1000)).toEqual({
      kind: 'mapped',
      external: 25,
      leaseS: 3600,
      epochS: 123_456,
    })
    expect(mapping.requests.map(({ data }) => data)).toEqual([encodeMappingRequest(request)])
  })

  it('tell silence, refusal and nonsense apart', async () => {
    const silent = scriptedRouter(() => [])
    expect(await askNatPmp(silent.line, place, 1000)).toEqual({ kind: 'absent', failure: 'timed-out' })
    expect(await mapNatPmp(silent.line, place, request, 1000)).toEqual({ kind: 'failed', failure: 'timed-out' })
    const off = scriptedRouter(() => [], { receive: failed('refused') })
    expect(await askNatPmp(off.line, place, 1000)).toEqual({ kind: 'absent', failure: 'refused' })
    const nonsense = answering(Uint8Array.from(Buffer.from('HTTP/1.1 400 Bad Request')))
    expect(await askNatPmp(nonsense.line, place, 1000)).toEqual({ kind: 'broken', failure: 'malformed' })
    expect(await mapNatPmp(nonsense.line, place, request, 1000)).toEqual({ kind: 'failed', failure: 'malformed' })
  })

  it('know IPv4 alone, and ask nobody over IPv6', async () => {
    const { line, opened } = scriptedRouter(() => [])
    expect(await askNatPmp(line, place6, 1000)).toEqual({ kind: 'absent', failure: 'unsupported' })
    expect(await mapNatPmp(line, place6, request, 1000)).toEqual({ kind: 'failed', failure: 'unsupported' })
    expect(opened).toEqual([])
  })
})
