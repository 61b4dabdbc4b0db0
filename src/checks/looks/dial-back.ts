import { maybe } from '../../core/check.ts'
import type { Family, Line } from '../../core/line.ts'
import { defineLook } from '../../core/look.ts'
import { type Deadline, deadlineOf } from '../../protocols/deadline.ts'
import { callListener, callServer, type HairpinMet } from '../../protocols/probe/hairpin.ts'
import type { OpenSession } from '../../protocols/probe/open-session.ts'
import { controlPort, type DialledPort, dialledPorts } from '../../wire/control-port.ts'
import { readNonce } from '../../wire/proof.ts'
import { budgets } from '../budgets.ts'
import { linePath } from '../line/path.ts'
import { vantageProbe } from '../vantage/probe.ts'
import { type LetIn, letIn } from './let-in.ts'
import { closed, type Place, placeAt } from './place.ts'

export interface DialBackFacts extends Omit<LetIn, 'call'> {
  /** How the call to the probe ended. Anything but `done` says nothing of the line. */
  readonly call: LetIn['call'] | 'no-vantage'
  /** Whom this machine meets when it calls its own public address on a port that is proved open; null: there is none. */
  readonly hairpin: {
    readonly port: number
    /** Null: there was no time left to call. */
    readonly met: HairpinMet | null
  } | null
}

/** To connect, and to hear who it is. Without this much the silence would be our own. */
const hairpinMs = 2_000

/** The probe dials all mail ports of this line, and both ends write down what came. */
const dialBackOver = (family: Family) =>
  defineLook<DialBackFacts>()({
    look: `dial-back.${family}`,
    revision: 2,
    needs: { path: linePath, probe: maybe(vantageProbe) },
    budget: budgets.dialBack,
    marks: { greeting: 'banner', cameFrom: 'address' },
    async observe(line, { path, probe }) {
      const until = deadlineOf(line.clock, budgets.dialBack)
      const open = probe?.[family]
      const nonce = open && readNonce(open.session.nonce)
      if (open === undefined || nonce === undefined) {
        return { call: 'no-vantage', ports: [], control: null, hairpin: null }
      }
      const places = await Promise.all(dialledPorts.map((port) => placeAt(line, open, port, nonce, path[family])))
      try {
        const seen = await letIn(line, open, places, path[family]?.router)
        return { ...seen, hairpin: await hairpinOn(line, open, places, seen, until) }
      } finally {
        await closed(places)
      }
    },
  })

/** Only now, when what came in is written down: this call of our own must not be taken for one from outside. */
async function hairpinOn(
  line: Line,
  { family, session }: OpenSession,
  places: readonly Place[],
  { ports, control }: LetIn,
  until: Deadline,
): Promise<DialBackFacts['hairpin']> {
  // Over IPv6 nothing is translated: a machine has its own address, and the router has no part in it.
  if (family === 'v6') return null
  const proved = [...ports, ...(control ? [control] : [])].filter((seen) => seen.proved).map(({ port }) => port)
  const open = places.filter(({ port }) => proved.includes(port)).sort(bestFirst)
  const place = open.find(({ listener }) => listener !== undefined) ?? open.find(({ within }) => within !== undefined)
  if (place === undefined) return null
  const { port, listener, within } = place
  if (until.left() < hairpinMs) return { port, met: null }
  if (listener !== undefined) {
    return { port, met: await callListener(line, { address: session.address, port, greeting: listener.greeting }) }
  }
  if (within === undefined) return null
  return { port, met: await callServer(line, { address: session.address, port: within.port, within: within.address }) }
}

/**
 * First those on which a server speaks first and in the clear, so that another one tells that it is another. 25 last: some
 * routers let nobody at home call it, wherever it is, and that silence would say nothing of the way back.
 */
const bestToCall: readonly DialledPort[] = [587, 143, 993, 465, controlPort, 25]

function bestFirst(one: Place, other: Place): number {
  return bestToCall.indexOf(one.port) - bestToCall.indexOf(other.port)
}

export const dialBack = { v4: dialBackOver('v4'), v6: dialBackOver('v6') } as const
