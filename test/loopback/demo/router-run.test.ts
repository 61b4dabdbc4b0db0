import { setMaxListeners } from 'node:events'
import { describe, expect, it, onTestFinished } from 'vitest'
import { hosts, ssdpGroup } from '../../../src/demo/addresses.ts'
import { inspectWorld } from '../../../src/demo/inspect-world.ts'
import type { LineSpec } from '../../../src/demo/scenario.ts'
import { routers } from '../../../src/demo/scenarios/routers.ts'
import { openWorld, type World } from '../../../src/demo/world.ts'
import { valueOf } from '../system/value-of.ts'
import { hasV6 } from './router-asked.ts'

/** Everybody who is on the scripted internet, the machine's own address outside among them. */
const known: readonly string[] = [
  ...Object.values(hosts).flatMap(({ v4, v6 }) => [v4, v6]),
  '192.168.1.1',
  '2a25:203:113:1::1',
  ssdpGroup,
  '25.203.113.7',
]

/** What does not come in is turned back: nobody waits for a silence. */
const atOnce = { elsewise: 'refused' } as const

interface Played {
  readonly world: World
  readonly interruption: AbortController
  /** What the router's table had before, `25 -> 192.168.1.10:61225`. */
  readonly before: readonly string[]
  /** What it had at any time of the run. */
  readonly during: ReadonlySet<string>
}

function tableOf({ router }: World): readonly string[] {
  return router.table().map(({ external, internal }) => `${external} -> ${internal.address}:${internal.port}`)
}

/** Plays a line with leave to change the router; `onOpened`: called once it has opened something. */
async function play(line: LineSpec, onOpened: (interruption: AbortController) => void = () => {}): Promise<Played> {
  const interruption = new AbortController()
  setMaxListeners(0, interruption.signal)
  const world = await openWorld(line, interruption.signal)
  onTestFinished(() => world.close())
  const before = tableOf(world)
  const during = new Set<string>()
  const watch = setInterval(() => {
    const now = tableOf(world)
    for (const entry of now) during.add(entry)
    if (now.length > before.length) onOpened(interruption)
  }, 5)
  try {
    const { signal } = interruption
    await inspectWorld(world, { signal, mayAlterRouter: true, only: ['router.mapping'] })
  } finally {
    clearInterval(watch)
  }
  return { world, interruption, before, during }
}

const altered = routers.filter(({ mayAlterRouter }) => mayAlterRouter === true)

describe('a run that may change the router', () => {
  it.for(altered)('$name: leaves the router as it was, and speaks to nobody else', async ({ line }, { skip }) => {
    skip(line.v6 !== undefined && !hasV6, 'there is no ::1 here')
    const { world, before } = await play({ ...line, ...atOnce })
    const addresses = [...world.reached].map((each) => each.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1'))
    expect(addresses.filter((address) => !known.includes(address))).toEqual([])
    if (line.router?.keeps === true) return
    expect(tableOf(world)).toEqual(before)
    expect(valueOf(await world.journal.unended())).toEqual([])
  })

  it('opens the mail ports and the control port, each to what stands in for it', async () => {
    const { during, world } = await play({ forwards: [], ...atOnce, router: { upnp: 'igd1' } })
    const leads = [25, 465, 587, 143, 993].map((port) => `${port} -> 192.168.1.10:${61_200 + port}`)
    expect([...during].sort()).toEqual([...leads, '61025 -> 192.168.1.10:61025'].sort())
    expect(world.router.received.actions.get('AddPortMapping')).toBe(6)
    expect(world.router.received.actions.get('DeletePortMapping')).toBe(6)
  })

  it('leaves alone what is not missing', async () => {
    const { during } = await play({ router: { upnp: 'igd1' } })
    expect([...during]).toEqual(['61025 -> 192.168.1.10:61025'])
  })

  it('keeps a note of what the router would not close', async () => {
    const { world } = await play({ forwards: [], ...atOnce, router: { upnp: 'igd1', keeps: true } })
    const noted = valueOf(await world.journal.unended())
    const kept = world.router.table().map(({ external }) => external)
    expect(noted.map(({ change }) => change.external)).toEqual(kept)
    expect(noted).toHaveLength(6)
  })

  it.each([[{ upnp: 'igd2' }], [{ natpmp: 'on' }], [{ pcp: 'on' }]] as const)(
    'takes back what was opened when it is interrupted: %j',
    async (router) => {
      const { world, interruption, before } = await play({ forwards: [], ...atOnce, router }, (each) => each.abort())
      expect(interruption.signal.aborted).toBe(true)
      expect(tableOf(world)).toEqual(before)
      expect(valueOf(await world.journal.unended())).toEqual([])
    },
  )
})

describe('a run that may not change the router', () => {
  it('asks it for nothing', async () => {
    const { signal } = new AbortController()
    setMaxListeners(0, signal)
    const world = await openWorld({ forwards: [], ...atOnce, router: { upnp: 'igd2', natpmp: 'on' } }, signal)
    onTestFinished(() => world.close())
    await inspectWorld(world, { signal, mayAlterRouter: false })
    const { actions } = world.router.received
    expect([...actions.keys()].filter((action) => !action.startsWith('Get'))).toEqual([])
    expect(actions.get('GetExternalIPAddress')).toBe(1)
    expect(valueOf(await world.journal.unended())).toEqual([])
  })
})
