import { describe, expect, it } from 'vitest'
import { bestFirst } from '../../../../src/system/host/default-route.ts'
import { defaultRoutes4, defaultRoutes6 } from '../../../../src/system/host/linux/default-routes.ts'
import { neighbours4, neighbours6 } from '../../../../src/system/host/linux/neighbours.ts'
import { policyRoute } from '../../../../src/system/host/linux/policy-route.ts'
import { tcpTable } from '../../../../src/system/host/linux/tcp-table.ts'
import { temporaryAddresses } from '../../../../src/system/host/linux/temporary-addresses.ts'

const heading = 'Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n'
const none = '0'.repeat(32)

describe('the routing table of IPv4', () => {
  it('tells the default routes and passes over the others', () => {
    const table = `${heading}eth0\t00000000\t010200C0\t0003\t0\t0\t100\t00000000\t0\t0\t0\n\
wlan0\t00000000\t010200C0\t0003\t0\t0\t600\t00000000\t0\t0\t0\neth0\t000200C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0\n`
    expect(defaultRoutes4(table, 'LE')).toEqual([
      { interface: 'eth0', address: '192.0.2.1', metric: 100, prefix: 0 },
      { interface: 'wlan0', address: '192.0.2.1', metric: 600, prefix: 0 },
    ])
  })

  it('reads words in the order of the machine', () => {
    const table = `${heading}eth0\t00000000\tC0000201\t0003\t0\t0\t0\t00000000\t0\t0\t0\n`
    expect(defaultRoutes4(table, 'BE')).toMatchObject([{ address: '192.0.2.1' }])
  })

  it('knows a point-to-point link by its lack of a gateway', () => {
    expect(defaultRoutes4(`${heading}ppp0\t00000000\t00000000\t0001\t0\t0\t0\t00000000\t0\t0\t0\n`, 'LE')).toEqual([
      { interface: 'ppp0', metric: 0, prefix: 0 },
    ])
  })

  it('puts the halves that a VPN lays over the default route before it', () => {
    const table = `${heading}eth0\t00000000\t010200C0\t0003\t0\t0\t0\t00000000\t0\t0\t0\n\
tun0\t00000000\t0100080A\t0003\t0\t0\t50\t00000080\t0\t0\t0\ntun0\t00000080\t0100080A\t0003\t0\t0\t50\t00000080\t0\t0\t0\n`
    expect(bestFirst(defaultRoutes4(table, 'LE'), new Map([['eth0 192.0.2.1', '00:00:5e:00:53:01']]))).toEqual([
      { interface: 'tun0', address: '10.8.0.1', metric: 50 },
      { interface: 'eth0', address: '192.0.2.1', metric: 0, hardware: '00:00:5e:00:53:01' },
    ])
  })

  it('does not take a route that rejects for a way out', () => {
    expect(defaultRoutes4(`${heading}*\t00000000\t00000000\t0201\t0\t0\t0\t00000000\t0\t0\t0\n`, 'LE')).toEqual([])
  })
})

describe('the routing table of IPv6', () => {
  const row = (destination: string, length: string, via: string, metric: string, flags: string, device: string) =>
    `${destination} ${length} ${none} 00 ${via} ${metric} 00000001 00000000 ${flags} ${device.padStart(8)}\n`

  it('tells the default routes, those bound to a source prefix too', () => {
    const router = 'fe80000000000000000000000000000f'
    const sourced = `${none} 00 20010db8000000000000000000000000 38 ${router} 00000200 00000001 00000000 00450003     wan\n`
    expect(defaultRoutes6(row(none, '00', router, '00000400', '00000003', 'eth0') + sourced)).toEqual([
      { interface: 'eth0', address: 'fe80::f', metric: 1024, prefix: 0 },
      { interface: 'wan', address: 'fe80::f', metric: 512, prefix: 0 },
    ])
  })

  it('passes over the kernel’s own entry that rejects, and routes to part of the net', () => {
    const table =
      row(none, '00', none, 'ffffffff', '00200200', 'lo') +
      row('20010db8000100000000000000000000', '40', none, '00000100', '00000001', 'eth0') +
      row(`80${none.slice(2)}`, '01', none, '00000100', '00000001', 'tun0')
    expect(defaultRoutes6(table)).toEqual([])
  })

  it('knows the cover of all global unicast as a way out', () => {
    const table = row(`20${none.slice(2)}`, '03', none, '00000400', '00000001', 'tun0')
    expect(defaultRoutes6(table)).toEqual([{ interface: 'tun0', metric: 1024, prefix: 3 }])
  })
})

describe('the way of packets under policy routing', () => {
  it.each([
    ['wg-quick', '192.0.2.1 dev wg0 table 51820 src 10.64.0.2 uid 0 \n    cache \n', { interface: 'wg0', metric: 0 }],
    [
      'with a gateway',
      '192.0.2.1 via 10.1.0.1 dev tun0 table vpn src 10.1.0.2 uid 0\n',
      { interface: 'tun0', address: '10.1.0.1', metric: 0 },
    ],
    [
      'IPv6',
      '3fff::1 from :: dev tailscale0 table 52 src fd7a::1 metric 1024 pref medium\n',
      { interface: 'tailscale0', metric: 0 },
    ],
    ['the main table', '192.0.2.1 via 198.51.100.1 dev eth0 src 198.51.100.2 uid 0 \n    cache \n', undefined],
    ['no way', 'RTNETLINK answers: Network is unreachable\n', undefined],
    ['nothing', '', undefined],
  ])('%s', (_, printed, expected) => {
    expect(policyRoute(printed)).toEqual(expected)
  })
})

describe('neighbours', () => {
  it('of IPv4 are told with their hardware addresses once they answered', () => {
    const arp = `IP address       HW type     Flags       HW address            Mask     Device
192.0.2.1        0x1         0x2         5A:71:ad:c7:09:6e     *        eth0
192.0.2.55       0x1         0x0         00:00:00:00:00:00     *        eth0\n`
    expect([...neighbours4(arp)]).toEqual([['eth0 192.0.2.1', '5a:71:ad:c7:09:6e']])
  })

  it('of IPv6 likewise', () => {
    const printed = `fe80::5871:adff:fec7:96e dev eth0 lladdr 5a:71:ad:c7:09:6e DELAY 
2001:db8:1::1 dev eth0 lladdr 5a:71:ad:c7:09:6e router REACHABLE
fd00::1 dev eth0 FAILED \n`
    expect([...neighbours6(printed).keys()]).toEqual(['eth0 fe80::5871:adff:fec7:96e', 'eth0 2001:db8:1::1'])
  })
})

describe('privacy addresses', () => {
  it('are those with the flag IFA_F_TEMPORARY', () => {
    const table = `20010db8000100000000000000000010 04 40 00 80     eth0
20010db80001000000000000000000aa 04 40 00 01     eth0
20010db80001000000000000000000ab 04 40 00 21     eth0\n`
    expect([...temporaryAddresses(table)]).toEqual(['2001:db8:1::aa', '2001:db8:1::ab'])
  })
})

describe('the table of TCP sockets', () => {
  const line = (local: string, remote: string, state: string) =>
    `   0: ${local} ${remote} ${state} 00000000:00000000 00:00000000 00000000     0        0 1603 1 000000003f39b812 100 0 0 10 0\n`

  it('tells both ends and the state', () => {
    const table = `  sl  local_address rem_address   st tx_queue\n${line('00000000:0019', '00000000:0000', '0A')}\
${line('0A0200C0:0019', '076433C6:C001', '03')}${line('0A0200C0:0019', '076433C6:C002', '01')}`
    expect(tcpTable(table, 'LE')).toEqual([
      { local: { address: '0.0.0.0', port: 25 }, remote: { address: '0.0.0.0', port: 0 }, state: 'listening' },
      {
        local: { address: '192.0.2.10', port: 25 },
        remote: { address: '198.51.100.7', port: 49153 },
        state: 'syn-received',
      },
      {
        local: { address: '192.0.2.10', port: 25 },
        remote: { address: '198.51.100.7', port: 49154 },
        state: 'established',
      },
    ])
  })

  it('tells an IPv4 caller of an IPv6 listener as IPv4', () => {
    const mapped = (word: string) => `0000000000000000FFFF0000${word}`
    expect(tcpTable(line(`${mapped('0A0200C0')}:0019`, `${mapped('076433C6')}:C001`, '01'), 'LE')).toEqual([
      {
        local: { address: '192.0.2.10', port: 25 },
        remote: { address: '198.51.100.7', port: 49153 },
        state: 'established',
      },
    ])
  })

  it('tells IPv6 in its canonical form, on machines of either order', () => {
    expect(tcpTable(line(`${'0'.repeat(24)}01000000:0019`, `${none}:0000`, '0A'), 'LE')[0]?.local.address).toBe('::1')
    expect(tcpTable(line(`${'0'.repeat(24)}00000001:0019`, `${none}:0000`, '0A'), 'BE')[0]?.local.address).toBe('::1')
  })

  it('does not see a closed socket', () => {
    expect(tcpTable(line('00000000:0019', '00000000:0000', '07'), 'LE')).toEqual([])
  })
})
