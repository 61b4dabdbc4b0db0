import type { Asked } from '../core/asked.ts'
import type { Family, Line } from '../core/line.ts'
import type { LineKey } from '../history/line-key.ts'
import { sameAddress } from '../protocols/addresses.ts'
import { type FarAsker, type FarSeen, farAsker } from './far-asker.ts'
import { farWitnesses } from './far-witness.ts'
import { type GatewayWitness, gatewayWitness } from './gateway-witness.ts'
import { type HopWitness, hopWitness } from './hop-witness.ts'
import { keptAddresses } from './kept-addresses.ts'
import type { AddressSeenNow, Look, NextLook, Sighting } from './look.ts'
import type { Moment } from './moment.ts'
import { type OwnV6, rememberedV6 } from './own-v6.ts'
import { routerClock } from './router-clock.ts'
import { type WayOut, waysOut } from './ways-out.ts'

export interface Looker {
  /** Finds out where it is and whom it may ask. A few seconds. */
  begin(): Promise<LineKey>
  /** One look. Never two at once. */
  look(whom: NextLook['whom']): Promise<Look>
}

export interface LookerOptions {
  readonly line: Line
  readonly asked: Asked
  readonly lineName?: string
  readonly intervalMs: number
  readonly farEveryMs: number
}

/** Routers of providers answer little: at usual looks no more often than so. */
const hopEveryMs = 10_000
/** The provider seldom leads us another way, and to find it out costs several pings. */
const findHopEveryMs = 3_600_000
/** Where none was found: a machine that is busy just after its start may have missed the answers. */
const findHopAgainMs = 600_000

/** All that is asked over one family. */
interface Witnesses {
  readonly gateway: GatewayWitness
  readonly hop: HopWitness
  readonly far: FarAsker
  hopSoughtMs: number
  /** At the last look at which anybody was asked. */
  farSilent: boolean
}

/** What was seen over one family. */
interface FamilySeen extends FarSeen {
  readonly way: WayOut
  readonly farAnswered: boolean
  /** Our router, or all others. */
  readonly silent: boolean
}

/** Looks at the line: who answers, and which addresses it has. What it asks is bounded, and it has no opinion. */
export function lookAtLine({ line, asked, lineName, intervalMs, farEveryMs }: LookerOptions): Looker {
  const { clock } = line
  const tables = waysOut(line, {
    ...(asked.interface !== undefined && { interface: asked.interface }),
    ...(lineName !== undefined && { lineName }),
  })
  const kept = keptAddresses(line)
  const everybody = farWitnesses(asked)
  const of: Readonly<Record<Family, Witnesses>> = { v4: witnesses('v4'), v6: witnesses('v6') }
  const askRouter = routerClock(line)
  const ownV6 = rememberedV6()
  let inTrouble = false
  let cameBack = false
  let beside: Promise<void> | undefined
  let bug: { readonly of: unknown } | undefined

  function witnesses(family: Family): Witnesses {
    return {
      gateway: gatewayWitness(line, family),
      hop: hopWitness(line, family),
      far: farAsker(line, family, everybody, kept, { farEveryMs }),
      hopSoughtMs: Number.NEGATIVE_INFINITY,
      farSilent: false,
    }
  }

  async function lookOver(way: WayOut, whom: NextLook['whom']): Promise<FamilySeen> {
    const { gateway, hop, far } = of[way.family]
    const [near, next, beyond] = await Promise.all([
      way.gateway === undefined ? undefined : gateway.ask(way.gateway),
      whom === 'all' || intervalMs >= hopEveryMs ? hop.ask({ inTrouble }) : undefined,
      far.ask(whom, inTrouble),
    ])
    const answered = (sighting: Sighting) => sighting.failure === undefined
    const farAnswered = beyond.sightings.some(answered)
    gateway.learn(farAnswered)
    hop.learn(farAnswered)
    if (beyond.sightings.length > 0) of[way.family].farSilent = !farAnswered
    return {
      way,
      sightings: [near, next].flatMap((each) => each ?? []).concat(beyond.sightings),
      told: beyond.told,
      farAnswered,
      silent: (near !== undefined && !answered(near)) || of[way.family].farSilent,
    }
  }

  /** While all is well, or as long as nobody is known at all: an outage must not become a question of names. */
  function prepare(seen: readonly FamilySeen[]): void {
    const ways = tables.ways
    const well = seen.some(({ farAnswered }) => farAnswered)
    const nobody = ways.every(({ family }) => of[family].far.somebody === undefined)
    if (beside !== undefined || !(well || nobody)) return
    beside = lookUp()
      .then(() => (well ? findHops(seen) : undefined))
      .catch((error: unknown) => {
        bug = { of: error }
      })
      .finally(() => {
        beside = undefined
      })
  }

  async function lookUp(): Promise<void> {
    await kept.renew(tables.ways.flatMap(({ family }) => of[family].far.wanted))
  }

  async function findHops(seen: readonly FamilySeen[]): Promise<void> {
    for (const { way, farAnswered } of seen) {
      const family = of[way.family]
      const far = family.far.somebody
      const everyMs = family.hop.isKnown ? findHopEveryMs : findHopAgainMs
      if (!farAnswered || far === undefined || clock.elapsed() - family.hopSoughtMs < everyMs) continue
      family.hopSoughtMs = clock.elapsed()
      await family.hop.find({ far, gateway: way.gateway })
    }
  }

  /** As it is known by the end of a look. */
  function nowOf(way: WayOut): WayOut {
    return tables.ways.find(({ family }) => family === way.family) ?? way
  }

  return {
    async begin() {
      await tables.read('usual')
      // Only who was spoken to is in the table of neighbours, which tells one home from another.
      await Promise.all(
        tables.ways.map(async ({ family, gateway }) => {
          if (gateway !== undefined) await of[family].gateway.ask(gateway)
        }),
      )
      await tables.read('usual')
      await lookUp()
      return tables.line
    },
    async look(whom) {
      if (bug !== undefined) throw bug.of
      const moment = momentOf(line)
      const before = tables.ways
      const routed = before.find(({ family }) => family === 'v4')
      const router = whom === 'all' || cameBack ? askRouter(routed, { pressing: cameBack }) : undefined
      const [told, seen] = await Promise.all([
        router,
        Promise.all(before.map((way) => lookOver(way, whom))),
        tables.read(inTrouble ? 'trouble' : 'usual'),
      ])
      const wasInTrouble = inTrouble
      inTrouble = seen.length === 0 || seen.some(({ silent }) => silent)
      if ((inTrouble && !wasInTrouble) || seen.some(isNewHere)) await tables.read('trouble')
      cameBack = wasInTrouble && !inTrouble
      prepare(seen)
      return {
        moment,
        link: tables.link,
        line: tables.line,
        lacks: tables.lacks,
        sightings: seen.flatMap(({ sightings }) => sightings),
        addresses: [
          ...seen.flatMap(({ way, told: others }) => others.flatMap((one) => seenAs(nowOf(way), one, ownV6))),
          ...wornBy(routed, told?.external),
        ],
        ...(told?.epochS !== undefined && { routerEpochS: told.epochS }),
      }
    },
  }
}

/** We are seen with an address that this machine was not known to have: its network is another one, or somebody translates. */
function isNewHere({ way: { family, addresses }, told }: FamilySeen): boolean {
  // Mostly it is written the same way too, and to read both costs more.
  const isOwn = (seen: string) =>
    addresses.some((own) => own.address === seen) || addresses.some((own) => sameAddress(own.address, seen))
  return family === 'v6' && told.some(({ address }) => !isOwn(address))
}

/** Which of this machine's prefixes is in use a witness has to say, so it has seen the prefix and what follows from it. */
function seenAs(
  { family, addresses }: WayOut,
  { witness, address }: FarSeen['told'][number],
  ownV6: (seen: string, addresses: WayOut['addresses']) => OwnV6,
): AddressSeenNow[] {
  if (family === 'v4') return [{ what: 'public', family, address, witness }]
  const own = ownV6(address, addresses)
  return [
    { what: 'public', family, address: own.public, witness },
    { what: 'prefix', family, address: own.prefix, witness },
    ...(own.host === undefined ? [] : [{ what: 'host', family, address: own.host, witness } as const]),
  ]
}

function wornBy(router: WayOut | undefined, address: string | undefined): AddressSeenNow[] {
  if (router?.gateway === undefined || address === undefined) return []
  return [{ what: 'router', family: 'v4', address, witness: router.gateway }]
}

function momentOf({ clock }: Line): Moment {
  return { wall: clock.now(), elapsedMs: clock.elapsed(), sinceBootMs: clock.sinceBoot?.() }
}
