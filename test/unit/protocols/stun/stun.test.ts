import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { failed, type Outcome, success } from '../../../../src/core/failure.ts'
import type { Datagram, Datagrams, Endpoint } from '../../../../src/core/line.ts'
import { canonical } from '../../../../src/protocols/addresses.ts'
import { askStun } from '../../../../src/protocols/stun/ask-stun.ts'
import { decodeBindingReply, encodeBindingRequest } from '../../../../src/protocols/stun/binding.ts'
import { addressBytes } from '../../../../src/wire/address.ts'
import { silentLine } from '../../silent-line.ts'
import { virtualClock } from '../../virtual-clock.ts'

const transaction = Uint8Array.from({ length: 12 }, (_, index) => index)
const cookie = [0x21, 0x12, 0xa4, 0x42]

function attribute(type: number, value: readonly number[]): number[] {
  const padding = new Array<number>((4 - (value.length % 4)) % 4).fill(0)
  return [type >> 8, type & 255, value.length >> 8, value.length & 255, ...value, ...padding]
}

function addressValue({ address, port }: Endpoint, mask: readonly number[] = []): number[] {
  const bytes = [port >> 8, port & 255, ...(addressBytes(address) ?? [])]
  const family = bytes.length === 6 ? 1 : 2
  const masks = [mask[0] ?? 0, mask[1] ?? 0, ...mask]
  return [0, family, ...bytes.map((byte, index) => byte ^ (masks[index] ?? 0))]
}

function message(attributes: readonly number[], type = 0x0101, id: Uint8Array = transaction): Uint8Array {
  return Uint8Array.from([
    type >> 8,
    type & 255,
    attributes.length >> 8,
    attributes.length & 255,
    ...cookie,
    ...id,
    ...attributes,
  ])
}

const xored = (endpoint: Endpoint, id: Uint8Array = transaction) =>
  attribute(0x0020, addressValue(endpoint, [...cookie, ...id]))
const seen: Endpoint = { address: '203.0.113.7', port: 40_000 }

describe('the binding codec', () => {
  it('asks in twenty bytes', () => {
    expect([...encodeBindingRequest(transaction)]).toEqual([0, 1, 0, 0, ...cookie, ...transaction])
  })

  it('reads the IPv4 and IPv6 test vectors of RFC 5769 §2.2 and §2.3', () => {
    const id = Uint8Array.from(Buffer.from('b7e7a701bc34d686fa87dfae', 'hex'))
    const v4 = attribute(0x0020, [...Buffer.from('0001a147e112a643', 'hex')])
    expect(decodeBindingReply(message(v4, 0x0101, id), id)).toEqual(success({ address: '192.0.2.1', port: 32_853 }))
    const v6 = attribute(0x0020, [...Buffer.from('0002a1470113a9faa5d3f179bc25f4b5bed2b9d9', 'hex')])
    expect(decodeBindingReply(message(v6, 0x0101, id), id)).toEqual(
      success({ address: '2001:db8:1234:5678:11:2233:4455:6677', port: 32_853 }),
    )
  })

  it('reads every address back, XORed or plain', () => {
    const endpoint = fc.record({ address: fc.oneof(fc.ipV4(), fc.ipV6()), port: fc.integer({ min: 1, max: 65_535 }) })
    fc.assert(
      fc.property(endpoint, fc.uint8Array({ minLength: 12, maxLength: 12 }), (given, id) => {
        const plain = { address: canonical(given.address) ?? '', port: given.port }
        expect(decodeBindingReply(message(xored(plain, id), 0x0101, id), id)).toEqual(success(plain))
        expect(decodeBindingReply(message(attribute(1, addressValue(plain)), 0x0101, id), id)).toEqual(success(plain))
      }),
    )
  })

  it('prefers the address that no router can have rewritten', () => {
    const rewritten = attribute(1, addressValue({ address: '192.168.1.10', port: 40_000 }))
    expect(decodeBindingReply(message([...rewritten, ...xored(seen)]), transaction)).toEqual(success(seen))
  })

  it('passes over what may be passed over', () => {
    const software = attribute(0x8022, [...Buffer.from('coturn')])
    expect(
      decodeBindingReply(message([...software, ...xored(seen), ...xored({ ...seen, port: 1 })]), transaction),
    ).toEqual(success(seen))
  })

  it('tells an error of the server', () => {
    const error = message(attribute(9, [0, 0, 4, 1]), 0x0111)
    expect(decodeBindingReply(error, transaction)).toMatchObject({ failure: 'refused', detail: 'STUN error 401' })
  })

  it.each([
    ['nothing', new Uint8Array(0)],
    ['a request', encodeBindingRequest(transaction)],
    ['another transaction', message(xored(seen), 0x0101, new Uint8Array(12))],
    ['no address', message([])],
    ['an unknown attribute that must be understood', message([...attribute(0x7fff, []), ...xored(seen)])],
    ['an unknown family', message(attribute(0x0020, [0, 3, 0, 1, 0, 0, 0, 0]))],
    ['an address of the wrong length', message(attribute(0x0020, [0, 2, 0, 1, 0, 0, 0, 0]))],
    ['an attribute beyond the end', message([0, 0x20, 0, 200, 1, 2, 3, 4])],
    ['an odd length', message([...xored(seen), 0, 0])],
    ['megabytes', new Uint8Array(1_000_000)],
  ])('refuses %s', (_, bytes) => {
    expect(decodeBindingReply(bytes, transaction)).toMatchObject({ ok: false, failure: 'malformed' })
  })

  it('refuses every truncation', () => {
    const whole = message(xored(seen))
    for (let length = 0; length < whole.length; length += 1) {
      expect(decodeBindingReply(whole.subarray(0, length), transaction).ok).toBe(false)
    }
  })

  it('never throws, whatever bytes change', () => {
    const whole = message([...attribute(0x8022, [1, 2, 3]), ...xored(seen)])
    const change = fc.tuple(fc.nat(whole.length - 1), fc.nat(255))
    fc.assert(
      fc.property(fc.array(change, { maxLength: 6 }), (changes) => {
        const forged = Uint8Array.from(whole)
        for (const [at, byte] of changes) forged[at] = byte
        const read = decodeBindingReply(forged, transaction)
        if (read.ok) expect(canonical(read.value.address)).toBe(read.value.address)
      }),
    )
  })
})

describe('askStun', () => {
  const server: Endpoint = { address: '198.51.100.3', port: 3478 }
  const id = new Uint8Array(12).fill(7)
  const right: Datagram = { from: server, data: message(xored(seen, id), 0x0101, id) }

  /** A server that answers after so many requests with these datagrams, one each millisecond. */
  function world(afterRequests: number, datagrams: readonly Datagram[], send: Outcome<void> = success(undefined)) {
    const clock = virtualClock()
    const queue = [...datagrams]
    const state = { sentAt: [] as number[], closed: 0 }
    const socket: Datagrams = {
      local: { address: '0.0.0.0', port: 50_000 },
      send: async () => {
        state.sentAt.push(clock.elapsed())
        return send
      },
      receive: async (ms) => {
        const next = state.sentAt.length >= afterRequests ? queue.shift() : undefined
        clock.advance(next === undefined ? ms : 1)
        return next === undefined ? failed('timed-out') : success(next)
      },
      close: () => {
        state.closed += 1
      },
    }
    return { line: silentLine({ clock, datagrams: async () => success(socket) }), clock, state }
  }

  it('tells what the server saw', async () => {
    const { line, state } = world(1, [right])
    expect(await askStun(line, server, 'v4')).toEqual(
      success({ mapped: seen, local: { address: '0.0.0.0', port: 50_000 } }),
    )
    expect(state).toEqual({ sentAt: [0], closed: 1 })
  })

  it('asks again at 0.5 and 1.5 s, and gives up after 2 s', async () => {
    const late = world(3, [right])
    expect((await askStun(late.line, server, 'v4')).ok).toBe(true)
    const silent = world(9, [])
    expect(await askStun(silent.line, server, 'v4')).toMatchObject({ failure: 'timed-out' })
    expect(silent.state).toEqual({ sentAt: [0, 500, 1500], closed: 1 })
    expect(silent.clock.elapsed()).toBe(2000)
  })

  it('waits on through strangers, other transactions and garbage', async () => {
    const strangers: Datagram[] = [
      { ...right, from: { ...server, port: 3479 } },
      { ...right, from: { address: '198.51.100.4', port: 3478 } },
      { from: server, data: message(xored(seen), 0x0101) },
      { from: server, data: new Uint8Array(3) },
    ]
    expect((await askStun(world(1, [...strangers, right]).line, server, 'v4')).ok).toBe(true)
    expect(await askStun(world(1, strangers.slice(0, 2)).line, server, 'v4')).toMatchObject({ failure: 'timed-out' })
    expect(await askStun(world(1, strangers).line, server, 'v4')).toMatchObject({ failure: 'malformed' })
  })

  it('is not kept busy by a flood', async () => {
    const flood = Array.from({ length: 1000 }, () => ({
      from: { address: '198.51.100.66', port: 1 },
      data: right.data,
    }))
    expect(await askStun(world(1, flood).line, server, 'v4')).toMatchObject({ failure: 'too-much' })
  })

  it('believes no address of the other family, and passes failures on', async () => {
    const v6: Datagram = { from: server, data: message(xored({ address: '2001:db8::1', port: 1 }, id), 0x0101, id) }
    expect(await askStun(world(1, [v6]).line, server, 'v4')).toMatchObject({ failure: 'malformed' })
    const cut = world(1, [right], failed('network-unreachable'))
    expect(await askStun(cut.line, server, 'v4')).toMatchObject({ failure: 'network-unreachable' })
    expect(cut.state.closed).toBe(1)
    expect(await askStun(silentLine(), server, 'v4')).toMatchObject({ failure: 'network-unreachable' })
  })
})
