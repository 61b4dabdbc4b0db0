import type { Family, Line } from '../core/line.ts'
import type { Sighting } from './look.ts'
import { askNear, type NearQuestion } from './near-question.ts'
import type { Went } from './timed.ts'

export interface GatewayWitness {
  /** Undefined where it is not known to answer anything. */
  ask(address: string): Promise<Sighting | undefined>
  /** What became of the look that it was asked at: whether anybody on the internet answered. */
  learn(farAnswered: boolean): void
}

/** The cheapest first. Routers have a name server or a page of their own for the home, or refuse. */
const questions: readonly NearQuestion[] = [
  { by: 'connection', port: 53 },
  { by: 'connection', port: 80 },
  { by: 'connection', port: 443 },
  { by: 'datagram' },
  { by: 'echo' },
]
/** A packet is lost now and then on a wireless network; twice in a row while others answer, the question is no good any more. */
const enoughSilences = 2
/** A router that answers nothing is left alone after so many looks at which others answered … */
const mostTries = 3
/** … and asked again once an hour. */
const againMs = 3_600_000

/**
 * Our own router, asked the cheapest question that it answers: which one that is is learnt at first, and anew when it falls
 * silent although others answer. One that was never heard is no witness, since its silence says nothing.
 */
export function gatewayWitness(line: Line, family: Family): GatewayWitness {
  let at: string | undefined
  let question: NearQuestion | undefined
  let silences = 0
  let tries = 0
  let triedMs = 0

  function forget(): void {
    question = undefined
    silences = 0
    tries = 0
  }

  /** All at once, for the look must not wait for one after the other. */
  async function findQuestion(address: string): Promise<Went | undefined> {
    triedMs = line.clock.elapsed()
    const all = await Promise.all(questions.map(async (each) => ({ each, went: await askNear(line, address, each) })))
    const found = all.find(({ went }) => went.failure === undefined)
    question = found?.each
    return found?.went
  }

  return {
    async ask(address) {
      if (address !== at) forget()
      at = address
      if (question === undefined && tries >= mostTries && line.clock.elapsed() - triedMs < againMs) return undefined
      const went = question === undefined ? await findQuestion(address) : await askNear(line, address, question)
      if (went === undefined) return undefined
      silences = went.failure === undefined ? 0 : silences + 1
      return { witness: withoutZone(address), of: 'gateway', family, ...went }
    },
    learn(farAnswered) {
      if (at === undefined || !farAnswered) return
      if (question === undefined) tries += 1
      else if (silences >= enoughSilences) forget()
    },
  }
}

/** As others would write it: which interface it is on (RFC 4007 §11) is nothing that tells one router from another. */
function withoutZone(address: string): string {
  return address.replace(/%.*$/, '')
}
