import { describe, expect, it } from 'vitest'
import type { RouterSpec } from '../../../src/demo/fake-router/router-spec.ts'
import { datagramsFor, entryOf, hasV6, mapping, openRouter, pinhole, really, soap, wan } from './router-asked.ts'

const device = 'urn:schemas-upnp-org:device:InternetGatewayDevice'
const search = (target: string, man = '"ssdp:discover"') =>
  `M-SEARCH * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\nMAN: ${man}\r\nMX: 1\r\nST: ${target}\r\n\r\n`

async function igd(spec: RouterSpec) {
  const router = await openRouter(spec)
  const at = really(router, '192.168.1.1:5000')
  const service = spec.upnp === 'igd2' ? 'WANIPConnection:2' : 'WANIPConnection:1'
  return { router, ask: (...asked: Asked) => soap(at, service, ...asked) }
}

type Asked = [action: string, values?: Parameters<typeof soap>[3]]

describe('the router of the demo, searched for', () => {
  it('answers the router’s own address and the group, for every type it has', async () => {
    const router = await openRouter({ upnp: 'igd2' })
    for (const key of ['192.168.1.1:1900', '239.255.255.250:1900']) {
      const found = await datagramsFor(really(router, key), search('ssdp:all'))
      const types = found.map((reply) => /^ST: (.*)\r$/m.exec(reply.toString())?.[1])
      expect(types).toEqual(['upnp:rootdevice', `${device}:1`, `${device}:2`])
      expect(found[0]?.toString()).toMatch(
        /^HTTP\/1\.1 200 OK\r\n[^]*\r\nLOCATION: http:\/\/192\.168\.1\.1:5000\/\S+\r\n\r\n$/,
      )
    }
    expect(router.received.searches).toBe(2)
  })

  it('does not answer for what it is not, nor what is no search', async () => {
    const router = await openRouter({ upnp: 'igd1' })
    const at = really(router, '192.168.1.1:1900')
    expect(await datagramsFor(at, search(`${device}:1`))).toHaveLength(1)
    expect(await datagramsFor(at, search(`${device}:2`))).toEqual([])
    expect(router.received.searches).toBe(2)
    expect(await datagramsFor(at, search('ssdp:all', 'ssdp:discover'))).toEqual([])
    expect(await datagramsFor(at, 'NOTIFY * HTTP/1.1\r\n\r\n')).toEqual([])
    expect(router.received.searches).toBe(2)
  })

  it('is silent, or turns connections back, where it speaks nothing', async () => {
    const { ways } = await openRouter({})
    expect(ways).toEqual({
      '192.168.1.1:1900': 'timed-out',
      '239.255.255.250:1900': 'timed-out',
      '192.168.1.1:5351': 'refused',
      '192.168.1.1:5000': 'refused',
    })
  })

  it.each([
    ['igd1', 'WANIPConnection:1'],
    ['igd2', 'WANIPConnection:2'],
    ['no-service', 'Layer3Forwarding:1'],
    ['html', '<!DOCTYPE html>'],
  ] as const)('describes itself: %s', async (upnp, says) => {
    const router = await openRouter({ upnp })
    const { port } = really(router, '192.168.1.1:5000')
    const response = await fetch(`http://127.0.0.1:${port}/rootDesc.xml`)
    const text = await response.text()
    expect(response.status).toBe(200)
    expect(text).toContain(says)
    expect(text.includes('WANIPConnection')).toBe(upnp === 'igd1' || upnp === 'igd2')
    expect(router.received.descriptions).toBe(1)
  })
})

describe('the router of the demo, asked in UPnP', () => {
  it('opens a port, tells of it, and closes it', async () => {
    const { router, ask } = await igd({ upnp: 'igd1' })
    expect((await ask('GetExternalIPAddress')).values).toEqual({ NewExternalIPAddress: wan })
    expect((await ask('GetStatusInfo')).values).toMatchObject({ NewConnectionStatus: 'Connected' })
    expect(await ask('GetSpecificPortMappingEntry', entryOf(25))).toEqual({ status: 500, values: { error: '714' } })

    expect(await ask('AddPortMapping', mapping(25, 61_225, 120))).toEqual({ status: 200, values: {} })
    expect(router.leads(25)).toEqual({ address: '192.168.1.10', port: 61_225 })
    expect(router.table()).toMatchObject([{ external: 25, internal: { port: 61_225 } }])
    const kept = {
      NewInternalPort: '61225',
      NewInternalClient: '192.168.1.10',
      NewEnabled: '1',
      NewLeaseDuration: '120',
    }
    expect((await ask('GetSpecificPortMappingEntry', entryOf(25))).values).toMatchObject(kept)
    expect((await ask('GetGenericPortMappingEntry', [['NewPortMappingIndex', 0]])).values).toMatchObject({
      NewExternalPort: '25',
      NewProtocol: 'TCP',
      ...kept,
    })
    expect((await ask('GetGenericPortMappingEntry', [['NewPortMappingIndex', 1]])).values).toEqual({ error: '713' })

    expect((await ask('DeletePortMapping', entryOf(25))).status).toBe(200)
    expect((await ask('DeletePortMapping', entryOf(25))).values).toEqual({ error: '714' })
    expect(router.leads(25)).toBeUndefined()
    expect([...router.received.actions]).toEqual([
      ['GetExternalIPAddress', 1],
      ['GetStatusInfo', 1],
      ['GetSpecificPortMappingEntry', 2],
      ['AddPortMapping', 1],
      ['GetGenericPortMappingEntry', 2],
      ['DeletePortMapping', 2],
    ])
  })

  it('closes a port by itself when its time is over', async () => {
    const { router, ask } = await igd({ upnp: 'igd1' })
    await ask('AddPortMapping', mapping(25, 61_225, 1))
    expect(router.leads(25)).toBeDefined()
    await expect.poll(() => router.leads(25), { timeout: 3000 }).toBeUndefined()
    expect(router.table()).toEqual([])
  })

  it('keeps a port for ever in IGD:1, and for a week in IGD:2', async () => {
    const first = await igd({ upnp: 'igd1' })
    await first.ask('AddPortMapping', mapping(25, 25, 0))
    expect((await first.ask('GetSpecificPortMappingEntry', entryOf(25))).values).toMatchObject({
      NewLeaseDuration: '0',
    })
    const second = await igd({ upnp: 'igd2' })
    await second.ask('AddPortMapping', mapping(25, 25, 0))
    expect((await second.ask('GetSpecificPortMappingEntry', entryOf(25))).values).toMatchObject({
      NewLeaseDuration: '604800',
    })
  })

  it('knows its actions, and their arguments in their order', async () => {
    const { ask } = await igd({ upnp: 'igd1' })
    const [host, ...others] = mapping(25, 25, 60)
    expect((await ask('AddPortMapping', [...others, host])).values).toEqual({ error: '402' })
    expect((await ask('AddPortMapping', others)).values).toEqual({ error: '402' })
    expect((await ask('AddPortMapping', mapping(0, 25, 60))).values).toEqual({ error: '716' })
    expect((await ask('AddPortMapping', mapping(70_000, 25, 60))).values).toEqual({ error: '402' })
    expect((await ask('toString')).values).toEqual({ error: '401' })
  })

  it.each([
    [{ upnp: 'igd2', refuses: 'everything' }, mapping(2525, 61_225, 60), '606'],
    [{ upnp: 'igd1', refuses: 'everything' }, mapping(2525, 61_225, 60), '718'],
    [{ upnp: 'igd2', refuses: 'low-ports' }, mapping(25, 61_225, 60), '606'],
    [{ upnp: 'igd2', refuses: 'low-ports' }, mapping(2525, 61_225, 60), undefined],
    [{ upnp: 'igd1', refuses: 'leases' }, mapping(25, 61_225, 60), '725'],
    [{ upnp: 'igd1', refuses: 'leases' }, mapping(25, 61_225, 0), undefined],
    [{ upnp: 'igd1', refuses: 'other-ports' }, mapping(25, 61_225, 60), '724'],
    [{ upnp: 'igd1', refuses: 'other-ports' }, mapping(25, 25, 60), undefined],
    [{ upnp: 'igd1', wan: 'none' }, mapping(25, 61_225, 60), '501'],
    [{ upnp: 'igd1', wan: 'private' }, mapping(25, 61_225, 60), undefined],
    [{ upnp: 'igd2' }, mapping(25, 61_225, 60, '192.168.1.20'), '606'],
    [{ upnp: 'igd1', has: [{ external: 25, to: 'neighbour' }] }, mapping(25, 61_225, 60), '718'],
    [{ upnp: 'igd1', has: [{ external: 25, to: 'machine' }] }, mapping(25, 61_225, 60), undefined],
  ] as const)('refuses what it is told to: %j', async (spec, wanted, error) => {
    const { router, ask } = await igd(spec)
    const before = router.table()
    const answer = await ask('AddPortMapping', wanted)
    expect(answer.values['error']).toBe(error)
    if (error !== undefined) expect(router.table()).toEqual(before)
    else expect(router.leads(wanted[1][1])?.port).toBe(wanted[3][1])
  })

  it('gives nobody the port of somebody else', async () => {
    const { router, ask } = await igd({ upnp: 'igd2', has: [{ external: 25, to: 'neighbour' }] })
    expect((await ask('DeletePortMapping', entryOf(25))).values).toEqual({ error: '606' })
    expect(router.leads(25)).toEqual({ address: '192.168.1.20', port: 25 })
  })

  it('lies as it is told to', async () => {
    const nothing = await igd({ upnp: 'igd1', lies: 'says-yes' })
    expect((await nothing.ask('AddPortMapping', mapping(25, 61_225, 60))).status).toBe(200)
    expect((await nothing.ask('GetSpecificPortMappingEntry', entryOf(25))).values).toEqual({ error: '714' })

    const shut = await igd({ upnp: 'igd1', lies: 'forwards-nothing' })
    await shut.ask('AddPortMapping', mapping(25, 61_225, 60))
    expect((await shut.ask('GetSpecificPortMappingEntry', entryOf(25))).status).toBe(200)
    expect(shut.router.leads(25)).toBeUndefined()

    const stubborn = await igd({ upnp: 'igd1', keeps: true })
    await stubborn.ask('AddPortMapping', mapping(25, 61_225, 60))
    expect((await stubborn.ask('DeletePortMapping', entryOf(25))).status).toBe(200)
    expect((await stubborn.ask('GetSpecificPortMappingEntry', entryOf(25))).status).toBe(200)
    expect(stubborn.router.leads(25)).toBeDefined()
  })

  it('tells no address outside where it has none, or keeps it to itself', async () => {
    for (const told of ['none', 'untold'] as const) {
      const { ask } = await igd({ upnp: 'igd1', wan: told })
      expect((await ask('GetExternalIPAddress')).values).toEqual({ NewExternalIPAddress: '' })
    }
  })

  it('can be deaf', async () => {
    const router = await openRouter({ upnp: 'deaf' })
    const { port } = really(router, '192.168.1.1:5000')
    expect((await fetch(`http://127.0.0.1:${port}/rootDesc.xml`)).status).toBe(200)
    const signal = AbortSignal.timeout(200)
    const headers = { SOAPAction: '"urn:schemas-upnp-org:service:WANIPConnection:1#GetStatusInfo"' }
    const body = '<u:GetStatusInfo xmlns:u="urn:schemas-upnp-org:service:WANIPConnection:1"></u:GetStatusInfo>'
    const asked = fetch(`http://127.0.0.1:${port}/ctl/IPConn`, { method: 'POST', headers, body, signal })
    await expect(asked).rejects.toThrow(/timeout/)
    expect(router.received.actions.get('GetStatusInfo')).toBe(1)
  })
})

describe.skipIf(!hasV6)('the router of the demo, asked for a hole in its IPv6 firewall', () => {
  async function firewall(spec: RouterSpec) {
    const router = await openRouter({ upnp: 'igd2', ...spec }, ['v4', 'v6'])
    const at = really(router, '[2a25:203:113:1::1]:5000')
    return { router, ask: (...asked: Asked) => soap(at, 'WANIPv6FirewallControl:1', ...asked) }
  }

  it('makes it, lets it last, and closes it', async () => {
    const { router, ask } = await firewall({ pinholes: 'on' })
    const status = { FirewallEnabled: '1', InboundPinholeAllowed: '1' }
    expect((await ask('GetFirewallStatus')).values).toEqual(status)
    expect(await ask('AddPinhole', pinhole(25))).toEqual({ status: 200, values: { UniqueID: '1' } })
    expect((await ask('AddPinhole', pinhole(25, 60))).values).toEqual({ UniqueID: '1' })
    expect((await ask('AddPinhole', pinhole(465))).values).toEqual({ UniqueID: '2' })
    expect(router.admits(25)).toBe(true)
    expect(router.admits(993)).toBe(false)
    const update = (id: number) =>
      ask('UpdatePinhole', [
        ['UniqueID', id],
        ['NewLeaseTime', 300],
      ])
    expect((await update(1)).status).toBe(200)
    expect((await update(3)).values).toEqual({ error: '704' })
    expect(router.table().filter(({ family }) => family === 'v6')).toHaveLength(2)
    expect((await ask('DeletePinhole', [['UniqueID', 1]])).status).toBe(200)
    expect((await ask('DeletePinhole', [['UniqueID', 1]])).values).toEqual({ error: '704' })
    expect(router.admits(25)).toBe(false)
  })

  it.each([
    [{ pinholes: 'not-allowed' }, pinhole(25), '703'],
    [{ pinholes: 'on', refuses: 'low-ports' }, pinhole(25), '606'],
    [{ pinholes: 'on' }, pinhole(25, 60, '2a25:203:113:1::99'), '606'],
    [{ pinholes: 'on' }, pinhole(0), '706'],
    [{ pinholes: 'on' }, pinhole(25, 0), '402'],
    [{}, pinhole(25), '401'],
  ] as const)('refuses what it is told to: %j', async (spec, wanted, error) => {
    const { router, ask } = await firewall(spec)
    expect((await ask('AddPinhole', wanted)).values).toEqual({ error })
    expect(router.table()).toEqual([])
  })
})
