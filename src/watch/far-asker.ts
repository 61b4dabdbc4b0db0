import type { Family, Line } from '../core/line.ts'
import type { FarWitness } from './far-witness.ts'
import type { KeptAddresses, Wanted } from './kept-addresses.ts'
import type { NextLook, Sighting } from './look.ts'
import { timed } from './timed.ts'
import { whoseTurn } from './whose-turn.ts'

export interface FarAsker {
  ask(whom: NextLook['whom'], inTrouble: boolean): Promise<FarSeen>
  /** Who has to be looked up. */
  readonly wanted: readonly Wanted[]
  /** An address of one of them, wherever it is. */
  readonly somebody: string | undefined
}

export interface FarSeen {
  readonly sightings: readonly Sighting[]
  /** The address that we have on the internet, and who says so. */
  readonly told: readonly { readonly witness: string; readonly address: string }[]
}

/** Two that are silent are what an outage begins with; to ask more of strangers while all is well would be impolite. */
const usualCount = 2
/** While an outage is looked into, one of them may be down itself. */
const countInTrouble = 3

/** Asks witnesses on the internet over one family: one's own probes at every look, public ones at those for `all`. */
export function farAsker(
  line: Line,
  family: Family,
  all: readonly FarWitness[],
  kept: KeptAddresses,
  { farEveryMs }: { readonly farEveryMs: number },
): FarAsker {
  const mine = all.filter((witness) => witness.tells(family))
  const turn = whoseTurn()
  let udpSilent = false
  let sessionAtMs = Number.NEGATIVE_INFINITY
  /** A network that answers in place of every name server makes each of them see its own address. */
  let toldByBetter = false
  /** Nobody translates: the address that we speak from is the one that others see, and costs no question. */
  let spokenIsSeen = false

  const wantedOf = ({ host, kind }: FarWitness): Wanted =>
    kind === 'probe' ? { host, family, anywhere: true } : { host, family }
  const addressOf = (witness: FarWitness) => witness.known[family] ?? kept.of(wantedOf(witness))
  const known = (...kinds: readonly FarWitness['kind'][]) =>
    mine.filter((witness) => kinds.includes(witness.kind) && addressOf(witness) !== undefined)

  /** Where UDP is shut (or the line is down: it looks the same), those that are spoken to over TCP are asked as well. */
  function strangers(inTrouble: boolean): readonly FarWitness[] {
    const count = inTrouble ? countInTrouble : usualCount
    const overTcp = udpSilent ? turn(known('server'), usualCount) : []
    // Never none of them: UDP may be let out again.
    const overUdp = turn(known('stun', 'dns'), Math.max(1, count - overTcp.length))
    const missing = udpSilent ? 0 : count - overUdp.length
    return [...overUdp, ...overTcp, ...turn(known('server'), missing)]
  }

  async function askOne(witness: FarWitness) {
    const address = addressOf(witness) ?? ''
    const { went, value } = await timed(line.clock, () => witness.ask(line, address, family))
    const sighting: Sighting = { witness: witness.host, of: 'far', family, ...went }
    return { witness, sighting, told: value }
  }

  /** Asked seldom, and of the first that is there: a session costs a probe more than a connection. */
  async function bySession(answered: readonly FarWitness[]) {
    const [first] = answered.filter((witness) => witness.addressOf !== undefined)
    if (first === undefined || line.clock.elapsed() - sessionAtMs < farEveryMs) return []
    sessionAtMs = line.clock.elapsed()
    const told = await first.addressOf?.(line, addressOf(first) ?? '', family)
    return told === undefined ? [] : [{ witness: first.host, address: told }]
  }

  return {
    async ask(whom, inTrouble) {
      const chosen = [...known('probe'), ...(whom === 'all' ? strangers(inTrouble) : [])]
      const seen = await Promise.all(chosen.map(askOne))
      const answered = seen.filter(({ sighting }) => sighting.failure === undefined)
      const overUdp = seen.filter(({ witness: { kind } }) => kind === 'stun' || kind === 'dns')
      if (overUdp.length > 0) udpSilent = overUdp.every(({ sighting }) => sighting.failure !== undefined)
      if (answered.length > 0) doubtTheSilent(seen)

      const calm = whom === 'all' && !inTrouble
      const sessions = calm ? await bySession(answered.map(({ witness }) => witness)) : []
      const toldBy = (wanted: FarWitness['kind']) =>
        answered.flatMap(({ witness: { kind, host }, told }) =>
          kind === wanted && told !== undefined ? [{ witness: host, address: told }] : [],
        )
      const better = [...sessions, ...toldBy('stun')]
      toldByBetter ||= better.length > 0
      const spoken = toldBy('probe')
      if (better.length > 0 && spoken.length > 0) {
        spokenIsSeen = [...better, ...spoken].every(({ address }) => address === spoken[0]?.address)
      }
      const differs = ({ told }: (typeof seen)[number]) =>
        told !== undefined && better.length > 0 && better.every(({ address }) => address !== told)
      return {
        // Who sees another address than all others was perhaps not there: somebody on the way answered in its place.
        sightings: seen.filter((each) => each.witness.kind !== 'dns' || !differs(each)).map(({ sighting }) => sighting),
        told: better.length === 0 && spokenIsSeen ? spoken : toldByBetter ? better : toldBy('dns'),
      }
    },
    get wanted() {
      return mine.filter((witness) => witness.known[family] === undefined).map(wantedOf)
    },
    get somebody() {
      return mine.map(addressOf).find((address) => address !== undefined)
    },
  }

  function doubtTheSilent(seen: readonly { readonly witness: FarWitness; readonly sighting: Sighting }[]): void {
    for (const { witness, sighting } of seen) if (sighting.failure !== undefined) kept.doubt(wantedOf(witness))
  }
}
