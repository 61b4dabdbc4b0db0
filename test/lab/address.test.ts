import { expect, it } from 'vitest'
import {
  between,
  carrier,
  dsLite,
  home,
  hosts,
  mailPorts,
  portalPage,
  provider,
  secondProvider,
  vpn,
} from './addresses.ts'
import { echo, heardOn, lookUp, sayAtHome, seenByStun } from './classic.ts'
import { describeInLab } from './describe-in-lab.ts'
import { raise } from './raise.ts'
import type { World } from './world.ts'

const greeting = '220 mx.test ESMTP'
const hello = 'hello from home'

/** The address that a web page is asked from: no connection outlives the moment in which the table is read. */
async function seenByTcp(world: World, port: number): Promise<string> {
  const talking = await world.start('probe', ['sh', '-c', `echo up; exec nc -n -v -l ${port} 2>&1`], {
    name: `nc-${port}`,
    ready: { proto: 'tcp', port },
  })
  await world.exec('home', ['nc', '-n', '-N', '-w', '2', hosts.probe.v4, String(port)], { input: 'x' })
  return /Connection received on (\S+)/.exec((await talking.stop()).stdout)?.[1] ?? 'nobody'
}

async function ip(world: World, ...words: readonly string[]): Promise<string> {
  return (await world.exec('home', ['ip', ...words])).stdout
}

describeInLab('a word of the address spec does what it says', () => {
  it('one-to-one: the carrier translates, and passes on whatever comes', async () => {
    await using world = await raise({ v4: 'carrier', carrier: 'one-to-one', forwards: mailPorts })
    expect(await seenByStun(world, 'home', hosts.stun.v4)).toBe(provider.shared)
    expect(await echo(world, 'home', provider.shared, 1)).toEqual({ kind: 'expired', from: home.router })
    expect(await echo(world, 'home', hosts.probe.v4, 2)).toEqual({ kind: 'expired', from: carrier.gateway })
    await sayAtHome(world, home.machine, 25, hello)
    expect(await heardOn(world, 'inet', provider.shared, 25)).toBe(hello)
  })

  it('by-protocol: UDP leaves by one address, TCP by another', async () => {
    await using world = await raise({ v4: 'carrier', carrier: 'by-protocol' })
    expect(await seenByStun(world, 'home', hosts.stun.v4)).toBe(carrier.secondShared)
    expect(await seenByTcp(world, 2525)).toBe(provider.shared)
  })

  it('ds-lite: the translator of the provider is behind the router', async () => {
    await using world = await raise({ v4: 'carrier', carrier: 'ds-lite', v6: 'native-open' })
    expect(await seenByStun(world, 'home', hosts.stun.v4)).toBe(provider.shared)
    expect(await echo(world, 'home', hosts.probe.v4, 2)).toEqual({ kind: 'expired', from: dsLite.translator })
    expect(await heardOn(world, 'home', hosts.mx.v4, 25)).toBe(greeting)
    expect(await heardOn(world, 'inet', provider.shared, 25)).toBe('timed-out')
  })

  it('boxForwards: both routers in a row pass on', async () => {
    await using world = await raise({ v4: 'double', forwards: mailPorts, boxForwards: mailPorts })
    expect(await echo(world, 'home', hosts.probe.v4, 2)).toEqual({ kind: 'expired', from: between.box })
    await sayAtHome(world, home.machine, 25, hello)
    expect(await heardOn(world, 'inet', provider.customer, 25)).toBe(hello)
  })

  it('renumbered: the address changes with the first call to the probe', async () => {
    await using world = await raise({ renumbered: 'once-the-probe-is-met' })
    expect(await seenByTcp(world, 2525)).toBe(provider.customer)
    expect(await seenByTcp(world, 8025)).toBe(provider.customer)
    expect(await seenByTcp(world, 8025)).toBe(provider.second)
    expect(await seenByTcp(world, 2525)).toBe(provider.second)
    expect(await seenByStun(world, 'home', hosts.stun.v4)).toBe(provider.customer)
  })

  it('vpn shared: everything leaves by it, and nobody gets in', async () => {
    await using world = await raise({ forwards: mailPorts, vpn: 'shared' })
    expect(await ip(world, 'route', 'get', hosts.probe.v4)).toContain('dev tun0')
    expect(await seenByStun(world, 'home', hosts.stun.v4)).toBe(vpn.host)
    expect(await lookUp(world, 'home', 'probe.test', 'A')).toEqual([hosts.probe.v4])
    expect(await heardOn(world, 'home', hosts.mx.v4, 25)).toBe(greeting)
    await sayAtHome(world, vpn.customer, 25, hello)
    expect(await heardOn(world, 'inet', vpn.host, 25)).toBe('timed-out')
  })

  it('vpn own-address: a public address on the machine, out of carrier NAT', async () => {
    await using world = await raise({ v4: 'carrier', vpn: 'own-address' })
    expect(await seenByStun(world, 'home', hosts.stun.v4)).toBe(vpn.member)
    await sayAtHome(world, vpn.member, 25, hello)
    expect(await heardOn(world, 'inet', vpn.member, 25)).toBe(hello)
  })

  it('overlay: an interface with an address of its own, and nothing leaves by it', async () => {
    await using world = await raise({ forwards: mailPorts, overlay: 'beside-the-line' })
    expect(await ip(world, 'route', 'get', hosts.probe.v4)).toContain('dev eth0')
    expect(await ip(world, 'route', 'get', '100.100.100.100')).toContain('dev tailscale0')
    expect(await ip(world, '-br', 'link', 'show', 'tailscale0')).toContain('LOWER_UP')
    expect(await seenByStun(world, 'home', hosts.stun.v4)).toBe(provider.customer)
  })

  it('secondUplink: another way out, which is not taken', async () => {
    await using world = await raise({ secondUplink: 'worse' })
    expect((await ip(world, 'route', 'show', 'default')).trim().split('\n')).toHaveLength(2)
    expect(await seenByStun(world, 'home', hosts.stun.v4)).toBe(provider.customer)
    await ip(world, 'route', 'del', 'default', 'dev', 'eth0')
    expect(await seenByStun(world, 'home', hosts.stun.v4)).toBe(secondProvider.shared)
  })

  it('temporary: IPv6 leaves by a privacy address, and can be reached there', async () => {
    await using world = await raise({ v6: 'native-open', sourceV6: 'temporary' })
    const source = await seenByStun(world, 'home', hosts.stun.v6)
    expect(source).not.toBe(home.machineV6)
    expect(await ip(world, '-6', 'addr', 'show', 'temporary')).toContain(source)
    await sayAtHome(world, '::', 25, hello)
    expect(await heardOn(world, 'inet', source ?? '', 25)).toBe(hello)
  })

  it('v4 none: everything works over IPv6 alone', async () => {
    await using world = await raise({ v4: 'none', v6: 'native-open' })
    expect(await heardOn(world, 'home', hosts.mx.v4, 25)).toBe('network-unreachable')
    expect(await lookUp(world, 'home', 'mx.test', 'AAAA')).toEqual([hosts.mx.v6])
    expect(await heardOn(world, 'home', hosts.mx.v6, 25)).toBe(greeting)
    await sayAtHome(world, '::', 25, hello)
    expect(await heardOn(world, 'inet', home.machineV6, 25)).toBe(hello)
  })

  it('captive: names are found, every page is the login page, the rest is silence', async () => {
    await using world = await raise({ uplink: 'captive' })
    expect(await lookUp(world, 'home', 'portal.test', 'A')).toEqual([hosts.portal.v4])
    const page = await world.exec('home', ['nc', '-n', '-w', '2', hosts.portal.v4, '80'], {
      input: `GET /ok.txt HTTP/1.0\r\nHost: portal.test\r\n\r\n`,
    })
    expect(page.stdout).toContain('Welcome')
    expect(page.stdout).not.toContain(portalPage.text)
    expect(await heardOn(world, 'home', hosts.mx.v4, 25)).toBe('timed-out')
    expect(await echo(world, 'home', hosts.probe.v4, 2)).toEqual({ kind: 'silence' })
  })

  it('probe: blocked on its way out, or without IPv6', async () => {
    await using blocked = await raise({ probe: 'egress-25-blocked' })
    expect(await heardOn(blocked, 'probe', hosts.mx.v4, 25)).toBe('refused')
    expect(await heardOn(blocked, 'probe', hosts.mx.v4, 465)).toBe('silence')
    await using v4Only = await raise({ v6: 'native-open', probe: 'v4-only' })
    expect(await lookUp(v4Only, 'home', 'probe.test', 'AAAA')).toEqual([])
    expect(await heardOn(v4Only, 'probe', hosts.mx.v6, 25)).toBe('network-unreachable')
  })
})
