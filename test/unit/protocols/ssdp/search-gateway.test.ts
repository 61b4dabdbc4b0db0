import { describe, expect, it } from 'vitest'
import { failed, type Outcome, success } from '../../../../src/core/failure.ts'
import type { Datagrams, Endpoint } from '../../../../src/core/line.ts'
import { searchGateway } from '../../../../src/protocols/ssdp/search-gateway.ts'
import { silentLine } from '../../silent-line.ts'
import { virtualClock } from '../../virtual-clock.ts'
import { gatewayReply, igd1, igd2 } from './reply-fixture.ts'

const place = { family: 'v4', address: '192.168.1.1', local: '192.168.1.10' } as const
const router: Endpoint = { address: place.address, port: 1900 }

interface Arrival {
  readonly atMs: number
  readonly data: Uint8Array
  readonly from?: Endpoint
}

/** A network on which these datagrams arrive, each at its time. */
function network(arrivals: readonly Arrival[], send: (to: Endpoint) => Outcome<void> = () => success(undefined)) {
  const clock = virtualClock()
  const coming = [...arrivals].sort((one, other) => one.atMs - other.atMs)
  const sent: { atMs: number; to: string; target: string }[] = []
  const state = { sent, closed: 0, opened: [] as unknown[] }
  const socket: Datagrams = {
    local: { address: place.local, port: 50_000 },
    send: async (to, data) => {
      const target = /^ST: (.*)\r$/m.exec(new TextDecoder().decode(data))?.[1] ?? ''
      sent.push({ atMs: clock.elapsed(), to: to.address, target: target.replace(/.*:device:/, '') })
      return send(to)
    },
    receive: async (ms) => {
      const [next] = coming
      if (next === undefined || next.atMs > clock.elapsed() + ms) {
        clock.advance(ms)
        return failed('timed-out')
      }
      coming.shift()
      clock.advance(Math.max(0, next.atMs - clock.elapsed()))
      return success({ from: next.from ?? router, data: next.data })
    },
    close: () => {
      state.closed += 1
    },
  }
  const line = silentLine({
    clock,
    datagrams: async (options) => {
      state.opened.push(options)
      return success(socket)
    },
  })
  return { line, clock, state }
}

const locations = (found: readonly { location: string }[]) => found.map(({ location }) => location)

describe('searchGateway', () => {
  it('asks the router before the group, from the address towards it', async () => {
    const { line, state } = network([{ atMs: 50, data: gatewayReply('http://192.168.1.1:5000/a') }])
    expect(locations(await searchGateway(line, place, 600))).toEqual(['http://192.168.1.1:5000/a'])
    expect(state.opened).toEqual([{ family: 'v4', address: '192.168.1.10' }])
    expect(state.sent.map(({ to }) => to)).toEqual(['192.168.1.1', '192.168.1.1', '239.255.255.250', '239.255.255.250'])
    expect(state.sent.map(({ target }) => target).slice(0, 2)).toEqual([
      'InternetGatewayDevice:1',
      'InternetGatewayDevice:2',
    ])
    expect(state.closed).toBe(1)
  })

  it('is over soon after the router has answered', async () => {
    const { line, clock } = network([{ atMs: 50, data: gatewayReply('http://192.168.1.1:5000/a') }])
    await searchGateway(line, place, 1800)
    expect(clock.elapsed()).toBe(130)
  })

  it('searches for everything later, and for all again, within its time', async () => {
    const { line, clock, state } = network([])
    expect(await searchGateway(line, place, 600)).toEqual([])
    const rounds = new Map<number, string[]>()
    for (const { atMs, target } of state.sent.filter(({ to }) => to === '192.168.1.1')) {
      rounds.set(atMs, [...(rounds.get(atMs) ?? []), target])
    }
    expect([...rounds]).toEqual([
      [0, ['InternetGatewayDevice:1', 'InternetGatewayDevice:2']],
      [150, ['ssdp:all']],
      [400, ['InternetGatewayDevice:1', 'InternetGatewayDevice:2', 'ssdp:all']],
    ])
    expect(clock.elapsed()).toBe(600)
    expect(state.closed).toBe(1)
  })

  it('keeps to a short time', async () => {
    const { line, clock } = network([])
    await searchGateway(line, place, 100)
    expect(clock.elapsed()).toBe(100)
  })

  it('hears a router that needs the second search', async () => {
    const { line } = network([{ atMs: 500, data: gatewayReply('http://192.168.1.1/late') }])
    expect(locations(await searchGateway(line, place, 600))).toEqual(['http://192.168.1.1/late'])
  })

  it('puts IGD:2 first and tells each place once', async () => {
    const { line } = network([
      { atMs: 10, data: gatewayReply('http://192.168.1.1:49000/igddesc.xml', igd1) },
      { atMs: 12, data: gatewayReply('http://fritz.box:49000/igddesc.xml', igd1) },
      { atMs: 60, data: gatewayReply('http://192.168.1.1:49000/igd2desc.xml', igd2) },
      { atMs: 200, data: gatewayReply('http://192.168.1.1:49000/too-late', igd2) },
    ])
    expect(locations(await searchGateway(line, place, 600))).toEqual([
      'http://192.168.1.1:49000/igd2desc.xml',
      'http://192.168.1.1:49000/igddesc.xml',
    ])
  })

  it('waits on for the router when others are quicker, and puts its word first', async () => {
    const mesh = { address: '192.168.1.2', port: 1900 }
    const { line } = network([
      { atMs: 5, from: mesh, data: gatewayReply('http://192.168.1.2:5000/mesh', igd2) },
      { atMs: 300, data: gatewayReply('http://192.168.1.1:5000/root', igd1) },
    ])
    expect(locations(await searchGateway(line, place, 600))).toEqual([
      'http://192.168.1.1:5000/root',
      'http://192.168.1.1:5000/mesh',
    ])
  })

  it('waits on when the router has named some other device of its own', async () => {
    const { line } = network([
      { atMs: 5, data: gatewayReply('http://192.168.1.1:1990/WFADevice.xml', 'upnp:rootdevice') },
      { atMs: 300, data: gatewayReply('http://192.168.1.1:1900/igd.xml', igd1) },
    ])
    expect(locations(await searchGateway(line, place, 600))).toEqual([
      'http://192.168.1.1:1900/igd.xml',
      'http://192.168.1.1:1990/WFADevice.xml',
    ])
  })

  it('hears nothing in a house of televisions', async () => {
    const television = gatewayReply('http://192.168.1.7:8080/', 'urn:schemas-upnp-org:device:MediaRenderer:1')
    const from = { address: '192.168.1.7', port: 1900 }
    const { line } = network(Array.from({ length: 40 }, (_, index) => ({ atMs: index, from, data: television })))
    expect(await searchGateway(line, place, 600)).toEqual([])
  })

  it('gives three places at most, and is not kept busy by a flood', async () => {
    const flood = (data: (index: number) => Uint8Array) =>
      network(Array.from({ length: 5000 }, (_, index) => ({ atMs: index / 1000, data: data(index) })))
    const many = flood((index) => gatewayReply(`http://192.168.1.1:${1000 + index}/`))
    expect(await searchGateway(many.line, place, 600)).toHaveLength(3)
    expect(many.clock.elapsed()).toBeLessThan(1)
    const noise = flood(() => new Uint8Array(100))
    expect(await searchGateway(noise.line, place, 600)).toEqual([])
    expect(noise.clock.elapsed()).toBeLessThan(1)
  })

  it('does without the group where there is no route for it', async () => {
    const noRoute = (to: Endpoint) =>
      to.address === place.address ? success(undefined) : failed('network-unreachable')
    const { line } = network([{ atMs: 20, data: gatewayReply('http://192.168.1.1/a') }], noRoute)
    expect(locations(await searchGateway(line, place, 600))).toEqual(['http://192.168.1.1/a'])
  })

  it('ends with the line, and without a socket finds nobody', async () => {
    const { line, state } = network([])
    const socket = await line.datagrams({ family: 'v4' })
    if (!socket.ok) throw new Error(socket.failure)
    const cancelled = { ...socket.value, receive: async () => failed('cancelled') }
    expect(await searchGateway({ ...line, datagrams: async () => success(cancelled) }, place, 600)).toEqual([])
    expect(state.closed).toBe(1)
    expect(state.sent).toHaveLength(4)
    expect(await searchGateway(silentLine(), place, 600)).toEqual([])
  })

  it('is not for IPv6', async () => {
    const { line, state } = network([])
    expect(await searchGateway(line, { family: 'v6', address: 'fe80::1%eth0', local: 'fe80::2%eth0' }, 600)).toEqual([])
    expect(state.opened).toEqual([])
  })
})
