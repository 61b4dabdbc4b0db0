import { setMaxListeners } from 'node:events'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { RouterChange } from '../../../src/core/journal.ts'
import type { Line } from '../../../src/core/line.ts'
import { hosts, ports } from '../../../src/demo/addresses.ts'
import type { LineSpec } from '../../../src/demo/scenario.ts'
import { openWorld, type World } from '../../../src/demo/world.ts'
import { addPinhole } from '../../../src/protocols/igd/ipv6-firewall.ts'
import { meetUpnp } from '../../../src/protocols/igd/meet-upnp.ts'
import { addPortMapping } from '../../../src/protocols/igd/port-mapping.ts'
import { askNatPmp } from '../../../src/protocols/natpmp/ask-nat-pmp.ts'
import { mapNatPmp } from '../../../src/protocols/natpmp/map-nat-pmp.ts'
import { askPcp } from '../../../src/protocols/pcp/ask-pcp.ts'
import { mapPcp } from '../../../src/protocols/pcp/map-pcp.ts'
import { dialBack } from '../../../src/protocols/probe/dial-back.ts'
import { listenForProbe } from '../../../src/protocols/probe/listen-for-probe.ts'
import { openSession } from '../../../src/protocols/probe/open-session.ts'
import type { RouterPlace } from '../../../src/protocols/router/router-place.ts'
import { standInPort } from '../../../src/protocols/router/stand-in-port.ts'
import type { MailPort } from '../../../src/wire/mail-port.ts'
import { readNonce } from '../../../src/wire/proof.ts'
import { valueOf } from '../system/value-of.ts'
import { hasV6 } from './router-asked.ts'

const never = new AbortController().signal
setMaxListeners(0, never)

const place: RouterPlace = { family: 'v4', address: '192.168.1.1', local: '192.168.1.10' }
const placeV6: RouterPlace = { family: 'v6', address: '2a25:203:113:1::1', local: '2a25:203:113:1::10' }
const ownAddress = '25.203.113.7'
const routerEndpoints = /^(192\.168\.1\.1:(1900|5000|5351)|239\.255\.255\.250:1900)$/
/** Long enough for what is there, short enough for what is not. */
const ms = 400

async function world(spec: LineSpec): Promise<World> {
  const opened = await openWorld(spec, never)
  onTestFinished(() => opened.close())
  return opened
}

async function mapped(line: Line, external: number, internal: number) {
  return mapNatPmp(line, place, { internal, external, leaseS: 120 }, ms)
}

/** What the real probe comes to on a port that leads to `at`, and whether it arrived here. */
async function dialledBack({ line, asked }: World, port: MailPort, at: number, family: 'v4' | 'v6' = 'v4') {
  const host = family === 'v4' ? hosts.probe.v4 : `[${hosts.probe.v6}]`
  const probe = { url: `https://${host}:${ports.api}`, pins: asked.probes[0]?.pins ?? [] }
  const session = await openSession(line, probe, family)
  if (session.kind !== 'session') throw new Error(session.kind)
  const nonce = readNonce(session.open.session.nonce)
  if (nonce === undefined) throw new Error('no nonce')
  const listener = valueOf(await listenForProbe(line, { family, port, at, nonce }))
  const outcome = await dialBack(line, session.open, { [port]: 'listener' })
  const arrived = listener.arrivals().some(({ proved }) => proved)
  await listener.close()
  if (outcome.kind !== 'done') throw new Error(outcome.kind)
  return { result: outcome.ports[port]?.result, arrived }
}

describe('the router of a scripted line', () => {
  it.each([
    [{}, 'absent', 'absent', 'absent'],
    [{ upnp: 'igd1' }, 'found', 'absent', 'absent'],
    [{ upnp: 'igd2', natpmp: 'on', pcp: 'on' }, 'found', 'answers', 'answers'],
    [{ upnp: 'html', natpmp: 'off' }, 'not-a-description', 'answers', 'absent'],
    [{ upnp: 'no-service', natpmp: 'garbage' }, 'no-wan-service', 'broken', 'absent'],
    [{ upnp: 'deaf', pcp: 'mismatch' }, 'no-answer', 'absent', 'answers'],
    [{ pcp: 'garbage' }, 'absent', 'absent', 'broken'],
  ] as const)('is met by the agent, and nobody else is: %j', async (router, upnp, natpmp, pcp) => {
    const { line, reached } = await world({ router })
    const met = await meetUpnp(line, place, ms)
    expect(met.kind === 'broken' ? met.why : met.kind).toBe(upnp)
    expect((await askNatPmp(line, place, ms)).kind).toBe(natpmp)
    expect((await askPcp(line, place, ms)).kind).toBe(pcp)
    expect([...reached].filter((each) => !routerEndpoints.test(each))).toEqual([])
  })

  it('tells what it has outside', async () => {
    const outside = async (spec: LineSpec) => {
      const { line } = await world({ ...spec, router: { upnp: 'igd1', natpmp: 'on', ...spec.router } })
      const met = await meetUpnp(line, place, ms)
      const answer = await askNatPmp(line, place, ms)
      return [met.kind === 'found' && met.igd.external, answer.kind === 'answers' && answer.external]
    }
    expect(await outside({})).toEqual([ownAddress, ownAddress])
    expect(await outside({ uplink: 'carrier' })).toEqual(['100.64.1.7', '100.64.1.7'])
    expect(await outside({ router: { wan: 'none' } })).toEqual([undefined, undefined])
  })

  it('is not there where the machine has no router', async () => {
    const { line } = await world({ uplink: 'direct', router: { upnp: 'igd1', natpmp: 'on' } })
    expect(await meetUpnp(line, place, ms)).toEqual({ kind: 'absent' })
    expect(await askNatPmp(line, place, ms)).toMatchObject({ failure: 'network-unreachable' })
  })

  it('opens a port for the length of a mapping: whoever comes in meets what stands in for it', async () => {
    const opened = await world({ forwards: [], router: { natpmp: 'on' } })
    expect(await dialledBack(opened, 25, standInPort(25))).toEqual({ result: 'timed-out', arrived: false })
    expect(await mapped(opened.line, 25, standInPort(25))).toMatchObject({ kind: 'mapped', external: 25 })
    expect(await dialledBack(opened, 25, standInPort(25))).toEqual({ result: 'open-proved', arrived: true })
    // The mapping leads nowhere else.
    expect(await dialledBack(opened, 25, 25)).toEqual({ result: 'refused', arrived: false })
    await mapNatPmp(opened.line, place, { internal: standInPort(25), external: 0, leaseS: 0 }, ms)
    expect(opened.router.table()).toEqual([])
    expect(await dialledBack(opened, 25, standInPort(25))).toEqual({ result: 'timed-out', arrived: false })
  })

  it.each([
    [{ blocksIn: [25] }, 25, 'timed-out'],
    [{ blocksIn: [25] }, 465, 'open-proved'],
    [{ blocksIn: 'low-ports' }, 993, 'timed-out'],
    [{ router: { natpmp: 'on', lies: 'forwards-nothing' } }, 25, 'timed-out'],
  ] as const)('does not open what others keep shut: %j, port %i', async (spec, port, result) => {
    const opened = await world({ forwards: [], router: { natpmp: 'on' }, ...spec })
    await mapped(opened.line, port, standInPort(port))
    expect((await dialledBack(opened, port, standInPort(port))).result).toBe(result)
  })

  it('leads a port to a neighbour, who answers', async () => {
    const opened = await world({ forwards: [], router: { upnp: 'igd1', has: [{ external: 25, to: 'neighbour' }] } })
    expect(await dialledBack(opened, 25, 25)).toEqual({ result: 'open-other', arrived: false })
    const met = await meetUpnp(opened.line, place, ms)
    if (met.kind !== 'found') throw new Error(met.kind)
    const wanted = {
      external: 25,
      internal: { address: place.local, port: standInPort(25) },
      leaseS: 120,
      description: 'test',
    }
    expect(await addPortMapping(opened.line, place, met.igd.wan, wanted)).toMatchObject({ kind: 'fault', code: 718 })
  })

  it.skipIf(!hasV6)('lets in over IPv6 what it is asked to, in UPnP as in PCP', async () => {
    const router = { upnp: 'igd2', pcp: 'on', pinholes: 'on' } as const
    const opened = await world({ v6: 'firewalled', router })
    const { line } = opened
    expect((await dialledBack(opened, 25, 25, 'v6')).result).toBe('timed-out')
    const met = await meetUpnp(line, place, ms)
    if (met.kind !== 'found' || met.igd.firewall === undefined) throw new Error('no firewall')
    const internal = { address: placeV6.local, port: 25 }
    expect((await addPinhole(line, placeV6, met.igd.firewall, { internal, leaseS: 120 })).kind).toBe('done')
    const request = { internal: 465, external: 465, leaseS: 120, nonce: new Uint8Array(12), preferFailure: true }
    expect(await mapPcp(line, placeV6, request, ms)).toMatchObject({ kind: 'mapped', address: placeV6.local })
    expect((await dialledBack(opened, 25, 25, 'v6')).result).toBe('open-proved')
    expect((await dialledBack(opened, 465, 465, 'v6')).result).toBe('open-proved')
    expect((await dialledBack(opened, 993, 993, 'v6')).result).toBe('timed-out')
  })
})

describe('the public address of a scripted line, dialled from within', () => {
  async function dialled(spec: LineSpec, address = ownAddress) {
    const { line } = await world(spec)
    let caller = ''
    const listener = valueOf(
      await line.listen({ family: 'v4', port: 25 }, async (conversation) => {
        caller = conversation.remote.address
        await conversation.write('220 this machine\r\n')
      }),
    )
    const conversation = await line.dial({ address, port: 25 })
    if (!conversation.ok) return conversation.failure
    const greeting = valueOf(await conversation.value.readLine())
    await listener.close()
    return `${greeting} ${caller}`.trimEnd()
  }

  it.each([
    [{}, '220 this machine 192.168.1.1'],
    [{ hairpin: 'fails' }, 'refused'],
    [{ hairpin: 'router-answers' }, '220 router.home.test ESMTP'],
    [{ forwards: [] }, 'refused'],
    [{ forwards: [], hairpin: 'router-answers' }, 'refused'],
    [{ uplink: 'direct' }, '220 this machine 25.203.113.7'],
    [{ uplink: 'dead' }, 'network-unreachable'],
    // A provider's block lies outside.
    [{ blocksIn: 'low-ports' }, '220 this machine 192.168.1.1'],
  ] as const)('%j', async (spec, met) => {
    expect(await dialled(spec)).toBe(met)
  })

  it('is the carrier’s where several share it', async () => {
    expect(await dialled({ uplink: 'carrier' }, '25.203.113.99')).toBe('timed-out')
  })

  it('leads through a mapping', async () => {
    const { line } = await world({ forwards: [], router: { natpmp: 'on' } })
    await mapped(line, 25, standInPort(25))
    const listener = valueOf(
      await line.listen(
        { family: 'v4', port: standInPort(25) },
        async (caller) => void (await caller.write('220 it\r\n')),
      ),
    )
    const conversation = valueOf(await line.dial({ address: ownAddress, port: 25 }))
    expect(await conversation.readLine()).toEqual({ ok: true, value: '220 it' })
    await listener.close()
  })
})

describe('the journal of a scripted line', () => {
  const change: RouterChange = {
    at: '2026-01-01T00:00:00.000Z',
    router: place.address,
    speech: 'natpmp',
    kind: 'mapping',
    family: 'v4',
    external: 25,
    internal: { address: place.local, port: standInPort(25) },
    leaseS: 120,
  }

  it('is one for the line and for what takes things back', async () => {
    const { line, undoLine, journal } = await world({})
    const first = valueOf(await line.journal.begin(change))
    const second = valueOf(await line.within(1000).journal.begin({ ...change, external: 465 }))
    valueOf(await undoLine.journal.amend(second, { ...change, external: 465, pinhole: 7 }))
    expect(valueOf(await journal.unended())).toMatchObject([
      { id: first, change: { external: 25 } },
      { id: second, change: { external: 465, pinhole: 7 } },
    ])
    for (const id of [first, second]) valueOf(await undoLine.journal.end(id))
    expect(valueOf(await line.journal.unended())).toEqual([])
    expect(await journal.amend(first, change)).toMatchObject({ ok: false })
  })
})
