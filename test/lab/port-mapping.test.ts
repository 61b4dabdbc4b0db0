import { expect, it, type onTestFailed, vi } from 'vitest'
import { home, provider } from './addresses.ts'
import { heardOn, sayAtHome } from './classic.ts'
import { describeInLab } from './describe-in-lab.ts'
import { natPmpAddress, natPmpMapped } from './natpmpc.ts'
import { pcpAnnounced, pcpMapped } from './pcp-by-hand.ts'
import { raise } from './raise.ts'
import { restartRouter } from './restart-router.ts'
import type { Fault, PortMapping } from './router-spec.ts'
import { routerRules } from './router-rules.ts'
import { closed, deviceFound, externalAddress, holed, listed, mapped, unmapped } from './upnpc.ts'
import type { World } from './world.ts'

/** A port of the machine at home that anybody may listen on. */
const high = 61_225
const here = { address: home.machine, port: high }
const there = { address: home.neighbour, port: high }
const hello = 'hello from home'
const nothing = { mappings: [], pinholes: [] }
const lease = 600

const tcp = (external: number, to: { readonly address: string; readonly port: number }) => ({
  proto: 'tcp',
  external,
  to,
})
const fromOutside = (world: World, port: number) => heardOn(world, 'inet', provider.customer, port)

type WhenFailed = typeof onTestFailed

/** As many as the table of known worlds runs at once. */
vi.setConfig({ maxConcurrency: 3 })

describeInLab('a router that opens ports', () => {
  it.concurrent.for([
    ['igd1', 'InternetGatewayDevice:1'],
    ['igd2', 'InternetGatewayDevice:2'],
  ] as const)('opens one over UPnP as %s, tells of it, and closes it', async ([upnp, device], { onTestFailed }) => {
    await using world = await raise({ portMapping: { upnp, natpmpAndPcp: false } }, onTestFailed)
    expect(await described(world)).toContain(`urn:schemas-upnp-org:device:${device}`)
    // Both answer to a search for the first.
    expect(await deviceFound(world)).toBe('InternetGatewayDevice:1')
    expect(await externalAddress(world)).toBe(provider.customer)
    expect(await routerRules(world)).toEqual(nothing)

    await sayAtHome(world, home.machine, high, hello)
    expect(await mapped(world, { external: 25, to: here }, lease)).toBe('done')
    expect(await routerRules(world)).toEqual({ ...nothing, mappings: [tcp(25, here)] })
    expect(await listed(world)).toMatchObject([{ ...tcp(25, here), description: 'lab' }])
    expect(await fromOutside(world, 25)).toBe(hello)

    expect(await unmapped(world, 25)).toBe('done')
    expect(await routerRules(world)).toEqual(nothing)
    expect(await listed(world)).toEqual([])
    expect(await fromOutside(world, 25)).toBe('timed-out')
    expect(await natPmpAddress(world)).toEqual({ failed: 'the gateway does not support nat-pmp' })
    expect(await pcpAnnounced(world)).toBe('refused')
  })

  it.concurrent('opens one over NAT-PMP and PCP alone', async ({ onTestFailed }) => {
    await using world = await raise({ portMapping: { upnp: 'off' } }, onTestFailed)
    expect(await listed(world)).toBeUndefined()
    expect(await natPmpAddress(world)).toEqual({ address: provider.customer })
    expect(await natPmpMapped(world, 25, high, lease)).toMatchObject({
      mapped: { external: 25, internal: high, leaseS: lease },
    })
    expect(await routerRules(world)).toEqual({ ...nothing, mappings: [tcp(25, here)] })
    await natPmpMapped(world, 0, high, 0)
    expect(await routerRules(world)).toEqual(nothing)

    const wanted = { external: 25, internal: high, leaseS: lease, preferFailure: true }
    expect(await pcpAnnounced(world)).toMatchObject({ result: 0 })
    expect(await pcpMapped(world, wanted)).toEqual({ result: 0, leaseS: lease, external: 25 })
    expect(await routerRules(world)).toEqual({ ...nothing, mappings: [tcp(25, here)] })
    expect(await pcpMapped(world, { ...wanted, leaseS: 0 })).toMatchObject({ result: 0, leaseS: 0 })
    expect(await routerRules(world)).toEqual(nothing)
  })

  it.concurrent('has what was opened before; another machine’s port is a conflict, or another port is given', async ({
    onTestFailed,
  }) => {
    const entries = [
      { external: 25, to: 'neighbour' },
      { external: 993, to: 'machine', internal: high },
    ] as const
    await using world = await raise({ neighbour: 'mail', portMapping: { entries } }, onTestFailed)
    const before = await routerRules(world)
    expect(before.mappings).toEqual([tcp(25, { ...there, port: 25 }), tcp(993, here)])
    expect(await listed(world)).toMatchObject([{ leaseS: 0 }, { leaseS: 0 }])
    expect(await fromOutside(world, 25)).toBe('220 neighbour.test ESMTP')

    expect(await mapped(world, { external: 25, to: here }, lease)).toBe(718)
    expect(await routerRules(world)).toEqual(before)
    // Against RFC 6887 §13.2: it gives another port although it was asked not to.
    const wanted = { external: 25, internal: 2525, leaseS: lease, preferFailure: true }
    expect(await pcpMapped(world, wanted)).toMatchObject({ result: 0, external: 26 })
    await pcpMapped(world, { ...wanted, leaseS: 0 })
    expect(await routerRules(world)).toEqual(before)
    expect(await natPmpMapped(world, 25, 2525, lease)).toMatchObject({ mapped: { external: 26 } })
    await natPmpMapped(world, 0, 2525, 0)
    expect(await routerRules(world)).toEqual(before)
  })

  it.concurrent('opens none for another machine, unless it is careless', async ({ onTestFailed }) => {
    await using secure = await raise({ neighbour: 'mute', portMapping: {} }, onTestFailed)
    expect(await mapped(secure, { external: 25, to: there }, lease)).toBe(718)
    expect(await routerRules(secure)).toEqual(nothing)
    await using careless = await raise({ neighbour: 'mute', portMapping: { secure: false } }, onTestFailed)
    expect(await mapped(careless, { external: 25, to: there }, lease)).toBe('done')
    expect((await routerRules(careless)).mappings).toEqual([tcp(25, there)])
  })

  it.concurrent('refuses low ports over UPnP, and gives a high one in their place otherwise', async ({
    onTestFailed,
  }) => {
    await using world = await raise({ portMapping: { allowLowPorts: false } }, onTestFailed)
    expect(await mapped(world, { external: 25, to: here }, lease)).toBe(606)
    expect(await mapped(world, { external: 2525, to: { ...here, port: 25 } }, lease)).toBe(606)
    expect(await natPmpMapped(world, 25, high, lease)).toMatchObject({ mapped: { external: 1024 } })
    await natPmpMapped(world, 0, high, 0)
    const wanted = { external: 25, internal: high, leaseS: lease }
    expect(await pcpMapped(world, { ...wanted, preferFailure: true })).toMatchObject({ result: 11 })
    expect(await pcpMapped(world, wanted)).toMatchObject({ result: 0, external: 1024 })
    await pcpMapped(world, { ...wanted, leaseS: 0 })
    expect(await mapped(world, { external: 2525, to: here }, lease)).toBe('done')
    expect(await routerRules(world)).toEqual({ ...nothing, mappings: [tcp(2525, here)] })
  })

  it.concurrent.for(['carrier', 'double'] as const)(
    'opens none without a public address of its own: %s',
    async (v4, { onTestFailed }) => {
      await using world = await raise({ v4, portMapping: {} }, onTestFailed)
      expect(await externalAddress(world)).toBe('')
      expect(await mapped(world, { external: 25, to: here }, lease)).toBe(501)
      expect(await natPmpAddress(world)).toEqual({ failed: 'network failure' })
      expect(await pcpAnnounced(world)).toMatchObject({ result: 0 })
      expect(await pcpMapped(world, { external: 25, internal: high, leaseS: lease })).toMatchObject({
        result: 8,
        leaseS: 30,
      })
      expect(await routerRules(world)).toEqual(nothing)
    },
  )

  it.concurrent('says that it has the carrier’s address, opens ports, and nobody comes', async ({ onTestFailed }) => {
    await using world = await raise({ v4: 'carrier', portMapping: { externalIp: provider.shared } }, onTestFailed)
    expect(await externalAddress(world)).toBe(provider.shared)
    expect(await natPmpAddress(world)).toEqual({ address: provider.shared })
    await sayAtHome(world, home.machine, high, hello)
    expect(await mapped(world, { external: 25, to: here }, lease)).toBe('done')
    expect((await routerRules(world)).mappings).toEqual([tcp(25, here)])
    expect(await heardOn(world, 'inet', provider.shared, 25)).toBe('timed-out')
  })

  it.concurrent('forgets what it opened when it starts again', async ({ onTestFailed }) => {
    await using world = await raise({ forwards: [993], portMapping: {} }, onTestFailed)
    const before = await routerRules(world)
    expect(await mapped(world, { external: 25, to: here }, lease)).toBe('done')
    await restartRouter(world)
    expect(await routerRules(world)).toEqual(before)
    expect(await listed(world)).toEqual([])
    expect(await mapped(world, { external: 25, to: here }, lease)).toBe('done')
  })

  it.concurrent('is not there where everything is off', async ({ onTestFailed }) => {
    await using world = await raise({ portMapping: { upnp: 'off', natpmpAndPcp: false } }, onTestFailed)
    expect(await listed(world)).toBeUndefined()
    expect(await natPmpAddress(world)).toEqual({ failed: 'the gateway does not support nat-pmp' })
    expect(await pcpAnnounced(world)).toBe('refused')
  })

  it.concurrent.for([
    ['switched-off', { failed: 'not authorized' }, { result: 2 }],
    ['behind-another-nat', { address: '192.168.0.2' }, { result: 12 }],
    ['garbage', { failed: 'unsupported nat-pmp version error from server' }, 'no-pcp'],
  ] as const)('answers as one that is %s', async ([natpmpAndPcp, natPmp, pcp], { onTestFailed }) => {
    await using world = await raise({ portMapping: { natpmpAndPcp } }, onTestFailed)
    expect(await natPmpAddress(world)).toEqual(natPmp)
    expect([await pcpAnnounced(world)]).toMatchObject([pcp])
    const wanted = { external: 25, internal: high, leaseS: lease }
    expect([await pcpMapped(world, wanted)]).toMatchObject([pcp])
    await natPmpMapped(world, 25, high, lease)
    expect(await routerRules(world)).toEqual(nothing)
    // UPnP is another program's.
    expect(await mapped(world, { external: 25, to: here }, lease)).toBe('done')
    expect((await routerRules(world)).mappings).toEqual([tcp(25, here)])
  })
})

describeInLab('a router with one fault', () => {
  const faulty = (fault: Fault, whenFailed: WhenFailed) =>
    raise({ portMapping: { natpmpAndPcp: false, fault } }, whenFailed)

  it.concurrent.for([
    ['same-port-only', 724, 724],
    ['forbids', 606, 606],
    ['always-conflicts', 718, 718],
    ['permanent-only', 725, 'done'],
    ['permanent-only-402', 402, 'done'],
  ] as const)(
    '%s: says %s to a lease, and %s to one without an end',
    async ([fault, toLease, forEver], { onTestFailed }) => {
      await using world = await faulty(fault, onTestFailed)
      expect(await mapped(world, { external: 25, to: here }, lease)).toBe(toLease)
      expect(await routerRules(world)).toEqual(nothing)
      expect(await mapped(world, { external: 25, to: here }, 0)).toBe(forEver)
      const expected = forEver === 'done' ? [tcp(25, here)] : []
      expect((await routerRules(world)).mappings).toEqual(expected)
      expect(await listed(world)).toMatchObject(expected.map((one) => ({ ...one, leaseS: 0 })))
      expect(await unmapped(world, 25)).toBe('done')
      expect(await routerRules(world)).toEqual(nothing)
      if (fault === 'same-port-only') expect(await mapped(world, { external: high, to: here }, lease)).toBe('done')
    },
  )

  it.concurrent('says-yes: it says so, and opens nothing', async ({ onTestFailed }) => {
    await using world = await faulty('says-yes', onTestFailed)
    expect(await mapped(world, { external: 25, to: here }, lease)).toBe('done')
    expect(await listed(world)).toEqual([])
    expect(await routerRules(world)).toEqual(nothing)
  })

  it.concurrent('keeps: it says that it closed the port, and leaves it open', async ({ onTestFailed }) => {
    await using world = await faulty('keeps', onTestFailed)
    expect(await mapped(world, { external: 25, to: here }, lease)).toBe('done')
    expect(await unmapped(world, 25)).toBe('done')
    expect(await listed(world)).toMatchObject([tcp(25, here)])
    expect((await routerRules(world)).mappings).toEqual([tcp(25, here)])
  })

  it.concurrent('html-description, no-service-description: it is found, and of no use', async ({ onTestFailed }) => {
    await using page = await faulty('html-description', onTestFailed)
    expect(await deviceFound(page)).toBe('InternetGatewayDevice:1')
    expect(await described(page)).toMatch(/^<!doctype html>/)
    await using device = await faulty('no-service-description', onTestFailed)
    expect(await described(device)).toMatch(/InternetGatewayDevice:1(?!.*<service>)/s)
  })

  it.concurrent('deaf: it describes itself, and answers no action', async ({ onTestFailed }) => {
    await using world = await faulty('deaf', onTestFailed)
    expect(await described(world)).toContain('WANIPConnection')
    const headers = { SOAPAction: '"urn:schemas-upnp-org:service:WANIPConnection:1#GetExternalIPAddress"' }
    expect(await fetched(world, '/ctl/IPConn', { method: 'POST', body: '<x/>', headers })).toBe('TimeoutError')
  })
})

describeInLab('a router with a firewall for IPv6', () => {
  const raised = (portMapping: PortMapping, whenFailed: WhenFailed) =>
    raise({ v6: 'native-firewalled', portMapping }, whenFailed)
  const hole = (port: number) => ({ proto: 'tcp', to: { address: home.machineV6, port } })

  it.concurrent('makes holes over UPnP, but none for a port below 1024', async ({ onTestFailed }) => {
    await using world = await raised({ natpmpAndPcp: false }, onTestFailed)
    await sayAtHome(world, home.machineV6, high, hello)
    expect(await holed(world, 25, lease)).toBe(606)
    expect(await heardOn(world, 'inet', home.machineV6, high)).toBe('timed-out')
    expect(await holed(world, high, lease)).toEqual({ id: 1 })
    expect(await routerRules(world)).toEqual({ ...nothing, pinholes: [hole(high)] })
    expect(await heardOn(world, 'inet', home.machineV6, high)).toBe(hello)
    expect(await closed(world, 1)).toBe('done')
    expect(await routerRules(world)).toEqual(nothing)
    expect(await pcpAnnounced(world, 'v6')).toBe('refused')
  })

  it.concurrent('makes holes over PCP, for low ports as well', async ({ onTestFailed }) => {
    await using world = await raised({ upnp: 'off' }, onTestFailed)
    const wanted = { family: 'v6', external: 25, internal: 25, leaseS: lease } as const
    await sayAtHome(world, home.machineV6, 25, hello)
    expect(await pcpMapped(world, wanted)).toMatchObject({ result: 0, external: 25 })
    expect(await routerRules(world)).toEqual({ ...nothing, pinholes: [hole(25)] })
    expect(await heardOn(world, 'inet', home.machineV6, 25)).toBe(hello)
    expect(await pcpMapped(world, { ...wanted, leaseS: 0 })).toMatchObject({ result: 0 })
    expect(await routerRules(world)).toEqual(nothing)
  })

  it.concurrent('makes none where all of that is for IPv4', async ({ onTestFailed }) => {
    await using world = await raised({ v6: false }, onTestFailed)
    expect(await holed(world, high, lease)).toBe('no-igd')
    expect(await pcpAnnounced(world, 'v6')).toBe('refused')
    expect(await pcpAnnounced(world)).toMatchObject({ result: 0 })
  })
})

const described = (world: World) => fetched(world, '/rootDesc.xml', {})

/** The text of a page of the router's UPnP, or the name of the error in its place. */
async function fetched(world: World, path: string, options: Readonly<Record<string, unknown>>): Promise<string> {
  const script = `fetch(process.argv[1], { ...JSON.parse(process.argv[2]), signal: AbortSignal.timeout(1500) })
    .then((answer) => answer.text(), (error) => error.name).then((text) => process.stdout.write(text))`
  const argv = ['node', '-e', script, `http://${home.router}:5000${path}`, JSON.stringify(options)]
  return (await world.exec('home', argv)).stdout
}
