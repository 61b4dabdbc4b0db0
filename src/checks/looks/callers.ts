import type { Asked } from '../../core/asked.ts'
import type { Failure } from '../../core/failure.ts'
import { maybe } from '../../core/check.ts'
import type { Line } from '../../core/line.ts'
import { defineLook } from '../../core/look.ts'
import type { Address, Name } from '../../core/mark.ts'
import { askEchoip, type EchoipOutcome } from '../../protocols/echoip/ask-echoip.ts'
import { type MailPort, mailPorts } from '../../wire/mail-port.ts'
import { budgets } from '../budgets.ts'
import { lineAddress } from '../line/address.ts'
import { holds, lineNat } from '../line/nat.ts'
import { linePath } from '../line/path.ts'
import { routerMapping } from '../router/mapping.ts'
import { callFromTheWorld, type WorldCalled } from './call-from-the-world.ts'
import { type Callee, calleeAt, hungUp } from './callee.ts'
import { dialBack } from './dial-back.ts'

export interface CallersFacts {
  /** `shared-address`: it is not this line's alone, so whoever is met there may be anybody. */
  readonly asked: 'done' | 'not-asked' | 'shared-address'
  /** How Globalping was met: anything but `measured` says nothing of the line. */
  readonly world: WorldCalled['met'] | 'not-asked'
  readonly retryAfterS?: number
  /** Tests that are left of its ration, where it said so. */
  readonly remaining?: number
  /** Who called. */
  readonly callers: readonly Caller[]
  /** Mail ports that nobody had proved open before. */
  readonly ports: readonly CalledPort[]
}

export interface Caller {
  readonly by: 'globalping' | 'port-checker'
  readonly country?: string
  readonly network: Name
  /** It reached a port 25 that is known to be open: that ours is silent to it means something. */
  readonly reaches25: boolean
}

export interface CalledPort {
  readonly port: number
  readonly behind: Callee['behind']
  /** Why nothing is behind it. */
  readonly why?: Failure
  /** A server has it that listens for this machine alone. */
  readonly loopbackOnly?: boolean
  /** Global addresses, not ours, whose connection stood at our own listener. */
  readonly arrivals: readonly Address[]
  /** Callers, by their place in the list, whose connection stood by their own word. */
  readonly reached: readonly number[]
  /** Callers that tried, and whose connection did not stand. */
  readonly missed: readonly number[]
}

/**
 * Strangers who are asked to call: the probes of Globalping all over the world, and services that dial whoever asks. They
 * prove nothing to our listener, and need not: that a connection from a global address stood here is proof that the port
 * is open, whoever it was. Silence is told only of those that reach another port 25.
 */
export const callers = defineLook<CallersFacts>()({
  look: 'callers.v4',
  revision: 1,
  needs: {
    path: linePath,
    address: lineAddress.v4,
    nat: maybe(lineNat),
    // After the dial-back: one at a time can have the listeners.
    seen: maybe(dialBack.v4),
    // After the trial: what the router has open for its sake is not open as things stand.
    trials: maybe(routerMapping),
  },
  budget: budgets.callers,
  optIn: true,
  marks: { network: 'name', arrivals: 'address' },
  async observe(line, { path, address, nat, seen }, asked) {
    const nobody = { world: 'not-asked', callers: [], ports: [] } as const
    const { globalping, portCheckers = [] } = asked
    if (globalping === undefined && portCheckers.length === 0) return { asked: 'not-asked', ...nobody }
    if (nat?.shared === true) return { asked: 'shared-address', ...nobody }
    const proved = (seen?.ports ?? []).filter((each) => each.proved).map(({ port }) => port)
    const isAnothers = (port: MailPort) => nat?.ownPorts !== undefined && !holds(nat.ownPorts, port)
    const wanted = mailPorts.filter((port) => !proved.includes(port) && !isAnothers(port))
    const called = { address: address.address, local: path.v4?.local ?? [] }
    const callees = await Promise.all(wanted.map((port) => calleeAt(line, port, called)))
    try {
      return { asked: 'done', ...(await callAll(line, asked, address.address, callees)) }
    } finally {
      await hungUp(callees)
    }
  },
})

async function callAll(
  line: Line,
  asked: Asked,
  address: string,
  callees: readonly Callee[],
): Promise<Omit<CallersFacts, 'asked'>> {
  const ports = callees.filter(({ behind }) => behind !== 'nothing').map(({ port }) => port)
  // Where there is nothing to call, nobody is troubled, and no ration is spent.
  const { globalping, portCheckers = [] }: Partial<Asked> = ports.length === 0 ? {} : asked
  const [world, ...checked] = await Promise.all([
    globalping === undefined ? undefined : callFromTheWorld(line, asked, address, ports),
    ...portCheckers.map(async ({ url, pins }) => ({
      url,
      outcomes: await Promise.all(ports.map((port) => askEchoip(line, { url, pins }, port, 'v4'))),
    })),
  ])
  const probes = world?.probes ?? []
  const theirs = checked.filter((each) => each !== undefined)
  return {
    world: world?.met ?? 'not-asked',
    ...(world?.retryAfterS !== undefined && { retryAfterS: world.retryAfterS }),
    ...(world?.remaining !== undefined && { remaining: world.remaining }),
    callers: [
      ...probes.map(({ country, network, reaches25 }) => ({ by: 'globalping' as const, country, network, reaches25 })),
      // What a port checker cannot dial, it calls closed: it has shown nothing of itself.
      ...theirs.map(({ url }) => ({ by: 'port-checker' as const, network: new URL(url).host, reaches25: false })),
    ],
    ports: callees.map(({ port, behind, why, loopbackOnly, arrivals }) => {
      const stood = [
        ...probes.map((_, at) => stoodAt(world, port, at)),
        ...theirs.map(({ outcomes }) => reachedBy(outcomes[ports.indexOf(port)], address)),
      ]
      const which = (wanted: boolean) => stood.flatMap((one, at) => (one === wanted ? [at] : []))
      return {
        port,
        behind,
        ...(why !== undefined && behind === 'nothing' && { why }),
        ...(loopbackOnly !== undefined && { loopbackOnly }),
        arrivals: [...arrivals],
        reached: which(true),
        missed: which(false),
      }
    }),
  }
}

function stoodAt(world: WorldCalled | undefined, port: MailPort, at: number): boolean | undefined {
  const ended = world?.results[port]?.[at]
  if (ended === 'answered') return true
  return ended === 'no-answer' ? false : undefined
}

/** One that saw us under another address has dialled somebody else. */
function reachedBy(outcome: EchoipOutcome | undefined, address: string): boolean | undefined {
  return outcome?.kind === 'answered' && outcome.address === address ? outcome.reachable : undefined
}
