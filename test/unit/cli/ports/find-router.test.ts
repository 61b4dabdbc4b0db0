import { describe, expect, it } from 'vitest'
import { findRouter } from '../../../../src/cli/commands/ports/find-router.ts'
import { failed, success } from '../../../../src/core/failure.ts'
import type { Gateway, NetworkInterface } from '../../../../src/core/host.ts'
import type { Family } from '../../../../src/core/line.ts'
import { silentLine } from '../../silent-line.ts'

interface Machine {
  readonly v4?: readonly Gateway[]
  readonly v6?: readonly Gateway[]
  readonly interfaces?: readonly NetworkInterface[]
}

function at({ v4 = [], v6 = [], interfaces = [] }: Machine) {
  const line = silentLine()
  const host = {
    ...line.host,
    gateways: async (family: Family) => success(family === 'v4' ? v4 : v6),
    interfaces: async () => success(interfaces),
  }
  return silentLine({ host })
}

const via = (name: string, address?: string): Gateway => ({
  interface: name,
  metric: 100,
  ...(address !== undefined && { address }),
})

function nic(
  name: string,
  kind: NetworkInterface['kind'],
  ...addresses: readonly (readonly [string, boolean?])[]
): NetworkInterface {
  return {
    name,
    kind,
    addresses: addresses.map(([address, temporary = false]) => ({
      family: address.includes(':') ? 'v6' : 'v4',
      address,
      prefix: 24,
      temporary,
    })),
  }
}

const home = nic('eth0', 'ethernet', ['192.168.1.10'], ['2a25:203:113:1::abcd', true], ['2a25:203:113:1::10'])
const interfaces = [home]

describe('the router of the way out', () => {
  it('is that of the best default route', async () => {
    const line = at({ v4: [via('eth0', '192.168.1.1'), via('wlan0', '192.168.2.1')], interfaces })
    expect(await findRouter(line, 'v4', undefined)).toEqual({
      kind: 'found',
      place: { family: 'v4', address: '192.168.1.1', local: '192.168.1.10' },
      interface: 'eth0',
    })
  })

  it('is that of the interface that is meant, a tunnel too', async () => {
    const wlan = nic('wlan0', 'wireless', ['192.168.2.7'])
    const tun = nic('tun0', 'tunnel', ['10.8.0.2'])
    const line = at({
      v4: [via('eth0', '192.168.1.1'), via('wlan0', '192.168.2.1'), via('tun0', '10.8.0.1')],
      interfaces: [home, wlan, tun],
    })
    expect(await findRouter(line, 'v4', 'wlan0')).toMatchObject({ place: { address: '192.168.2.1' } })
    expect(await findRouter(line, 'v4', 'tun0')).toMatchObject({ place: { address: '10.8.0.1' } })
  })

  it('has the zone of a link-local address, and is spoken to from an address that stays', async () => {
    const line = at({ v6: [via('eth0', 'fe80::1')], interfaces })
    expect(await findRouter(line, 'v6', undefined)).toMatchObject({
      place: { family: 'v6', address: 'fe80::1%eth0', local: '2a25:203:113:1::10' },
    })
  })

  it.each<[string, Machine, Family, string | undefined, object]>([
    ['there is no route', {}, 'v4', undefined, { kind: 'no-route', other: false }],
    [
      'there is one over IPv6 alone',
      { v6: [via('eth0', 'fe80::1')], interfaces },
      'v4',
      undefined,
      { kind: 'no-route', other: true },
    ],
    [
      'none leaves by the interface that is meant',
      { v4: [via('eth0', '192.168.1.1')], interfaces },
      'v4',
      'eth1',
      { kind: 'no-route', chosen: 'eth1', other: false },
    ],
    [
      'the way out is a tunnel',
      { v4: [via('tun0', '10.8.0.1')], interfaces: [nic('tun0', 'tunnel', ['10.8.0.2'])] },
      'v4',
      undefined,
      { kind: 'tunnel', interface: 'tun0' },
    ],
    [
      'the next hop has no address',
      { v4: [via('ppp0')], interfaces: [nic('ppp0', 'ppp', ['25.203.113.7'])] },
      'v4',
      undefined,
      { kind: 'on-link', interface: 'ppp0', publicAddress: '25.203.113.7' },
    ],
    [
      'the next hop is the provider’s',
      { v4: [via('eth0', '25.203.113.1')], interfaces: [nic('eth0', 'ethernet', ['25.203.113.7'])] },
      'v4',
      undefined,
      { kind: 'providers', address: '25.203.113.1', publicAddress: '25.203.113.7' },
    ],
    [
      'the interface has no address',
      { v4: [via('eth0', '192.168.1.1')], interfaces: [nic('eth0', 'ethernet')] },
      'v4',
      undefined,
      { kind: 'no-own-address', interface: 'eth0' },
    ],
    [
      'no address of the interface can be called from outside',
      { v6: [via('eth0', 'fe80::1')], interfaces: [nic('eth0', 'ethernet', ['fd00::5'])] },
      'v6',
      undefined,
      { kind: 'no-own-address', interface: 'eth0' },
    ],
  ])('is not there where %s', async (_where, machine, family, chosen, expected) => {
    expect(await findRouter(at(machine), family, chosen)).toEqual(expected)
  })

  it('is not guessed where the system does not tell', async () => {
    const { host } = silentLine()
    const line = silentLine({ host: { ...host, gateways: async () => failed('unsupported') } })
    expect(await findRouter(line, 'v4', undefined)).toEqual({ kind: 'not-told', failure: 'unsupported' })
  })
})
