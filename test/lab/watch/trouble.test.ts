import { expect, it } from 'vitest'
import { home, hosts, provider, renumbered } from '../addresses.ts'
import { echo, seenByStun } from '../classic.ts'
import { describeInLab } from '../describe-in-lab.ts'
import { raise } from '../raise.ts'
import type { WorldSpec } from '../spec.ts'
import type { World } from '../world.ts'
import { cableOut } from './cable-out.ts'
import { packetLoss } from './packet-loss.ts'
import { pinger } from './pinger.ts'
import { providerSilent } from './provider-silent.ts'
import { byLinkLocal, renumberV4, renumberV6 } from './renumber.ts'
import { routerOff } from './router-off.ts'
import { lasting, type Trouble } from './trouble.ts'

const line: WorldSpec = { v6: 'native-open', portMapping: {} }
const far = { v4: hosts.mx.v4, v6: hosts.mx.v6 }
/** What ping is off by, and what a second processor may be late. */
const offMs = 600
/** Between two requests for a neighbour's address, on Linux (`retrans_time_ms`). */
const arpMs = 1_000

describeInLab('a trouble of the line', () => {
  it.each<readonly [string, (world: World) => Trouble, Record<string, string>]>([
    [
      'at the provider',
      (world) => providerSilent(world, 'provider'),
      { gateway: 'reached', hop: 'silence', onTheWay: 'silence', carrier: '1' },
    ],
    [
      'beyond it',
      (world) => providerSilent(world, 'beyond'),
      { gateway: 'reached', hop: 'reached', onTheWay: 'expired', carrier: '1' },
    ],
    ['of the cable', cableOut, { gateway: 'silence', hop: 'silence', onTheWay: 'silence', carrier: '0' }],
    ['of the router', routerOff, { gateway: 'silence', hop: 'silence', onTheWay: 'silence', carrier: '1' }],
  ])('%s is where it says, from when to when it says, in both families', async (_where, trouble, truth) => {
    await using world = await raise(line)
    await byLinkLocal(world)
    const pings = [await pinger(world, far.v4), await pinger(world, far.v6)]
    let seen: Record<string, string> = {}
    const stretch = await lasting(trouble(world), 3_000, async () => {
      seen = await standing(world)
    })
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    for (const ping of pings) {
      const silences = await ping.silences()
      expect(silences).toHaveLength(1)
      expect(Math.abs((silences[0]?.from ?? 0) - stretch.from)).toBeLessThan(offMs)
      // Where the first ARP after the cable is lost, the next one is asked a whole second later.
      const lateMs = truth['carrier'] === '0' ? arpMs : 0
      expect(Math.abs((silences[0]?.to ?? 0) - stretch.to)).toBeLessThan(offMs + lateMs)
    }
    expect(seen).toEqual({ ...truth, far: 'silence' })
    expect(await standing(world)).toEqual({
      gateway: 'reached',
      hop: 'reached',
      onTheWay: 'expired',
      carrier: '1',
      far: 'reached',
    })
  })

  it('a router that was off counts its seconds anew', async () => {
    await using world = await raise(line)
    await new Promise((resolve) => setTimeout(resolve, 3_000))
    const before = await epochS(world)
    await lasting(routerOff(world), 1_000)
    expect(await epochS(world)).toBeLessThan(before)
  })

  it('loses a quarter of the packets', async () => {
    await using world = await raise(line)
    const ping = await pinger(world, far.v4)
    await packetLoss(world, 25).begin()
    await new Promise((resolve) => setTimeout(resolve, 4_000))
    const { sent, answered } = await ping.counted()
    expect(sent).toBeGreaterThan(40)
    // By lot: once in ten thousand times it is more or less than this.
    expect(1 - answered / sent).toBeGreaterThan(0.06)
    expect(1 - answered / sent).toBeLessThan(0.5)
  })

  it('is another address of the router, seen by everybody', async () => {
    await using world = await raise(line)
    expect(await seenByStun(world, 'home', hosts.stun.v4)).toBe(provider.customer)
    await lasting(providerSilent(world, 'provider'), 500, () => renumberV4(world))
    expect(await seenByStun(world, 'home', hosts.stun.v4)).toBe(renumbered.v4)
  })

  it('is another network at home, and nothing is interrupted', async () => {
    await using world = await raise(line)
    await byLinkLocal(world)
    expect(await seenByStun(world, 'home', hosts.stun.v6)).toBe(home.machineV6)
    const v4 = await pinger(world, far.v4)
    await renumberV6(world)
    expect(await seenByStun(world, 'home', hosts.stun.v6)).toBe(renumbered.machineV6)
    expect(await v4.silences()).toEqual([])
  })
})

/** Who answers a ping; the first router of the provider's both when it is asked and when a packet dies there. */
async function standing(world: World): Promise<Record<string, string>> {
  const kinds = await Promise.all([
    echo(world, 'home', home.router, 64),
    echo(world, 'home', provider.gateway, 64),
    echo(world, 'home', far.v4, 2),
    echo(world, 'home', far.v4, 64),
  ])
  const { stdout } = await world.exec('home', ['cat', '/sys/class/net/eth0/carrier'])
  const [gateway = '', hop = '', onTheWay = '', beyond = ''] = kinds.map(({ kind }) =>
    kind === 'unreachable' ? 'silence' : kind,
  )
  return { gateway, hop, onTheWay, far: beyond, carrier: stdout.trim() }
}

/** What the router says of its own clock: natpmpc prints the seconds since it began. */
async function epochS(world: World): Promise<number> {
  const { stdout } = await world.exec('home', ['natpmpc', '-g', home.router])
  return Number(/epoch = (\d+)/.exec(stdout)?.[1])
}
