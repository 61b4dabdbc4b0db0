import { describe, expect, it } from 'vitest'
import type { Look } from '../../../src/watch/look.ts'
import { looking } from './looking.ts'
import { box, hop, type WatchedWorld, watchedWorld } from './watched-world.ts'

const minute = 60_000

const gatewayOf = ({ sightings }: Look) => sightings.filter((each) => each.of === 'gateway')
const hopOf = ({ sightings }: Look) => sightings.filter((each) => each.of === 'hop')
const farOf = ({ sightings }: Look) => sightings.filter((each) => each.of === 'far')

describe('the gateway', () => {
  it('is asked by a connection that it takes, and tells one line from another by its hardware', async () => {
    const { key, look } = await looking(watchedWorld())
    expect(key).toEqual({ gateway: '02:00:5e:a8:01:01' })
    const { link, sightings, asked } = await look('near')
    expect(link).toBe('up')
    expect(sightings).toEqual([{ witness: box, of: 'gateway', family: 'v4', sentMs: expect.any(Number), rttMs: 0 }])
    expect(asked).toEqual([`tcp ${box}:53`])
  })

  it('is there too where it refuses', async () => {
    const world = watchedWorld()
    world.tcp.set(`${box}:53`, 'refused')
    const { look } = await looking(world)
    expect(gatewayOf(await look('near'))).toMatchObject([{ witness: box, rttMs: 0 }])
  })

  it.each([
    ['a page of its own', (world: WatchedWorld) => world.tcp.set(`${box}:80`, 'open'), `tcp ${box}:80`],
    ['a refused datagram', (world: WatchedWorld) => world.udp.set(box, 'refused'), `udp ${box}:33434`],
    ['a ping alone', (world: WatchedWorld) => world.pings.set(box, box), `ping ${box}`],
  ])('is asked otherwise where it has no name server: %s', async (_, answers, question) => {
    const world = watchedWorld()
    world.tcp.delete(`${box}:53`)
    answers(world)
    const { look } = await looking(world)
    expect((await look('near')).asked).toEqual([question])
  })

  it('that answers nothing at all is no witness, and is left alone soon', async () => {
    const world = watchedWorld()
    world.tcp.delete(`${box}:53`)
    const { look } = await looking(world)
    for (let time = 0; time < 4; time += 1) expect(gatewayOf(await look('all'))).toEqual([])
    const later = await look('all')
    expect(later.asked.filter((each) => each.includes(box) && !each.includes('5351'))).toEqual([])
    expect((await look('all', 61 * minute)).asked).toContain(`tcp ${box}:53`)
  })

  it('that falls silent while others answer is asked anew what it answers', async () => {
    const world = watchedWorld()
    const { look } = await looking(world)
    world.tcp.delete(`${box}:53`)
    world.tcp.set(`${box}:443`, 'refused')
    expect(gatewayOf(await look('all'))).toMatchObject([{ failure: 'timed-out' }])
    expect(gatewayOf(await look('all'))).toMatchObject([{ failure: 'timed-out' }])
    expect(gatewayOf(await look('all'))).toMatchObject([{ rttMs: 0 }])
    expect((await look('near')).asked).toContain(`tcp ${box}:443`)
  })

  it('that is switched off stays a witness as long as nobody answers', async () => {
    const world = watchedWorld()
    const { look } = await looking(world)
    world.tcp.clear()
    world.udp.clear()
    world.dns.clear()
    for (let time = 0; time < 10; time += 1) {
      const seen = await look('all')
      expect(gatewayOf(seen)).toMatchObject([{ failure: 'timed-out' }])
      expect(farOf(seen).every(({ failure }) => failure === 'timed-out')).toBe(true)
      expect(seen.asked.filter((each) => each.startsWith('name'))).toEqual([])
    }
  })
})

describe('the first hop beyond', () => {
  async function withHop(change: (world: WatchedWorld) => void = () => {}, intervalMs = 30_000) {
    const world = watchedWorld()
    world.pings.set('ttl 1', box).set('ttl 2', hop)
    world.udp.set(hop, 'refused')
    change(world)
    const { look } = await looking(world, { intervalMs })
    await look('all')
    return { world, look }
  }

  it('is found by pings and then asked without them', async () => {
    const { look } = await withHop()
    const seen = await look('near', 30_000)
    expect(hopOf(seen)).toMatchObject([{ witness: hop, family: 'v4', rttMs: 0 }])
    expect(seen.asked).toEqual([`tcp ${box}:53`, `udp ${hop}:33434`])
  })

  it('is pinged where it refuses nothing', async () => {
    const { look } = await withHop((world) => {
      world.udp.delete(hop)
      world.pings.set(hop, hop)
    })
    expect((await look('near', 30_000)).asked).toContain(`ping ${hop}`)
  })

  it('is the next one where the first is another box at home, or does not answer when it is asked itself', async () => {
    for (const first of ['192.168.2.1', '25.0.0.99']) {
      const { look } = await withHop((world) => world.pings.set('ttl 2', first).set('ttl 3', hop))
      expect(hopOf(await look('near', 30_000))).toMatchObject([{ witness: hop }])
    }
  })

  it('is none where who answers is the far end itself', async () => {
    const { look } = await withHop((world) => world.pings.set('ttl 2', '25.9.0.0').set('25.9.0.0', '25.9.0.0'))
    expect(hopOf(await look('all', 30_000))).toEqual([])
  })

  it('is spared between looks that come every second', async () => {
    const { look } = await withHop(() => {}, 1_000)
    expect(hopOf(await look('near'))).toEqual([])
    expect(hopOf(await look('all'))).toHaveLength(1)
  })

  it('is looked for again after ten minutes where the first time nobody answered', async () => {
    const { world, look } = await withHop((busy) => busy.pings.delete('ttl 2'))
    world.pings.set('ttl 2', hop)
    await look('all', 9 * minute)
    expect(hopOf(await look('all'))).toEqual([])
    await look('all', 2 * minute)
    expect(hopOf(await look('all'))).toMatchObject([{ witness: hop }])
  })

  it('is dropped when it is silent again and again while others answer, and looked for anew', async () => {
    const { world, look } = await withHop()
    world.udp.delete(hop)
    world.pings.set('ttl 2', '25.0.0.2')
    world.udp.set('25.0.0.2', 'refused')
    for (let time = 0; time < 3; time += 1) expect(hopOf(await look('all'))).toMatchObject([{ failure: 'timed-out' }])
    expect(hopOf(await look('all'))).toEqual([])
    await look('all', 11 * minute)
    expect(hopOf(await look('all'))).toMatchObject([{ witness: '25.0.0.2' }])
  })
})

describe('witnesses on the internet', () => {
  it('are spared at near looks, and asked in turn at others: two at once, none always', async () => {
    const { look } = await looking(watchedWorld())
    const asked = new Map<string, number>()
    for (let time = 0; time < 40; time += 1) {
      expect(farOf(await look('near', 30_000))).toEqual([])
      const far = farOf(await look('all', 5 * minute))
      expect(new Set(far.map(({ witness }) => witness.split('.').slice(-2).join('.'))).size).toBe(far.length)
      for (const { witness } of far) asked.set(witness, (asked.get(witness) ?? 0) + 1)
    }
    expect([...asked.keys()].sort()).toEqual(['ns.four.test', 'stun.one.test', 'stun.three.test', 'stun.two.test'])
    expect(Math.max(...asked.values())).toBeLessThanOrEqual(41)
  })

  it('say the address that others see, of each family', async () => {
    const { look } = await looking(watchedWorld({ v6: true }))
    const { addresses } = await look('all')
    const told = new Set(addresses.map(({ what, family, address }) => `${what} ${family} ${address}`))
    // The privacy address is replaced tomorrow; the lasting one of the same network is what stays.
    expect([...told].sort()).toEqual([
      'host v6 ::25',
      'prefix v6 2a25:1:2:3::/64',
      'public v4 25.1.2.3',
      'public v6 2a25:1:2:3::25',
    ])
  })

  it('are spoken to over TCP where no UDP gets out', async () => {
    const world = watchedWorld()
    world.udp.clear()
    world.dns.clear()
    const { look } = await looking(world)
    await look('all')
    const far = farOf(await look('all'))
    expect(far).toContainEqual(expect.objectContaining({ witness: 'imap.mail.test', rttMs: 0 }))
    expect(far.map(({ witness }) => witness)).not.toContain('mx.mail.test')
  })

  it('that see another address than the rest were not there: the network answers for every name server', async () => {
    const world = watchedWorld()
    world.dns.set('25.8.0.1', '25.6.6.6')
    const { look } = await looking(world)
    for (let time = 0; time < 8; time += 1) {
      const { sightings, addresses } = await look('all', 5 * minute)
      expect(sightings.map(({ witness }) => witness)).not.toContain('ns.four.test')
      expect(new Set(addresses.map(({ address }) => address))).toEqual(new Set(['25.1.2.3']))
    }
  })

  it('are looked up once, and again when they are silent while others answer', async () => {
    const world = watchedWorld()
    const { look } = await looking(world)
    const names = async (afterMs: number) =>
      (await look('all', afterMs)).asked.filter((each) => each.startsWith('name'))
    expect(await names(5 * minute)).toEqual([])
    world.udp.delete('25.9.0.1')
    world.udp.set('25.9.0.77', { sees: '25.1.2.3' })
    world.names.set('A stun.two.test', '25.9.0.77')
    const asked = [...(await names(5 * minute)), ...(await names(5 * minute)), ...(await names(5 * minute))]
    expect(asked).toEqual(['name A stun.two.test'])
    expect((await names(61 * minute)).length).toBeGreaterThan(2)
  })

  it('whose names are led to an inner address are not asked there', async () => {
    const world = watchedWorld()
    for (const nth of ['one', 'two', 'three']) world.names.set(`A stun.${nth}.test`, '0.0.0.0')
    const { look } = await looking(world)
    const { asked } = await look('all')
    expect(asked.filter((each) => each.startsWith('udp 0.'))).toEqual([])
  })
})

describe('what this machine has towards the router', () => {
  const silent = async (change: (world: WatchedWorld) => void) => {
    const world = watchedWorld()
    const { look } = await looking(world)
    world.tcp.clear()
    world.udp.clear()
    change(world)
    return look('all')
  }

  it('is told at the very look at which somebody falls silent', async () => {
    const noCable = await silent(({ host }) => {
      host.interfaces = []
      host.link = 'no-carrier'
    })
    expect(noCable.link).toBe('no-carrier')
    const off = await silent(({ host }) => Object.assign(host, { interfaces: [], v4: [], link: 'off' }))
    expect(off.link).toBe('off')
    const noRoute = await silent(({ host }) =>
      Object.assign(host, { v4: [], interfaces: [...host.interfaces, lonely] }),
    )
    expect(noRoute.link).toBe('no-route')
    expect((await silent(() => {})).link).toBe('up')
  })

  it('is asked of the system now and then alone while the cable is out', async () => {
    const world = watchedWorld()
    const { look } = await looking(world)
    world.tcp.clear()
    world.udp.clear()
    Object.assign(world.host, { interfaces: [], link: 'off' })
    const links: string[] = []
    const asked: string[] = []
    for (let second = 0; second < 20; second += 1) {
      const seen = await look('all')
      links.push(seen.link)
      asked.push(...seen.asked.filter((each) => each === 'read link'))
      if (second === 5) world.host.link = 'no-carrier'
    }
    expect(links[0]).toBe('off')
    expect(links.at(-1)).toBe('no-carrier')
    expect(asked.length).toBeLessThanOrEqual(3)
  })

  it('goes on being asked for a family that has gone, and for none that was never there', async () => {
    const world = watchedWorld({ v6: true })
    const { look } = await looking(world)
    world.host.v6 = []
    world.host.interfaces = world.host.interfaces.map((each) => ({ ...each, addresses: each.addresses.slice(0, 1) }))
    await look('all', 6 * minute)
    expect(farOf(await look('all')).some(({ family }) => family === 'v6')).toBe(true)
    const v4 = await looking(watchedWorld())
    expect((await v4.look('all')).sightings.every(({ family }) => family === 'v4')).toBe(true)
  })

  it('is read seldom while all is well', async () => {
    const { look } = await looking(watchedWorld())
    const reads: string[] = []
    for (let time = 0; time < 60; time += 1) {
      const { asked } = await look(time % 10 === 0 ? 'all' : 'near', 30_000)
      reads.push(...asked.filter((each) => each.startsWith('read')))
    }
    expect(reads.filter((each) => each === 'read addresses').length).toBeLessThanOrEqual(6)
    expect(reads.filter((each) => each === 'read routes').length).toBeLessThanOrEqual(2)
  })

  it('keeps the line that it was on while the router is off, and says when it is another', async () => {
    const world = watchedWorld()
    const { key, look } = await looking(world)
    world.tcp.clear()
    world.host.v4 = [{ interface: 'eth0', address: box, metric: 100 }]
    expect((await look('all')).line).toEqual(key)
    world.host.v4 = [{ interface: 'eth0', address: box, metric: 100, hardware: '02:00:5e:a8:01:99' }]
    expect((await look('all', 11_000)).line).toEqual({ gateway: '02:00:5e:a8:01:99' })
  })
})

const lonely = { name: 'eth1', kind: 'ethernet', addresses: [] } as const
