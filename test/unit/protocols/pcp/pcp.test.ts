import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { failed, success } from '../../../../src/core/failure.ts'
import { canonical } from '../../../../src/protocols/addresses.ts'
import { decodeAnnounceReply, encodeAnnounceRequest } from '../../../../src/protocols/pcp/announce.ts'
import { askPcp } from '../../../../src/protocols/pcp/ask-pcp.ts'
import { mapPcp } from '../../../../src/protocols/pcp/map-pcp.ts'
import { decodeMappingReply, encodeMappingRequest } from '../../../../src/protocols/pcp/mapping.ts'
import type { PcpRequest } from '../../../../src/protocols/pcp/pcp.ts'
import { place, place6, scriptedRouter } from '../router/scripted-router.ts'
import { mapReply } from './pcp-replies.ts'

const hex = (text: string) => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'))
const nonce = hex('000102030405060708090a0b')
const request: PcpRequest = { internal: 61_225, external: 25, leaseS: 3600, nonce, preferFailure: true }
const deletion: PcpRequest = { ...request, leaseS: 0 }
const zeros = (bytes: number) => '00'.repeat(bytes)

// Laid out by hand after the figures of RFC 6887 §7.1, §7.2, §11.1, §11.2 and §13.2.
const header = `02 01 0000 00000e10 ${zeros(10)}ffff c0a8010a`
const wanted = '000102030405060708090a0b 06 000000 ef29 0019'
const announced = hex(`02 80 00 00 00000000 0001e240 ${zeros(12)}`)
const mapped = hex(`02 81 00 00 00000e10 0001e240 ${zeros(12)} ${wanted} ${zeros(10)}ffff cb007107`)
const natPmpOnly = (opcode: number) => hex(`00 ${(0x80 | opcode).toString(16)} 0001 00000007`)

const port = fc.integer({ min: 1, max: 0xffff })
const u32 = fc.integer({ min: 0, max: 0xffff_ffff })
const nonces = fc.uint8Array({ minLength: 12, maxLength: 12 })
const asks = fc.record({
  internal: port,
  external: fc.integer({ min: 0, max: 0xffff }),
  leaseS: u32,
  nonce: nonces,
  preferFailure: fc.boolean(),
})

describe('PCP, an ANNOUNCE', () => {
  it('says where it is from', () => {
    expect(encodeAnnounceRequest('192.168.1.10')).toEqual(hex(`02 00 0000 00000000 ${zeros(10)}ffff c0a8010a`))
    expect(encodeAnnounceRequest('fe80::a%eth0')).toEqual(hex(`02 00 0000 00000000 fe80 ${zeros(13)} 0a`))
  })

  it.each([
    ['success', announced, { result: 0, epochS: 123_456 }],
    ['a NAT in between', hex(`02 80 00 0c 00000000 ffffffff ${zeros(12)}`), { result: 12, epochS: 4_294_967_295 }],
    ['a server of another version', hex(`03 80 00 01 00000000 00000007 ${zeros(12)}`), { result: 1, epochS: 7 }],
    ['options', hex(`02 80 00 00 00000000 00000007 ${zeros(12)} 80 00 0000`), { result: 0, epochS: 7 }],
  ])('is answered: %s', (_, reply, expected) => {
    expect(decodeAnnounceReply(reply)).toEqual(success({ kind: 'answers', ...expected }))
  })

  it('is answered by what speaks NAT-PMP only', () => {
    expect(decodeAnnounceReply(natPmpOnly(0))).toMatchObject({ ok: false, failure: 'unsupported' })
  })

  it.each([
    ['nothing', ''],
    ['a request', `02 00 0000 00000000 ${zeros(16)}`],
    ['the reply to a MAP', `02 81 00 00 00000000 00000007 ${zeros(12)}`],
    ['a success of another version', `03 80 00 00 00000000 00000007 ${zeros(12)}`],
    ['the address outside, in NAT-PMP', '00 80 0000 0001e240 cb007107'],
    ['a length that no message has', `02 80 00 00 00000000 00000007 ${zeros(13)}`],
    ['more than a message may have', `02 80 00 00 00000000 00000007 ${zeros(1092)}`],
  ])('is not answered by %s', (_, reply) => {
    expect(decodeAnnounceReply(hex(reply))).toMatchObject({ ok: false, failure: 'malformed' })
  })
})

describe('PCP, a MAP', () => {
  it.each([
    ['of that port or none', request, `${header} ${wanted} ${zeros(10)}ffff 00000000 02 00 0000`],
    ['of any port', { ...request, preferFailure: false }, `${header} ${wanted} ${zeros(10)}ffff 00000000`],
    [
      'that prefers nothing',
      { ...request, external: 0 },
      `${header} ${wanted.replace('0019', '0000')} ${zeros(10)}ffff 00000000`,
    ],
    [
      'that deletes, which suggests no port and prefers nothing (RFC 6887 §15.1)',
      deletion,
      `${header} ${wanted} ${zeros(10)}ffff 00000000`.replace('00000e10', zeros(4)).replace('0019', '0000'),
    ],
  ])('is asked for, %s', (_, asked, expected) => {
    expect(encodeMappingRequest('192.168.1.10', asked)).toEqual(hex(expected))
  })

  it('is asked for over IPv6, of any address', () => {
    const sent = Buffer.from(encodeMappingRequest('2001:db8:1:1::10', { ...request, preferFailure: false }))
    expect(sent.subarray(8, 24).toString('hex')).toBe('20010db8000100010000000000000010')
    expect(sent.subarray(44).toString('hex')).toBe(zeros(16))
  })

  it.each([
    [{ internal: 0 }],
    [{ internal: 65_536 }],
    [{ external: 65_536 }],
    [{ leaseS: -1 }],
    [{ leaseS: 2 ** 32 }],
    [{ nonce: new Uint8Array(11) }],
  ])('of %o is a bug, and nothing is sent', async (wrong) => {
    const { line, opened } = scriptedRouter(() => [])
    await expect(mapPcp(line, place, { ...request, ...wrong }, 1000)).rejects.toThrow(RangeError)
    expect(opened).toEqual([])
  })

  const granted = { kind: 'mapped', external: 25, address: '203.0.113.7', leaseS: 3600, epochS: 1 }
  it.each([
    ['as asked for', mapped, request, { ...granted, epochS: 123_456 }],
    ['with its option', mapReply({ nonce, options: [2, 0, 0, 0] }), request, granted],
    [
      'another port, for a while',
      mapReply({ nonce, external: 1024, lifetimeS: 120 }),
      request,
      { ...granted, external: 1024, leaseS: 120 },
    ],
    [
      'a hole in a firewall',
      mapReply({ nonce, address: '2001:db8:1:1::10' }),
      request,
      { ...granted, address: '2001:db8:1:1::10' },
    ],
    [
      'its end',
      mapReply({ nonce, external: 0, lifetimeS: 0, address: '0.0.0.0' }),
      deletion,
      { ...granted, external: 0, leaseS: 0, address: '0.0.0.0' },
    ],
    [
      'a refusal, and for how long',
      mapReply({ nonce, result: 8, lifetimeS: 30, external: 0, address: '100.64.1.7' }),
      request,
      { kind: 'refused', result: 8, lifetimeS: 30, epochS: 1 },
    ],
    [
      'by a server of another version, which cannot read the nonce',
      hex(`01 81 00 01 00000708 00000007 ${zeros(12)}`),
      request,
      { kind: 'refused', result: 1, lifetimeS: 1800, epochS: 7 },
    ],
  ])('is granted or not: %s', (_, reply, asked, expected) => {
    expect(decodeMappingReply(reply, asked)).toEqual(success(expected))
  })

  it.each([
    ['no port', mapReply({ nonce, external: 0 })],
    ['no time', mapReply({ nonce, lifetimeS: 0 })],
    ['another internal port', mapReply({ nonce, internal: 61_226 })],
    ['UDP', mapReply({ nonce, protocol: 17 })],
    ['another nonce, refused', mapReply({ nonce: new Uint8Array(12), result: 2 })],
    ['another version', mapReply({ nonce, version: 1 })],
    ['a header alone', mapped.subarray(0, 24)],
    ['an ANNOUNCE', announced],
  ])('of %s is none', (_, reply) => {
    expect(decodeMappingReply(reply, request)).toMatchObject({ ok: false, failure: 'malformed' })
  })

  it('is not to be had where NAT-PMP alone is spoken', () => {
    expect(decodeMappingReply(natPmpOnly(1), request)).toMatchObject({ ok: false, failure: 'unsupported' })
  })

  it('reads back whatever a router grants', () => {
    const address = fc.oneof(fc.ipV4(), fc.ipV6()).map((text) => canonical(text) ?? '')
    fc.assert(
      fc.property(asks, port, address, u32, u32, (asked, external, outside, lifetimeS, epochS) => {
        fc.pre(asked.leaseS === 0 || lifetimeS > 0)
        const { internal } = asked
        const reply = mapReply({ nonce: asked.nonce, internal, external, address: outside, lifetimeS, epochS })
        const expected = { kind: 'mapped', external, address: outside, leaseS: lifetimeS, epochS } as const
        expect(decodeMappingReply(reply, asked)).toEqual(success(expected))
      }),
    )
  })

  it('is asked for in fields that hold what was wanted', () => {
    fc.assert(
      fc.property(asks, fc.oneof(fc.ipV4(), fc.ipV6()), (asked, local) => {
        const sent = Buffer.from(encodeMappingRequest(local, asked))
        const external = asked.leaseS === 0 ? 0 : asked.external
        expect(sent.readUInt32BE(4)).toBe(asked.leaseS)
        expect(new Uint8Array(sent.subarray(24, 36))).toEqual(asked.nonce)
        expect([sent[36], sent.readUInt16BE(40), sent.readUInt16BE(42)]).toEqual([6, asked.internal, external])
        expect(sent).toHaveLength(asked.preferFailure && external > 0 ? 64 : 60)
      }),
    )
  })
})

describe('PCP, whatever arrives', () => {
  const change = fc.tuple(fc.nat(59), fc.nat(255))
  const forged = fc.array(change, { maxLength: 6 }).map((changes) => {
    const bytes = Uint8Array.from(mapped)
    for (const [at, byte] of changes) bytes[at] = byte
    return bytes
  })

  it('is read or refused, and never thrown about', () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 80 }), forged), (message) => {
        for (const read of [decodeAnnounceReply(message), decodeMappingReply(message, request)]) {
          if (!read.ok) expect(['malformed', 'unsupported']).toContain(read.failure)
          else if (read.value.kind === 'mapped') {
            expect(message.subarray(24, 36)).toEqual(nonce)
            expect(canonical(read.value.address)).toBe(read.value.address)
            expect(Math.min(read.value.external, read.value.leaseS)).toBeGreaterThan(0)
          }
        }
      }),
    )
  })

  it('is no success once it is cut', () => {
    for (let length = 0; length < mapped.length; length += 1)
      expect(decodeMappingReply(mapped.subarray(0, length), request).ok).toBe(false)
    for (let length = 0; length < announced.length; length += 1)
      expect(decodeAnnounceReply(announced.subarray(0, length)).ok).toBe(false)
  })

  it('is not believed with another nonce or internal port', () => {
    fc.assert(
      fc.property(asks, nonces, port, fc.integer({ min: 0, max: 13 }), (asked, other, internal, result) => {
        fc.pre(internal !== asked.internal && Buffer.compare(other, asked.nonce) !== 0)
        const others = mapReply({ nonce: other, internal: asked.internal, result })
        expect(decodeMappingReply(others, asked)).toMatchObject({ failure: 'malformed' })
        const elsewhere = mapReply({ nonce: asked.nonce, internal, result })
        expect(decodeMappingReply(elsewhere, asked)).toMatchObject({ failure: 'malformed' })
      }),
    )
  })
})

describe('askPcp and mapPcp', () => {
  const answering = (data: Uint8Array) => scriptedRouter(() => [{ afterMs: 2, data }])

  it('tell what the router says', async () => {
    const asked = answering(announced)
    expect(await askPcp(asked.line, place, 1000)).toEqual({ kind: 'answers', result: 0, epochS: 123_456 })
    expect(asked.requests.map(({ data }) => data)).toEqual([encodeAnnounceRequest(place.local)])
    const mapping = answering(mapped)
    expect(await mapPcp(mapping.line, place, request, 1000)).toMatchObject({ kind: 'mapped', external: 25 })
    expect(mapping.requests.map(({ data }) => data)).toEqual([encodeMappingRequest(place.local, request)])
  })

  it('speak to a router that has a link-local address', async () => {
    const router = scriptedRouter(() => [{ afterMs: 2, data: mapped }], { at: place6 })
    expect(await mapPcp(router.line, place6, request, 1000)).toMatchObject({ kind: 'mapped' })
    expect(router.opened).toEqual([
      { family: 'v6', address: '2001:db8:1:1::10', peer: { address: 'fe80::1%eth0', port: 5351 } },
    ])
  })

  it('tell silence, refusal, another language and nonsense apart', async () => {
    const silent = scriptedRouter(() => [])
    expect(await askPcp(silent.line, place, 1000)).toEqual({ kind: 'absent', failure: 'timed-out' })
    expect(await mapPcp(silent.line, place, request, 1000)).toEqual({ kind: 'failed', failure: 'timed-out' })
    const off = scriptedRouter(() => [], { receive: failed('refused') })
    expect(await askPcp(off.line, place, 1000)).toEqual({ kind: 'absent', failure: 'refused' })
    const older = scriptedRouter(([, opcode = 0]) => [{ afterMs: 2, data: natPmpOnly(opcode) }])
    expect(await askPcp(older.line, place, 1000)).toEqual({ kind: 'absent', failure: 'unsupported' })
    expect(await mapPcp(older.line, place, request, 1000)).toEqual({ kind: 'failed', failure: 'unsupported' })
    const others = answering(mapReply({ nonce: new Uint8Array(12) }))
    expect(await askPcp(others.line, place, 1000)).toEqual({ kind: 'broken', failure: 'malformed' })
    expect(await mapPcp(others.line, place, request, 1000)).toEqual({ kind: 'failed', failure: 'malformed' })
  })
})
