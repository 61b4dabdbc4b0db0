import { describe, expect, it } from 'vitest'
import { failed, success } from '../../../../src/core/failure.ts'
import { type ContainerSigns, isContainer } from '../../../../src/system/host/linux/container.ts'
import { type InterfaceFacts, interfaceKind } from '../../../../src/system/host/linux/interface-kind.ts'
import { linuxHost } from '../../../../src/system/host/linux/linux-host.ts'
import { ipv4, ipv6, sourcesOf } from './sources-of.ts'

const facts = (name: string, type: number | undefined, entries: string[] = [], more: Partial<InterfaceFacts> = {}) => ({
  name,
  type,
  devtype: undefined,
  entries: new Set(entries),
  joinsAdapter: false,
  ...more,
})

/** What `ip route get` says where there is no way. */
const noRoute = success({ code: 2, stdout: '', stderr: 'RTNETLINK answers: Network is unreachable' })

describe('the kind of an interface', () => {
  it.each([
    ['an adapter', facts('eth0', 1, ['device']), 'ethernet'],
    ['a wireless adapter', facts('wlp3s0', 1, ['device', 'phy80211', 'wireless'], { devtype: 'wlan' }), 'wireless'],
    ['the loopback', facts('lo', 772), 'loopback'],
    ['WireGuard', facts('wg0', 65_534, [], { devtype: 'wireguard' }), 'tunnel'],
    ['WireGuard under another name', facts('home', 65_534, [], { devtype: 'wireguard' }), 'tunnel'],
    ['OpenVPN', facts('tun0', 65_534, ['tun_flags']), 'tunnel'],
    ['OpenVPN bridged', facts('tap0', 1, ['tun_flags']), 'tunnel'],
    ['Tailscale', facts('tailscale0', 65_534, ['tun_flags']), 'tunnel'],
    ['6in4', facts('sit1', 776), 'tunnel'],
    ['PPPoE', facts('ppp0', 512, [], { devtype: 'ppp' }), 'ppp'],
    ['a modem', facts('wwan0', 65_534, ['device'], { devtype: 'wwan' }), 'mobile'],
    ['a modem of raw IP', facts('rmnet_data0', 519), 'mobile'],
    ['Docker’s bridge', facts('docker0', 1, ['bridge', 'brif'], { devtype: 'bridge' }), 'bridge'],
    [
      'the bridge that a server of virtual machines hangs on',
      facts('vmbr0', 1, ['bridge', 'brif'], { devtype: 'bridge', joinsAdapter: true }),
      'ethernet',
    ],
    ['a VLAN', facts('eth0.35', 1, [], { devtype: 'vlan' }), 'ethernet'],
    ['a veth in a namespace', facts('eth0', 1), 'ethernet'],
    ['an unheard-of type', facts('can0', 280), 'other'],
    ['a tunnel without sysfs', facts('wg0', undefined), 'tunnel'],
    ['an Ethernet without sysfs', facts('enp3s0', undefined), 'ethernet'],
    ['a name without sysfs', facts('uplink', undefined), 'other'],
  ] as const)('%s', (_, told, kind) => {
    expect(interfaceKind(told, false)).toBe(kind)
  })

  it('takes the end of a bridge in a container for what it is', () => {
    expect(interfaceKind(facts('eth0', 1), true)).toBe('bridge')
    expect(interfaceKind(facts('eth0', 1, ['device']), true)).toBe('ethernet')
    expect(interfaceKind(facts('eth0', 1, [], { devtype: 'macvlan' }), true)).toBe('ethernet')
  })
})

describe('a container with a network of its own making', () => {
  const signs = (more: Partial<ContainerSigns>): ContainerSigns => ({
    marked: false,
    word: undefined,
    cgroup: '0::/init.scope\n',
    seesAdapter: false,
    madeByHand: false,
    ...more,
  })
  it.each([
    ['a plain machine', signs({ seesAdapter: true }), false],
    ['Docker', signs({ marked: true }), true],
    ['Docker on the network of its host', signs({ marked: true, seesAdapter: true }), false],
    ['a namespace made within a container', signs({ marked: true, madeByHand: true }), false],
    ['Kubernetes', signs({ cgroup: '1:name=systemd:/kubepods/besteffort/pod1\n' }), true],
    ['Podman', signs({ word: 'podman' }), true],
    ['LXC, a machine of its own on the LAN', signs({ word: 'lxc' }), false],
  ])('%s', (_, told, expected) => {
    expect(isContainer(told)).toBe(expected)
  })
})

const router = { 'eth0\t00000000\t010200C0\t0003\t0\t0\t100\t00000000\t0\t0\t0': '192.0.2.1' }
const [defaultRow = ''] = Object.keys(router)
const sys = (name: string, hardware: string, type: number, mtu = 1500) => ({
  [`/sys/class/net/${name}/address`]: `${hardware}\n`,
  [`/sys/class/net/${name}/type`]: `${type}\n`,
  [`/sys/class/net/${name}/mtu`]: `${mtu}\n`,
  [`/sys/class/net/${name}/uevent`]: `INTERFACE=${name}\nIFINDEX=2\n`,
})

describe('the Host of Linux', () => {
  it('tells interfaces with their kind, MTU and privacy addresses', async () => {
    const host = linuxHost(
      sourcesOf({
        files: {
          ...sys('eth0', '00:00:5e:00:53:01', 1, 1492),
          '/proc/net/if_inet6': '20010db80001000000000000000000aa 02 40 00 01     eth0\n',
        },
        folders: { '/sys/class/net': ['eth0'], '/sys/class/net/eth0': ['device', 'uevent'] },
        interfaces: {
          eth0: [ipv4('192.0.2.10', 24), ipv6('2001:db8:1::aa', 64), ipv6('2001:db8:1::10', 64)],
          'eth0:1': [ipv4('192.0.2.11', 24)],
        },
      }),
    )
    expect(await host.interfaces()).toEqual({
      ok: true,
      value: [
        {
          name: 'eth0',
          kind: 'ethernet',
          mtu: 1492,
          addresses: [
            { family: 'v4', address: '192.0.2.10', prefix: 24, temporary: false },
            { family: 'v6', address: '2001:db8:1::aa', prefix: 64, temporary: true },
            { family: 'v6', address: '2001:db8:1::10', prefix: 64, temporary: false },
            { family: 'v4', address: '192.0.2.11', prefix: 24, temporary: false },
          ],
        },
      ],
    })
  })

  it('asks again for the way of packets where the program could not be run: that says nothing of the way', async () => {
    const files = { '/proc/net/route': `${defaultRow}\n`, '/proc/net/fib_trie': 'Main:\n' }
    let runs = 0
    const run = () => {
      runs += 1
      return Promise.resolve(runs < 3 ? failed('timed-out') : noRoute)
    }
    const host = linuxHost({ ...sourcesOf({ files }), run })
    for (let time = 0; time < 5; time += 1) await host.gateways('v4')
    expect(runs).toBe(3)
  })

  it('reads of its interfaces anew where an address is another, and not before', async () => {
    const interfaces = { eth0: [ipv4('192.0.2.10', 24)] }
    const { read, ...world } = sourcesOf({ files: sys('eth0', '00:00:5e:00:53:01', 1), interfaces })
    let reads = 0
    const counted: typeof read = (path) => {
      if (path.startsWith('/sys/')) reads += 1
      return read(path)
    }
    const host = linuxHost({ ...world, read: counted })
    const first = await host.interfaces()
    const before = reads
    expect(await host.interfaces()).toEqual(first)
    expect(reads).toBe(before)
    interfaces.eth0.push(ipv4('192.0.2.11', 24))
    const next = await host.interfaces()
    expect(next.ok && next.value[0]?.addresses).toHaveLength(2)
    expect(reads).toBeGreaterThan(before)
  })

  it('does not believe a sysfs that shows the interface of another namespace', async () => {
    const host = linuxHost(
      sourcesOf({
        files: sys('tun0', '00:00:5e:00:53:99', 1),
        folders: { '/sys/class/net/tun0': ['device'] },
        interfaces: { tun0: [ipv4('10.8.0.2', 24, '00:00:00:00:00:00')] },
      }),
    )
    const told = await host.interfaces()
    expect(told.ok && told.value[0]?.kind).toBe('tunnel')
  })

  it('tells the gateway with its hardware address', async () => {
    const files = {
      '/proc/net/route': `Iface\tDestination\n${defaultRow}\n`,
      '/proc/net/arp': 'IP address\n192.0.2.1        0x1         0x2         5a:71:ad:c7:09:6e     *        eth0\n',
    }
    expect(await linuxHost(sourcesOf({ files })).gateways('v4')).toEqual({
      ok: true,
      value: [{ interface: 'eth0', address: '192.0.2.1', metric: 100, hardware: '5a:71:ad:c7:09:6e' }],
    })
  })

  it('puts the tunnel that policy routing prefers before the default route', async () => {
    const host = linuxHost(
      sourcesOf({
        files: { '/proc/net/route': `Iface\tDestination\n${defaultRow}\n` },
        commands: { 'ip -4 route get 192.0.2.1': '192.0.2.1 dev wg0 table 51820 src 10.64.0.2 uid 0 \n    cache \n' },
      }),
    )
    const told = await host.gateways('v4')
    expect(told.ok && told.value.map((gateway) => gateway.interface)).toEqual(['wg0', 'eth0'])
  })

  it('begins no program for the way of packets as long as no table of routes changes', async () => {
    const files: Record<string, string> = { '/proc/net/route': `${defaultRow}\n`, '/proc/net/fib_trie': 'Main:\n' }
    let runs = 0
    const counted = () => {
      runs += 1
      return Promise.resolve(noRoute)
    }
    const host = linuxHost({ ...sourcesOf({ files }), run: counted })
    for (let time = 0; time < 3; time += 1) await host.gateways('v4')
    expect(runs).toBe(1)
    files['/proc/net/fib_trie'] = 'Main:\nId 52:\n'
    await host.gateways('v4')
    expect(runs).toBe(2)
  })

  it('has no gateway of IPv6 where the kernel has no IPv6', async () => {
    expect(await linuxHost(sourcesOf({})).gateways('v6')).toEqual({ ok: true, value: [] })
  })

  it('says that the system does not tell where /proc cannot be read', async () => {
    const host = linuxHost(sourcesOf({}))
    expect(await host.gateways('v4')).toMatchObject({ failure: 'unsupported' })
    expect(await host.sockets()).toMatchObject({ failure: 'unsupported' })
  })

  it('says so where Node may not ask for interfaces', async () => {
    const sources = {
      ...sourcesOf({}),
      networkInterfaces: () => {
        throw new Error('ERR_SYSTEM_ERROR')
      },
    }
    expect(await linuxHost(sources).interfaces()).toMatchObject({ failure: 'unsupported' })
  })

  it('sees that it is in a container, and that it is not when somebody made the namespace', async () => {
    const folders = { '/': ['.dockerenv', 'proc'], '/run/netns': ['home'] }
    const own = { '/proc/self/ns/net': '4:77' }
    expect(await linuxHost(sourcesOf({ folders, identities: own })).container()).toBe(true)
    const named = { ...own, '/run/netns/home': '4:77' }
    expect(await linuxHost(sourcesOf({ folders, identities: named })).container()).toBe(false)
    const other = { ...own, '/proc/1/ns/net': '4:1' }
    expect(await linuxHost(sourcesOf({ folders, identities: other })).container()).toBe(false)
  })
})
