import { expect, it } from 'vitest'
import { between, home, hosts, mailPorts, provider } from './addresses.ts'
import { echo, heardOn, lookUp, sayAtHome, seenByStun } from './classic.ts'
import { describeInLab } from './describe-in-lab.ts'
import { raise } from './raise.ts'

const greeting = '220 mx.test ESMTP'
const hello = 'hello from home'

describeInLab('a word of the spec does what it says', () => {
  it('direct: the public address is on the machine', async () => {
    await using world = await raise({ v4: 'direct', v6: 'native-open' })
    expect(await seenByStun(world, 'home', hosts.stun.v4)).toBe(provider.customer)
    expect(await echo(world, 'home', hosts.probe.v4, 1)).toEqual({ kind: 'expired', from: provider.gateway })
    expect(await lookUp(world, 'home', 'probe.test', 'A')).toEqual([hosts.probe.v4])
    await sayAtHome(world, provider.customer, 25, hello)
    expect(await heardOn(world, 'inet', provider.customer, 25)).toBe(hello)
    expect(await heardOn(world, 'inet', provider.customer, 2525)).toBe('refused')
    await sayAtHome(world, home.machineV6, 25, hello)
    expect(await heardOn(world, 'inet', home.machineV6, 25)).toBe(hello)
  })

  it('double: two routers, and the outer one forwards nothing', async () => {
    await using world = await raise({ v4: 'double', v6: 'native-open', forwards: mailPorts })
    expect(await seenByStun(world, 'home', hosts.stun.v4)).toBe(provider.customer)
    expect(await echo(world, 'home', hosts.probe.v4, 1)).toEqual({ kind: 'expired', from: home.router })
    expect(await echo(world, 'home', hosts.probe.v4, 2)).toEqual({ kind: 'expired', from: between.box })
    expect(await echo(world, 'home', hosts.probe.v4, 3)).toEqual({ kind: 'expired', from: provider.gateway })
    expect(await echo(world, 'home', provider.customer, 1)).toEqual({ kind: 'expired', from: home.router })
    expect(await echo(world, 'home', provider.customer, 2)).toEqual({ kind: 'reached', from: provider.customer })
    expect(await lookUp(world, 'home', 'probe.test', 'A')).toEqual([hosts.probe.v4])
    expect(await heardOn(world, 'home', hosts.mx.v4, 25)).toBe(greeting)
    await sayAtHome(world, home.machine, 25, hello)
    expect(await heardOn(world, 'inet', provider.customer, 25)).toBe('timed-out')
    await sayAtHome(world, home.machineV6, 25, hello)
    expect(await heardOn(world, 'inet', home.machineV6, 25)).toBe(hello)
  })

  it('native-firewalled: out, and only answers in', async () => {
    await using world = await raise({ v6: 'native-firewalled' })
    expect(await heardOn(world, 'home', hosts.mx.v6, 25)).toBe(greeting)
    expect(await seenByStun(world, 'home', hosts.stun.v6)).toBe(home.machineV6)
    await sayAtHome(world, home.machineV6, 25, hello)
    expect(await heardOn(world, 'inet', home.machineV6, 25)).toBe('timed-out')
    expect(await echo(world, 'home', hosts.probe.v6, 1)).toEqual({ kind: 'expired', from: home.routerV6 })
  })

  it('blackhole: IPv6 is there and nothing comes back, IPv4 works', async () => {
    await using world = await raise({ v6: 'blackhole' })
    expect(await heardOn(world, 'home', hosts.mx.v6, 25)).toBe('timed-out')
    expect(await heardOn(world, 'home', hosts.mx.v4, 25)).toBe(greeting)
  })

  it('carrier with native IPv6: what DS-Lite looks like', async () => {
    await using world = await raise({ v4: 'carrier', v6: 'native-open' })
    expect(await seenByStun(world, 'home', hosts.stun.v4)).toBe(provider.shared)
    expect(await seenByStun(world, 'home', hosts.stun.v6)).toBe(home.machineV6)
  })

  it.each([
    ['drop', 'timed-out', 'timed-out'],
    ['reset', 'refused', 'refused'],
    ['prohibited', 'host-unreachable', 'prohibited'],
  ] as const)('the provider blocks with %s', async (how, v4, v6) => {
    const block = { out: [25, 465], in: [25], how }
    await using world = await raise({ v6: 'native-open', forwards: [25, 587], isp: { block } })
    const heard = await Promise.all([
      heardOn(world, 'home', hosts.mx.v4, 25),
      heardOn(world, 'home', hosts.mx.v4, 465),
      heardOn(world, 'home', hosts.mx.v4, 587),
      heardOn(world, 'home', hosts.mx.v6, 25),
      heardOn(world, 'inet', provider.customer, 25),
    ])
    expect(heard).toEqual([v4, v4, greeting, v6, v4])
    await sayAtHome(world, home.machine, 587, hello)
    expect(await heardOn(world, 'inet', provider.customer, 587)).toBe(hello)
  })

  it('no-internet: the router answers, nobody else does', async () => {
    await using world = await raise({ uplink: 'no-internet' })
    expect(await echo(world, 'home', home.router, 1)).toEqual({ kind: 'reached', from: home.router })
    const [gateway, mx, name] = await Promise.all([
      echo(world, 'home', provider.gateway, 2),
      heardOn(world, 'home', hosts.mx.v4, 25),
      lookUp(world, 'home', 'probe.test', 'A'),
    ])
    expect(gateway).toEqual({ kind: 'silence' })
    expect(mx).toBe('timed-out')
    expect(name).not.toContain(hosts.probe.v4)
  })

  it('no-gateway: the machine has no route', async () => {
    await using world = await raise({ uplink: 'no-gateway', v6: 'native-open' })
    expect(await heardOn(world, 'home', hosts.mx.v4, 25)).toBe('network-unreachable')
    expect(await heardOn(world, 'home', hosts.mx.v6, 25)).toBe('network-unreachable')
  })

  it('records: names of the test itself', async () => {
    const records = ['example.test. MX 10 mail.example.test.', '99.113.203.25.in-addr.arpa. PTR mail.example.test.']
    await using world = await raise({ records })
    expect(await lookUp(world, 'home', 'example.test', 'MX')).toEqual(['10 mail.example.test.'])
    expect(await lookUp(world, 'home', '99.113.203.25.in-addr.arpa', 'PTR')).toEqual(['mail.example.test.'])
  })
})
