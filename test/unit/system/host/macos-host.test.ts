import { describe, expect, it } from 'vitest'
import { macosHost } from '../../../../src/system/host/macos/macos-host.ts'
import { ifconfig, ifconfigMore, routes4, routes6, routes6Half, routes6Vpn, sockets } from './fixtures/macos.ts'
import { ipv4, ipv6, sourcesOf } from './sources-of.ts'

describe('the Host of macOS (from quoted outputs)', () => {
  it('tells the gateway of IPv4 with its hardware address', async () => {
    expect(await macosHost(sourcesOf({ commands: { 'netstat -rn -f inet': routes4 } })).gateways('v4')).toEqual({
      ok: true,
      value: [{ interface: 'en0', address: '192.0.2.1', metric: 0, hardware: '00:00:5e:00:53:06' }],
    })
  })

  it('tells the gateway of IPv6 and passes over the tunnels of system services', async () => {
    expect(await macosHost(sourcesOf({ commands: { 'netstat -rn -f inet6': routes6 } })).gateways('v6')).toEqual({
      ok: true,
      value: [{ interface: 'en0', address: 'fe80::200:5eff:fe00:5380', metric: 0, hardware: '00:00:5e:00:53:80' }],
    })
  })

  it.each([
    ['a VPN that took the default route', routes6Vpn, ['utun6']],
    ['a VPN that covers it with a half, first', routes6Half, ['utun4', 'en0']],
  ])('tells %s', async (_, printed, names) => {
    const told = await macosHost(sourcesOf({ commands: { 'netstat -rn -f inet6': printed } })).gateways('v6')
    expect(told.ok && told.value.map((gateway) => gateway.interface)).toEqual(names)
  })

  it('tells Wi-Fi, MTU and privacy addresses', async () => {
    const host = macosHost(
      sourcesOf({
        commands: { 'ifconfig -v': ifconfig + ifconfigMore },
        interfaces: {
          lo0: [ipv4('127.0.0.1', 8, '00:00:00:00:00:00', true)],
          en0: [ipv6('2001:db8:15a4:8001:424:837a:870:6095', 64), ipv6('2001:db8:15a4:8001:edf7:1b86:b5fc:9085', 64)],
          bridge0: [ipv4('198.51.100.1', 24)],
          utun4: [ipv4('10.8.0.2', 32)],
        },
      }),
    )
    const told = await host.interfaces()
    expect(told.ok && told.value.map(({ name, kind, mtu }) => [name, kind, mtu])).toEqual([
      ['lo0', 'loopback', 16_384],
      ['en0', 'wireless', 1_500],
      ['bridge0', 'bridge', 1_500],
      ['utun4', 'tunnel', undefined],
    ])
    expect(told.ok && told.value[1]?.addresses.map((address) => address.temporary)).toEqual([false, true])
  })

  it('tells sockets', async () => {
    const told = await macosHost(sourcesOf({ commands: { 'netstat -anW -p tcp': sockets } })).sockets()
    expect(told.ok && told.value).toEqual([
      {
        local: { address: '192.0.2.191', port: 52_044 },
        remote: { address: '198.51.100.35', port: 443 },
        state: 'established',
      },
      {
        local: { address: '192.0.2.191', port: 52_040 },
        remote: { address: '198.51.100.4', port: 443 },
        state: 'closing',
      },
      { local: { address: '::1', port: 8081 }, remote: { address: '::1', port: 54_270 }, state: 'established' },
      { local: { address: '::1', port: 8081 }, remote: { address: '::1', port: 54_294 }, state: 'closing' },
      { local: { address: '::', port: 8809 }, remote: { address: '::', port: 0 }, state: 'listening' },
      { local: { address: '0.0.0.0', port: 25 }, remote: { address: '0.0.0.0', port: 0 }, state: 'listening' },
    ])
  })

  it('says that it cannot tell where a tool is missing', async () => {
    const host = macosHost(sourcesOf({}))
    expect(await host.gateways('v4')).toMatchObject({ failure: 'unsupported' })
    expect(await host.sockets()).toMatchObject({ failure: 'unsupported' })
  })
})
