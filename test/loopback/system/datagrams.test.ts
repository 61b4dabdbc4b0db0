import { describe, expect, it } from 'vitest'
import { openLine } from './open-line.ts'
import { valueOf } from './value-of.ts'

const ours = { family: 'v4', address: '127.0.0.1' } as const

describe('datagrams', () => {
  it('are sent and received, with their sender', async () => {
    const line = openLine()
    const [one, two] = [valueOf(await line.datagrams(ours)), valueOf(await line.datagrams(ours))]
    await one.send(two.local, Uint8Array.of(1, 2))
    await one.send(two.local, Uint8Array.of(3))
    expect(valueOf(await two.receive(1000))).toEqual({ from: one.local, data: Uint8Array.of(1, 2) })
    expect(valueOf(await two.receive(1000)).data).toEqual(Uint8Array.of(3))
    expect(await two.receive(20)).toMatchObject({ failure: 'timed-out' })
  })

  it('fail in-use and address-unavailable', async () => {
    const line = openLine()
    const one = valueOf(await line.datagrams(ours))
    expect(await line.datagrams({ ...ours, port: one.local.port })).toMatchObject({ failure: 'in-use' })
    expect(await line.datagrams({ family: 'v4', address: '192.0.2.1' })).toMatchObject({
      failure: 'address-unavailable',
    })
  })

  it('do not cross families', async () => {
    const one = valueOf(await openLine().datagrams(ours))
    const outcome = await one.send({ address: '::1', port: 9 }, Uint8Array.of(1))
    expect(outcome).toMatchObject({ failure: 'network-unreachable' })
  })

  it('with a peer are heard from it alone', async () => {
    const line = openLine()
    const [peer, other] = [valueOf(await line.datagrams(ours)), valueOf(await line.datagrams(ours))]
    const one = valueOf(await line.datagrams({ ...ours, peer: peer.local }))
    await other.send(one.local, Uint8Array.of(1))
    await one.send(peer.local, Uint8Array.of(2))
    expect(valueOf(await peer.receive(1000))).toEqual({ from: one.local, data: Uint8Array.of(2) })
    await peer.send(one.local, Uint8Array.of(3))
    expect(valueOf(await one.receive(1000))).toEqual({ from: peer.local, data: Uint8Array.of(3) })
    expect(await one.receive(20)).toMatchObject({ failure: 'timed-out' })
    expect(await one.send(other.local, Uint8Array.of(4))).toMatchObject({ failure: 'network-unreachable' })
  })

  it.each(['v4', 'v6'] as const)('with a peer tell that nobody listens there (%s)', async (family) => {
    const line = openLine()
    const address = family === 'v4' ? '127.0.0.1' : '::1'
    const gone = valueOf(await line.datagrams({ family, address }))
    const one = valueOf(await line.datagrams({ family, address, peer: gone.local }))
    gone.close()
    await one.send(gone.local, Uint8Array.of(1))
    expect(await one.receive(1000)).toMatchObject({ failure: 'refused' })
    // Once: what was asked later may be answered.
    expect(await one.receive(20)).toMatchObject({ failure: 'timed-out' })
  })

  it('with a peer that cannot be reached are not opened', async () => {
    const peer = { address: '127.0.0.1', port: 9 }
    expect(await openLine().datagrams({ family: 'v6', address: '::1', peer })).toMatchObject({
      failure: 'network-unreachable',
    })
  })

  it('that nobody reads are bounded', async () => {
    const line = openLine()
    const [flooder, victim] = [valueOf(await line.datagrams(ours)), valueOf(await line.datagrams(ours))]
    for (let index = 0; index < 200; index++) await flooder.send(victim.local, Uint8Array.of(index))
    let got = 0
    while ((await victim.receive(50)).ok) got += 1
    expect(got).toBeGreaterThan(0)
    expect(got).toBeLessThanOrEqual(200)
  })

  it('end when they are closed', async () => {
    const one = valueOf(await openLine().datagrams(ours))
    const waiting = one.receive(5000)
    one.close()
    one.close()
    expect(await waiting).toMatchObject({ failure: 'closed' })
    expect(await one.send(one.local, Uint8Array.of(1))).toMatchObject({ failure: 'closed' })
    expect(await one.receive(10)).toMatchObject({ failure: 'closed' })
  })
})
