import type { Family, Line } from '../core/line.ts'
import { sameAddress, within } from '../protocols/addresses.ts'
import type { Sighting } from './look.ts'
import { askNear, type NearQuestion } from './near-question.ts'
import { questionMs } from './question-ms.ts'

export interface HopWitness {
  /** Undefined where there is none. */
  ask(): Promise<Sighting | undefined>
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

/**
 * The first router beyond our own that answers when it is asked itself. Found by pings that may pass few routers, which are dear
 * and which routers answer seldom; then asked by its address.
 */
export function hopWitness(line: Line, family: Family): HopWitness {
  let hop: { readonly address: string; readonly question: NearQuestion } | undefined
  let silences = 0

  async function answering(address: string) {
    for (const question of questions) {
      const { failure } = await askNear(line, address, question)
      if (failure === undefined) return { address, question }
    }
    return undefined
  }

  return {
    async ask() {
      if (hop === undefined) return undefined
      const went = await askNear(line, hop.address, hop.question)
      silences = went.failure === undefined ? 0 : silences + 1
      return { witness: hop.address, of: 'hop', family, ...went }
    },
    learn(farAnswered) {
      if (!farAnswered || silences < enoughSilences) return
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
