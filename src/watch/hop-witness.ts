import type { Family, Line } from '../core/line.ts'
import { sameAddress, within } from '../protocols/addresses.ts'
import type { Sighting } from './look.ts'
import { askNear, type NearQuestion } from './near-question.ts'
import { questionMs } from './question-ms.ts'

export interface HopWitness {
  readonly isKnown: boolean
  /** Undefined where there is none, or it has been asked enough for now. */
  ask(now: { readonly inTrouble: boolean }): Promise<Sighting | undefined>
  /** What became of the look that it was asked at: whether anybody on the internet answered. */
  learn(farAnswered: boolean): void
  /** Looks for one on the way to `far`. */
  find(way: { readonly far: string; readonly gateway: string | undefined }): Promise<void>
}

/** Beyond it may be another city: what is silent there tells less and less of the line itself. */
const farthest = 3
/** The usual network of a box at home (RFC 1918): another router of our own, before or behind the provider's. */
const homes = '192.168.0.0/16'
/** Never a connection: a stranger's router may take that for an attack. A refused datagram costs us no process. */
const questions: readonly NearQuestion[] = [{ by: 'datagram' }, { by: 'echo' }]
/** Routers answer few pings when they are busy; so often in a row while others answer, it is no witness. */
const enoughSilences = 3
/** Each ping is a process, dearer than all the rest of a look. What it can tell of a time it tells at its first looks; after that … */
const pingsAtOnce = 3
/** … it is only to be noticed where a trouble moves … */
const pingInTroubleMs = 10_000
/** … or, while all is well, that this one still answers: as often as others far away are asked. */
const pingEveryMs = 300_000

/**
 * The first router beyond our own that answers when it is asked itself. Found by pings that may pass few routers, which are dear
 * and which routers answer seldom; then asked by its address.
 */
export function hopWitness(line: Line, family: Family): HopWitness {
  let hop: { readonly address: string; readonly question: NearQuestion } | undefined
  let silences = 0
  /** At this look; undefined where it was not asked. */
  let silent: boolean | undefined
  /** Since the trouble began, or ended. */
  let pings = 0
  let pingedMs = Number.NEGATIVE_INFINITY
  let wasInTrouble = false

  function mayPing(inTrouble: boolean): boolean {
    const nowMs = line.clock.elapsed()
    if (inTrouble !== wasInTrouble) pings = 0
    wasInTrouble = inTrouble
    const everyMs = inTrouble ? pingInTroubleMs : pingEveryMs
    if (pings >= pingsAtOnce && nowMs - pingedMs < everyMs) return false
    pings += 1
    pingedMs = nowMs
    return true
  }

  async function answering(address: string) {
    for (const question of questions) {
      const { failure } = await askNear(line, address, question)
      if (failure === undefined) return { address, question }
    }
    return undefined
  }

  return {
    get isKnown() {
      return hop !== undefined
    },
    async ask({ inTrouble }) {
      silent = undefined
      if (hop === undefined || (hop.question.by === 'echo' && !mayPing(inTrouble))) return undefined
      const { address, question } = hop
      const went = await askNear(line, address, question)
      // Another one may have been found meanwhile.
      if (hop.address === address) silent = went.failure !== undefined
      return { witness: address, of: 'hop', family, ...went }
    },
    learn(farAnswered) {
      if (silent === undefined) return
      if (!silent) silences = 0
      // That of an outage says nothing against it.
      else if (farAnswered) silences += 1
      // It is learnt from once: a dense watch has many looks between two at which it is asked.
      silent = undefined
      if (silences < enoughSilences) return
      hop = undefined
      silences = 0
    },
    async find({ far, gateway }) {
      // On a link without a router of our own the first one is the provider's.
      for (let ttl = gateway === undefined ? 1 : 2; ttl <= farthest; ttl += 1) {
        const reply = await line.hops.echo(far, { ttl, ms: questionMs })
        if (!reply.ok) {
          if (reply.failure === 'timed-out') continue
          return
        }
        const { kind, from } = reply.value
        if (kind !== 'expired' || sameAddress(from, far)) return
        if (within(from, homes) || (gateway !== undefined && sameAddress(from, gateway))) continue
        const found = await answering(from)
        if (found === undefined) continue
        // The silences so far were those of another one.
        if (found.address !== hop?.address) silences = 0
        hop = found
        return
      }
    },
  }
}
