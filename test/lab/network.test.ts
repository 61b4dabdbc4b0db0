import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { home, hosts, provider } from './addresses.ts'
import { attachLogs } from './attach-logs.ts'
import { echo, heardOn, lookUp, sayAtHome, seenByStun } from './classic.ts'
import { describeInLab } from './describe-in-lab.ts'
import { raise } from './raise.ts'
import type { KnownWorld } from './worlds/known-world.ts'
import type { World } from './world.ts'
import { cgnat } from './worlds/cgnat.ts'
import { goodStaticForwards } from './worlds/good-static-forwards.ts'
import { outbound25Dropped } from './worlds/outbound-25-dropped.ts'

const greeting = '220 mx.test ESMTP'
const hello = 'hello from home'

interface Truth {
  readonly known: KnownWorld
  readonly public: string
  readonly gateway: string
  /** What is heard on port 25 of a mail server, from home. */
  readonly out25: string
  /** What the internet hears on port 25 of the public address, while somebody at home answers there. */
  readonly in25: string
  readonly publicAtOneHop: { readonly kind: string; readonly from: string }
}

const truths: readonly Truth[] = [
  {
    known: goodStaticForwards,
    public: provider.customer,
    gateway: provider.gateway,
    out25: greeting,
    in25: hello,
    publicAtOneHop: { kind: 'reached', from: provider.customer },
  },
  {
    known: outbound25Dropped,
    public: provider.customer,
    gateway: provider.gateway,
    out25: 'timed-out',
    in25: hello,
    publicAtOneHop: { kind: 'reached', from: provider.customer },
  },
  {
    known: cgnat,
    public: provider.shared,
    gateway: '100.64.1.1',
    out25: greeting,
    in25: 'timed-out',
    publicAtOneHop: { kind: 'expired', from: home.router },
  },
]

describeInLab('the network, seen by classic tools', () => {
  describe.each(truths)('of $known.name', (truth) => {
    let world: World
    beforeAll(async () => {
      world = await raise(truth.known.spec)
    })
    beforeEach(() => attachLogs(world))
    afterAll(() => world?.end())

    it('carries port 25 outwards as it should', async () => {
      expect(await heardOn(world, 'home', hosts.mx.v4, 25)).toBe(truth.out25)
    })

    it('carries the other mail ports outwards', async () => {
      expect(await heardOn(world, 'home', hosts.mx.v4, 587)).toBe(greeting)
      expect(await heardOn(world, 'home', hosts.mx.v4, 143)).toMatch(/^\* OK/)
      for (const [port, goodbye] of [
        [465, 'QUIT\r\n'],
        [993, 'x LOGOUT\r\n'],
      ] as const) {
        const argv = ['openssl', 's_client', '-quiet', '-connect', `${hosts.mx.v4}:${port}`]
        expect((await world.exec('home', argv, { input: goodbye })).stdout).toMatch(/^(220|\* OK)/)
      }
    })

    it('leaves the probe free to dial out', async () => {
      expect(await heardOn(world, 'probe', hosts.mx.v4, 25)).toBe(greeting)
      expect(await heardOn(world, 'probe', hosts.mx.v6, 25)).toBe(greeting)
      expect(await lookUp(world, 'probe', 'mx.test', 'A')).toEqual([hosts.mx.v4])
      expect(await world.sockets('probe')).toEqual([])
    })

    it('carries port 25 inwards as it should', async () => {
      await sayAtHome(world, home.machine, 25, hello)
      expect(await heardOn(world, 'inet', truth.public, 25)).toBe(truth.in25)
    })

    it('does not answer on a port that is not forwarded', async () => {
      expect(await heardOn(world, 'inet', truth.public, 2525)).toBe('timed-out')
    })

    it('has the routers on the way that it should', async () => {
      expect(await echo(world, 'home', hosts.probe.v4, 1)).toEqual({ kind: 'expired', from: home.router })
      expect(await echo(world, 'home', hosts.probe.v4, 2)).toEqual({ kind: 'expired', from: truth.gateway })
      expect(await echo(world, 'home', hosts.probe.v4, 3)).toEqual({ kind: 'reached', from: hosts.probe.v4 })
      expect(await echo(world, 'home', truth.public, 1)).toEqual(truth.publicAtOneHop)
    })

    it('lets somebody without rights ping', async () => {
      // Root by name alone: no capability is left, and the one on ping's file does not count. Other users may not exist here.
      const argv = ['setpriv', '--securebits=+noroot', '--inh-caps=-all', '--no-new-privs']
      const { stdout } = await world.exec('home', [...argv, 'ping', '-n', '-c', '1', '-t', '1', hosts.probe.v4])
      expect(stdout).toContain(`From ${home.router}`)
    })

    it('shows its public address to two STUN servers', async () => {
      expect(await seenByStun(world, 'home', hosts.stun.v4)).toBe(truth.public)
      expect(await seenByStun(world, 'home', hosts.stunSecond.v4)).toBe(truth.public)
    })

    it('resolves names through the router', async () => {
      expect(await lookUp(world, 'home', 'probe.test', 'A')).toEqual([hosts.probe.v4])
      expect(await lookUp(world, 'home', 'receiver.test', 'MX')).toEqual(['10 mx.test.'])
      const reverse = truth.public.split('.').reverse().join('.')
      const name = truth.public === provider.shared ? '25-203-113-99.dsl.isp.test.' : 'mail.home.test.'
      expect(await lookUp(world, 'home', `${reverse}.in-addr.arpa`, 'PTR')).toEqual([name])
    })

    it('has no IPv6 to offer', async () => {
      expect(await heardOn(world, 'home', hosts.mx.v6, 25)).toBe('network-unreachable')
    })
  })
})
