import { describe, expect, it } from 'vitest'
import { kindOfDriver, parseAdapters } from '../../../../src/system/host/windows/adapters.ts'
import { parseRoutes } from '../../../../src/system/host/windows/routing-table.ts'
import { windowsHost } from '../../../../src/system/host/windows/windows-host.ts'
import { adaptersWithTailscale, netstat, routePrint } from './fixtures/windows.ts'
import { ipv4, ipv6, sourcesOf } from './sources-of.ts'

const commands = {
  'route print': routePrint,
  'route print -4': routePrint,
  'route print -6': routePrint,
  'netstat -ano -p TCP': netstat,
  'netstat -ano -p TCPv6': '',
}
const interfaces = {
  'Wi-Fi': [ipv4('192.0.2.169', 24, '00:00:5e:00:53:60'), ipv6('fe80::1', 64, '00:00:5e:00:53:60', 11)],
  'Ethernet 3': [ipv4('10.8.0.2', 24, '00:ff:00:00:53:68')],
  Teredo: [ipv6('fe80::2', 64, '00:00:00:00:00:00', 9)],
  'Loopback Pseudo-Interface 1': [ipv4('127.0.0.1', 8, '00:00:00:00:00:00', true)],
}

describe('the Host of Windows (from quoted outputs)', () => {
  const host = windowsHost(sourcesOf({ commands, interfaces }))

  it('tells kinds by the drivers: a VPN’s adapter is called Ethernet there', async () => {
    const told = await host.interfaces()
    expect(told.ok && told.value.map(({ name, kind }) => [name, kind])).toEqual([
      ['Wi-Fi', 'wireless'],
      ['Ethernet 3', 'tunnel'],
      ['Teredo', 'other'],
      ['Loopback Pseudo-Interface 1', 'loopback'],
    ])
  })

  it('tells the gateway of IPv4, not that of the persistent routes once more', async () => {
    expect(await host.gateways('v4')).toEqual({
      ok: true,
      value: [{ interface: 'Wi-Fi', address: '192.0.2.1', metric: 35 }],
    })
  })

  it('tells a default route of IPv6 without a gateway', async () => {
    expect(await host.gateways('v6')).toEqual({ ok: true, value: [{ interface: 'Teredo', metric: 18 }] })
  })

  it('reads a translated table: only the words differ', () => {
    const german = routePrint.replaceAll('On-link', 'Auf Verbindung').replace('Active Routes', 'Aktive Routen')
    expect(parseRoutes(german)).toEqual(parseRoutes(routePrint))
  })

  it('tells sockets', async () => {
    const told = await host.sockets()
    expect(told.ok && told.value.map(({ local, state }) => `${local.address} ${local.port} ${state}`)).toEqual([
      '0.0.0.0 135 listening',
      '127.0.0.1 1031 established',
      '192.0.2.221 139 listening',
      ':: 443 listening',
      '::1 1025 listening',
      '127.0.0.1 8411 closing',
    ])
  })

  it('knows a listener in any language', async () => {
    const german = {
      'netstat -ano -p TCP': '  TCP    0.0.0.0:25    0.0.0.0:0    ABHÖREN    1712\n',
      'netstat -ano -p TCPv6': '',
    }
    const told = await windowsHost(sourcesOf({ commands: german })).sockets()
    expect(told.ok && told.value).toMatchObject([{ state: 'listening' }])
  })

  it('names the drivers of tunnels', () => {
    const kinds = parseAdapters(adaptersWithTailscale).map((adapter) => kindOfDriver(adapter.driver))
    expect(kinds).toEqual(['tunnel', 'ethernet', 'loopback'])
  })

  it('says that it cannot tell where a tool is missing', async () => {
    expect(await windowsHost(sourcesOf({})).gateways('v4')).toMatchObject({ failure: 'unsupported' })
    expect(await windowsHost(sourcesOf({})).sockets()).toMatchObject({ failure: 'unsupported' })
  })
})
