import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RouterSpeech } from '../../../../src/core/journal.ts'
import { closeMapping } from '../../../../src/protocols/router/close-mapping.ts'
import { meetRouter } from '../../../../src/protocols/router/meet-router.ts'
import { openMapping } from '../../../../src/protocols/router/open-mapping.ts'
import type { HeldMapping, WantedMapping } from '../../../../src/protocols/router/opening.ts'
import { renewMapping } from '../../../../src/protocols/router/renew-mapping.ts'
import { restore } from '../../../../src/protocols/router/restore.ts'
import type { RouterMet } from '../../../../src/protocols/router/router-met.ts'
import { type Fate, homeLine, Killed, place } from './home/home-line.ts'
import { type Forward, type Habits, HomeRouter, here, other } from './home/home-router.ts'

/** The longest lease that a router grants. */
const weekMs = 604_800_000

/** What a program of ours does. */
type Deed =
  | { readonly kind: 'open'; readonly wanted: WantedMapping; readonly speech: RouterSpeech | 'auto' }
  | { readonly kind: 'close' | 'renew'; readonly which: number }
  | { readonly kind: 'restore' }

/** What else happens in the house. */
type Event =
  | { readonly kind: 'waits'; readonly seconds: number }
  | { readonly kind: 'restarts' }
  | { readonly kind: 'somebody-takes' | 'somebody-removes'; readonly port: Port }

type Step = Event | (Deed & { readonly fates: readonly (readonly [at: number, fate: Fate])[] })

const ports = [25, 26, 465] as const
type Port = (typeof ports)[number]
const port = fc.constantFrom(...ports)
const internal = fc.constantFrom(25, 2525)
const fate = fc.constantFrom<Fate>('lost', 'unanswered', 'killed', 'killed-after')
const fates = fc.oneof(
  { weight: 1, arbitrary: fc.constant([]) },
  { weight: 3, arbitrary: fc.array(fc.tuple(fc.nat(14), fate), { maxLength: 3 }) },
)

const wanted: fc.Arbitrary<WantedMapping> = fc.record({
  external: port,
  internal: internal.map((one) => ({ address: here, port: one })),
  leaseS: fc.constantFrom(0, 120, 3600),
  replace: fc.boolean(),
  permanentIfNeeded: fc.boolean(),
})

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('open' as const),
      wanted,
      speech: fc.constantFrom('auto', 'upnp', 'pcp', 'natpmp'),
      fates,
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('close', 'renew'), which: fc.nat(3), fates }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('restore' as const), fates }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('waits' as const), seconds: fc.constantFrom(10, 100, 200, 4000) }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'restarts' as const }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('somebody-takes', 'somebody-removes'), port }) },
)

const habits: fc.Arbitrary<Partial<Habits>> = fc
  .record({
    upnp: fc.constantFrom(true, true, false),
    hidesTable: fc.constantFrom(false, false, false, true),
    pcp: fc.boolean(),
    natpmp: fc.boolean(),
    secure: fc.boolean(),
    igd1: fc.boolean(),
    permanentOnly: fc.constantFrom<Habits['permanentOnly']>(false, false, 725, 402),
    allows: fc.constantFrom<Habits['allows']>(
      () => true,
      (external) => external !== 25,
      (external) => external > 1024,
    ),
    missesDeletions: fc.boolean(),
    knowsPreferFailure: fc.boolean(),
    grantsS: fc.constantFrom(undefined, undefined, 300, 86_400),
  })
  // Where nothing can be read, others are safe only as far as the router sees to it.
  .map((any) => ({ ...any, secure: any.secure || any.hidesTable || !any.upnp }))

/** Whom the port belongs to before we come. */
const owners = fc.record(
  Object.fromEntries(
    ports.map((one) => [
      one,
      fc.constantFrom<readonly [string, number] | undefined>(
        undefined,
        undefined,
        [other, 25],
        [here, 2525],
        [here, 80],
      ),
    ]),
  ),
)

class House {
  readonly router: HomeRouter
  readonly held: { readonly held: HeldMapping; readonly wanted: WantedMapping }[] = []
  /** What the table would have without us, and, where nobody can say, what else it may have. */
  readonly expected = new Map<number, Forward>()
  readonly doubtful = new Set<number>()
  /** Whoever has ever had a port: where it was forgotten, any of them may be put back. */
  readonly owners: Record<Port, string[]> = { 25: [], 26: [], 465: [] }
  readonly mayBeTaken = new Set<number>()

  #met: Promise<RouterMet> | undefined

  constructor(parts: Partial<Habits>) {
    this.router = new HomeRouter(parts)
  }

  /** Somebody has the port, whatever was there. */
  owns(port: Port, address: string, internal: number): void {
    this.router.forward(port, address, internal)
    this.expected.set(port, { ...(this.router.table.get(port) as Forward) })
    this.owners[port].push(`${address}:${internal}`)
  }

  /** What it speaks does not change in its life. */
  meet(): Promise<RouterMet> {
    this.#met ??= meetRouter(homeLine(this.router).line, place, 3000)
    return this.#met
  }

  async live(one: Step): Promise<void> {
    const { router } = this
    switch (one.kind) {
      case 'waits':
        router.clock.advance(one.seconds * 1000)
        router.tick()
        return
      case 'restarts':
        router.restart()
        // Without us these would be gone as well; whoever had the port would ask for it again.
        for (const port of this.expected.keys()) this.doubtful.add(port)
        return
      case 'somebody-takes':
        if (!router.habits.allows(one.port)) return
        this.owns(one.port, '192.168.1.66', 2500)
        this.doubtful.delete(one.port)
        return
      case 'somebody-removes':
        router.table.delete(one.port)
        this.doubtful.add(one.port)
        return
      default:
        await this.run(one)
    }
  }

  async run(deed: Deed & { readonly fates: readonly (readonly [number, Fate])[] }): Promise<void> {
    const met = await this.meet()
    const fateOf = (_: string, index: number) => deed.fates.find(([at]) => at === index)?.[1] ?? 'done'
    const { line } = homeLine(this.router, fateOf)
    try {
      if (deed.kind === 'open') {
        if (deed.wanted.replace) this.mayBeTaken.add(deed.wanted.external)
        const { opening } = await openMapping(line, met, deed.wanted, deed.speech)
        if (opening.kind === 'opened') this.held.push({ held: opening.held, wanted: deed.wanted })
      } else if (deed.kind === 'restore') await restore(line, async () => met)
      else {
        const one = this.held[deed.which % Math.max(1, this.held.length)]
        if (one === undefined) return
        if (deed.kind === 'close') await closeMapping(line, met, one.held)
        else await renewMapping(line, met, one.held, one.wanted)
      }
    } catch (error) {
      if (!(error instanceof Killed)) throw error
      this.held.length = 0
    }
  }

  shownBut(external: number): string | undefined {
    const one = this.router.table.get(external)
    return one && `${one.address}:${one.port}`
  }
}

/**
 * A program to which nothing happens restores. What could not be confirmed is over when its lease is, and whom we may
 * not speak for (what is not ours may not be put back by us on most routers) comes back by himself. `atOnce`: a router that
 * shows its table, and a house where nothing else happens, leave no doubt.
 */
async function settled(house: House, atOnce: boolean): Promise<void> {
  const { line } = homeLine(house.router)
  const met = await house.meet()
  await restore(line, async () => met)
  if (atOnce) expect(house.router.journal.notes()).toEqual([])
  if (house.router.journal.notes().length === 0) return
  house.router.clock.advance(weekMs)
  house.router.tick()
  for (const port of ports) house.doubtful.add(port)
  for (const [port, due] of house.expected) if (!house.router.table.has(port)) house.router.table.set(port, { ...due })
  await restore(line, async () => met)
}

describe('whatever happens, after restore', () => {
  it('the table is as it was before us, but for what others have changed', async () => {
    await fc.assert(
      fc.asyncProperty(habits, owners, fc.array(step, { maxLength: 8 }), async (parts, before, steps) => {
        const house = new House(parts)
        for (const port of ports) {
          const owner = before[port]
          // What the router would refuse to anybody cannot be put back; what it shows to nobody cannot be spared.
          const { allows, upnp, hidesTable } = house.router.habits
          if (owner === undefined || !allows(port) || (owner[0] === here && (!upnp || hidesTable))) continue
          house.owns(port, ...owner)
        }
        for (const one of steps) await house.live(one)
        const isPlain = steps.every(({ kind }) => !/^(restarts|somebody)/.test(kind))
        const { upnp, hidesTable, permanentOnly } = house.router.habits
        await settled(house, isPlain && upnp && !hidesTable && permanentOnly === false)
        const { router } = house
        expect(router.unnoted).toEqual([])
        expect(router.taken.filter((one) => !house.mayBeTaken.has(Number.parseInt(one, 10)))).toEqual([])
        for (const port of ports) {
          const due = house.expected.get(port)
          const shown = house.shownBut(port)
          const doubts = house.doubtful.has(port) ? [undefined, ...house.owners[port]] : []
          const allowed = [due && `${due.address}:${due.port}`, ...doubts]
          expect(allowed, `port ${port}`).toContain(shown)
        }
        expect(
          router.shown().filter((one) => one.includes(`${here}:`) && !ports.some((port) => one.startsWith(`${port} `))),
        ).toEqual([])
        // A router that shows nothing and refuses leaves it in doubt; the journal keeps it then.
        if (!router.habits.hidesTable) expect(router.journal.notes()).toEqual([])
      }),
    )
  })
})
