import { createServer } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import type { Asked } from '../../../src/core/asked.ts'
import { type Failure, success } from '../../../src/core/failure.ts'
import type { Host } from '../../../src/core/host.ts'
import type { Endpoint, Line } from '../../../src/core/line.ts'
import { hosts, ports } from '../../../src/demo/addresses.ts'
import { fakeStun } from '../../../src/demo/fake-stun.ts'
import type { WatchRecord } from '../../../src/history/record.ts'
import { rerouted } from '../../../src/system/rerouted.ts'
import { lookAtLine } from '../../../src/watch/look-at-line.ts'
import { watch } from '../../../src/watch/watch.ts'
import { machine, openRouter, wan } from '../demo/router-asked.ts'
import { openLine } from '../system/open-line.ts'

const box = '192.168.1.1'
const host: Host = {
  interfaces: async () =>
    success([
      {
        name: 'eth0',
        kind: 'ethernet',
        addresses: [{ family: 'v4', address: machine, prefix: 24, temporary: false }],
      },
    ]),
  gateways: async (family) =>
    success(family === 'v4' ? [{ interface: 'eth0', address: box, metric: 100, hardware: '02:00:5e:a8:01:01' }] : []),
  sockets: async () => success([]),
  container: async () => false,
  firewall: async () => success({ verdict: 'accepts', by: 'none' }),
}

interface Home {
  readonly line: Line
  readonly asked: Asked
  /** Whether anybody beyond the router answers. */
  up: boolean
  /** Where everybody really is. */
  readonly ways: Record<string, Endpoint | Failure>
}

/** A router with a name server and two STUN servers, on real sockets of loopback. */
async function atHome(signal?: AbortSignal): Promise<Home> {
  const router = await openRouter({ natpmp: 'on' })
  const server = createServer((socket) => socket.end())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const at = server.address()
  if (at === null || typeof at === 'string') throw new Error('no port')
  const ways: Home['ways'] = { ...router.ways, [`${box}:53`]: { address: '127.0.0.1', port: at.port } }
  const home = { up: true }
  const witnesses = [hosts.stun.v4, hosts.otherStun.v4]
  for (const address of witnesses) {
    const fake = await fakeStun('v4', () => (home.up ? { address: wan, port: 40_000 } : undefined))
    onTestFinished(() => fake.close())
    ways[`${address}:${ports.stun}`] = fake.at
  }
  const real = openLine({ host, ...(signal && { signal }) })
  const line = rerouted(real, { dial: ways, self: { v4: { nominal: machine, real: '127.0.0.1' } } })
  const stun = witnesses.map((address) => ({ host: address, port: ports.stun }))
  return Object.assign(home, { line, ways, asked: { release: '0.1.0', probes: [], stun, servers: [] } })
}

it('sees router, witnesses and addresses, and who of them is silent', async () => {
  const home = await atHome()
  const looker = lookAtLine({ line: home.line, asked: home.asked, intervalMs: 30_000, farEveryMs: 300_000 })
  expect(await looker.begin()).toEqual({ gateway: '02:00:5e:a8:01:01' })
  const well = await looker.look('all')
  expect(well.sightings.map(({ of, witness, failure }) => [of, witness, failure])).toEqual([
    ['gateway', box, undefined],
    ['far', hosts.stun.v4, undefined],
    ['far', hosts.otherStun.v4, undefined],
  ])
  expect(well.addresses).toContainEqual({ what: 'public', family: 'v4', address: wan, witness: hosts.stun.v4 })
  expect(well.addresses).toContainEqual({ what: 'router', family: 'v4', address: wan, witness: box })
  expect(well.routerEpochS).toBeGreaterThanOrEqual(86_400)

  home.up = false
  home.ways[`${box}:53`] = 'timed-out'
  const began = performance.now()
  const silent = await looker.look('all')
  expect(silent.sightings.map(({ failure }) => failure)).toEqual(['timed-out', 'timed-out', 'timed-out'])
  // Every question has the same bound, and none waits for another.
  expect(performance.now() - began).toBeLessThan(1_800)
})

it('watches: a silence of all is told when it begins and when it ends, and the end comes at once', async () => {
  const stop = new AbortController()
  const home = await atHome(stop.signal)
  const records: WatchRecord[] = []
  const written = async (kind: WatchRecord['kind']) => {
    await expect.poll(() => records.map((record) => record.kind), { timeout: 15_000, interval: 20 }).toContain(kind)
    return Date.now()
  }
  const watching = watch({
    line: home.line,
    asked: home.asked,
    log: { append: async () => success(undefined), alive: async () => success(undefined), close: async () => {} },
    release: '0.1.0',
    intervalMs: 200,
    signal: stop.signal,
    onRecord: (record) => records.push(record),
  })
  await written('address')
  // Nobody asks strangers every second while all is well: here the router is silent too, which is a reason.
  const server = home.ways[`${box}:53`]
  const downMs = Date.now()
  home.up = false
  home.ways[`${box}:53`] = 'timed-out'
  await written('outage-began')
  const upMs = Date.now()
  home.up = true
  if (server !== undefined) home.ways[`${box}:53`] = server
  await written('outage-ended')

  const ended = records.find((record) => record.kind === 'outage-ended')
  if (ended?.kind !== 'outage-ended') throw new Error('no end')
  expect(ended.place).toBe('home')
  expect(Math.abs(Date.parse(ended.from.time) - downMs)).toBeLessThan(1_000)
  expect(Math.abs(Date.parse(ended.to.time) - upMs)).toBeLessThan(1_200)

  const stoppedMs = performance.now()
  stop.abort()
  await watching
  expect(performance.now() - stoppedMs).toBeLessThan(500)
  expect(records.at(-1)).toMatchObject({ kind: 'ended', why: 'asked' })
})
