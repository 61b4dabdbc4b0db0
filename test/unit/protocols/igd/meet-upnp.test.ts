import { describe, expect, it } from 'vitest'
import { failed, success } from '../../../../src/core/failure.ts'
import type { Datagrams, HttpRequest } from '../../../../src/core/line.ts'
import { meetUpnp } from '../../../../src/protocols/igd/meet-upnp.ts'
import { virtualClock } from '../../virtual-clock.ts'
import { gatewayReply, igd1, igd2 } from '../ssdp/reply-fixture.ts'
import { description, firewall1, wanIp1, wanIp2, wanPpp1 } from './description-fixture.ts'
import { type Answer, actionOf, place, scripted } from './scripted-service.ts'
import { soapFault, soapResponse } from './soap-fixture.ts'

interface World {
  /** Replies to the search, each 10 ms after the one before, from the router unless told. */
  readonly replies?: readonly (Uint8Array | { readonly from: string; readonly data: Uint8Array })[]
  /** What is at a path; elsewhere is nothing. */
  readonly at?: Readonly<Record<string, Answer>>
  /** What an action at a path is answered with. */
  readonly acts?: (path: string, action: string) => Answer
  /** How long every request takes; one that times out takes as long as it may. */
  readonly tookMs?: number
}

/** A router of that kind, and all that is asked of it. */
function world({ replies = [], at = {}, acts = connected, tookMs = 20 }: World) {
  const clock = virtualClock()
  const coming = [...replies]
  const socket: Datagrams = {
    local: { address: place.local, port: 50_000 },
    send: async () => success(undefined),
    receive: async (ms) => {
      const next = coming.shift()
      clock.advance(next === undefined ? ms : Math.min(10, ms))
      if (next === undefined) return failed('timed-out')
      const reply = next instanceof Uint8Array ? { from: place.address, data: next } : next
      return success({ from: { address: reply.from, port: 1900 }, data: reply.data })
    },
    close: () => {},
  }
  const answer = (request: HttpRequest): Answer => {
    if (tookMs > (request.ms ?? 0)) return failed('timed-out')
    const { pathname } = new URL(request.url)
    if (request.method === 'POST') return acts(pathname, actionOf(request))
    return at[pathname] ?? { status: 404, body: '' }
  }
  const { line, requests } = scripted(answer, { clock, datagrams: async () => success(socket) })
  const request = async (wanted: HttpRequest) => {
    const startedMs = clock.elapsed()
    const ended = await line.request(wanted)
    const took = !ended.ok && ended.failure === 'timed-out' ? (wanted.ms ?? 0) : tookMs
    // Several at once take no longer than one.
    clock.advance(Math.max(0, startedMs + took - clock.elapsed()))
    return ended
  }
  return { line: { ...line, request }, requests, clock }
}

function connected(_: string, action: string): Answer {
  return action === 'GetStatusInfo'
    ? soapResponse(action, { NewConnectionStatus: 'Connected', NewLastConnectionError: 'ERROR_NONE', NewUptime: 1 })
    : soapResponse(action, { NewExternalIPAddress: '25.203.113.7' })
}

const root = 'http://192.168.1.1:5000/rootDesc.xml'
const reply = gatewayReply(root)
const one = description({ manufacturer: 'Debian', modelName: 'Debian router', services: [[wanIp1, '/ctl/IPConn']] })
const igd = {
  wan: { url: 'http://192.168.1.1:5000/ctl/IPConn', type: wanIp1 },
  model: 'Debian router',
  external: '25.203.113.7',
  status: 'Connected',
}

async function met(given: World, ms = 1000) {
  const { line, requests, clock } = world(given)
  const meeting = await meetUpnp(line, place, ms)
  // Whatever the world is: the router alone, within the time.
  expect(new Set(requests.map(({ address }) => address ?? 'by name'))).toEqual(
    new Set(requests.map(() => place.address)),
  )
  expect(clock.elapsed()).toBeLessThanOrEqual(ms)
  return { meeting, requests }
}

describe('meetUpnp', () => {
  it('finds a router and what it says of itself', async () => {
    const { meeting, requests } = await met({ replies: [reply], at: { '/rootDesc.xml': one } })
    expect(meeting).toEqual({ kind: 'found', igd })
    expect(requests[0]).toMatchObject({ method: 'GET', url: root, from: place.local, maxBytes: 262_144 })
    expect(requests.slice(1).map(actionOf)).toEqual(['GetExternalIPAddress', 'GetStatusInfo'])
  })

  it('finds the firewall of IGD:2', async () => {
    const two = description({
      version: 2,
      services: [
        [wanIp2, '/ctl/IPConn'],
        [firewall1, '/ctl/IP6FCtl'],
      ],
    })
    const { meeting } = await met({ replies: [gatewayReply(root, igd2)], at: { '/rootDesc.xml': two } })
    expect(meeting).toMatchObject({
      igd: { wan: { type: wanIp2 }, firewall: { url: 'http://192.168.1.1:5000/ctl/IP6FCtl', type: firewall1 } },
    })
  })

  it('takes the way out that is connected, and asks four at most', async () => {
    const paths = ['/a', '/b', '/c', '/d', '/e']
    const many = description({ services: paths.map((path) => [path === '/c' ? wanPpp1 : wanIp1, path]) })
    const acts = (path: string, action: string) =>
      path === '/b' ? connected(path, action) : soapResponse(action, { NewConnectionStatus: 'Disconnected' })
    const { meeting, requests } = await met({ replies: [reply], at: { '/rootDesc.xml': many }, acts })
    expect(meeting).toMatchObject({ igd: { wan: { url: 'http://192.168.1.1:5000/b' } } })
    expect(requests.filter(({ method }) => method === 'POST')).toHaveLength(8)
  })

  it('takes "not connected" and a fault for data', async () => {
    const acts = (_: string, action: string): Answer =>
      action === 'GetStatusInfo'
        ? soapResponse(action, { NewConnectionStatus: 'Disconnected' })
        : { status: 500, body: soapFault(501) }
    const { meeting } = await met({ replies: [reply], at: { '/rootDesc.xml': one }, acts })
    expect(meeting).toEqual({
      kind: 'found',
      igd: { wan: igd.wan, model: igd.model, externalError: 501, status: 'Disconnected' },
    })
  })

  it.each<[string, World]>([
    ['nobody answers', {}],
    ['a television answers', { replies: [gatewayReply(root, 'urn:schemas-upnp-org:device:MediaRenderer:1')] }],
    [
      'the router has a music server alone',
      { replies: [gatewayReply(root, 'upnp:rootdevice')], at: { '/rootDesc.xml': description({ services: [] }) } },
    ],
    [
      'another gateway in the house answers',
      { replies: [{ from: '192.168.1.2', data: gatewayReply('http://192.168.1.2:5000/x', igd2) }] },
    ],
  ])('is absent where %s', async (_, given) => {
    expect((await met(given)).meeting).toEqual({ kind: 'absent' })
  })

  it.each<[string, Answer, object]>([
    ['refuses', failed('refused'), { why: 'no-description', failure: 'refused' }],
    ['drips', failed('timed-out'), { why: 'no-description', failure: 'timed-out' }],
    ['never ends', failed('too-much'), { why: 'no-description', failure: 'too-much' }],
    ['is not there', { status: 404, body: one }, { why: 'no-description', failure: 'malformed' }],
    ['is elsewhere', { status: 302, body: '' }, { why: 'no-description', failure: 'malformed' }],
    ['is empty', '', { why: 'not-a-description' }],
    ['is a login page', '<!DOCTYPE html><html><body>Log in</body></html>', { why: 'not-a-description' }],
    ['is cut off', one.slice(0, 700), { why: 'not-a-description' }],
    ['has no service', description({ services: [] }), { why: 'no-wan-service' }],
  ])('is broken where the description %s', async (_, answer, expected) => {
    const { meeting } = await met({ replies: [reply], at: { '/rootDesc.xml': answer } })
    expect(meeting).toEqual({ kind: 'broken', ...expected })
  })

  it.each<[string, Answer, string]>([
    ['is silent', failed('timed-out'), 'timed-out'],
    ['sends everybody elsewhere', { status: 302, body: '' }, 'malformed'],
    ['says nothing', '', 'malformed'],
  ])('is broken where the service %s', async (_, answer, failure) => {
    const { meeting } = await met({ replies: [reply], at: { '/rootDesc.xml': one }, acts: () => answer })
    expect(meeting).toEqual({ kind: 'broken', why: 'no-answer', failure })
  })

  it('tries the next place where the first is of no use, and leaves it time', async () => {
    const replies = [gatewayReply('http://192.168.1.1:49000/igd2desc.xml', igd2), gatewayReply(root, igd1)]
    for (const bad of ['', failed('timed-out'), description({ services: [] })] as const) {
      const { meeting } = await met({ replies, at: { '/igd2desc.xml': bad, '/rootDesc.xml': one } })
      expect(meeting).toEqual({ kind: 'found', igd })
    }
    const { meeting } = await met({ replies, at: { '/rootDesc.xml': '' } })
    expect(meeting).toEqual({ kind: 'broken', why: 'no-description', failure: 'malformed' })
  })

  it('finds a router by what only its root device says (Sagemcom)', async () => {
    const { meeting } = await met({ replies: [gatewayReply(root, 'upnp:rootdevice')], at: { '/rootDesc.xml': one } })
    expect(meeting).toEqual({ kind: 'found', igd })
  })

  it('finds the router by what names another host, at the router', async () => {
    const replies = [{ from: '192.168.1.254', data: gatewayReply('http://203.0.113.7:5000/rootDesc.xml') }]
    expect((await met({ replies, at: { '/rootDesc.xml': one } })).meeting).toEqual({ kind: 'found', igd })
  })

  it('keeps to its time with a slow router', async () => {
    for (const tookMs of [100, 250, 400, 5000]) {
      const { meeting } = await met({ replies: [reply], at: { '/rootDesc.xml': one }, tookMs })
      expect(meeting.kind).toBe(tookMs <= 400 ? 'found' : 'broken')
    }
  })

  it('does not meet anybody over IPv6, or without a socket', async () => {
    const { line, requests } = world({ replies: [reply], at: { '/rootDesc.xml': one } })
    const v6 = { family: 'v6', address: 'fe80::1%eth0', local: 'fe80::2%eth0' } as const
    expect(await meetUpnp(line, v6, 1000)).toEqual({ kind: 'absent' })
    const deaf = { ...line, datagrams: async () => failed('not-permitted') }
    expect(await meetUpnp(deaf, place, 1000)).toEqual({ kind: 'absent' })
    expect(requests).toEqual([])
  })
})
