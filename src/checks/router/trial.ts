import type { RouterSpeech, TableEntry } from '../../core/journal.ts'
import type { Endpoint, Line } from '../../core/line.ts'
import type { Banner } from '../../core/mark.ts'
import { deadlineOf } from '../../protocols/deadline.ts'
import { listenForProbe } from '../../protocols/probe/listen-for-probe.ts'
import { type OpenSession, openSession } from '../../protocols/probe/open-session.ts'
import { closeMapping } from '../../protocols/router/close-mapping.ts'
import { leadsTo } from '../../protocols/router/leads-to.ts'
import { openMapping } from '../../protocols/router/open-mapping.ts'
import type { Attempt, Closing, HeldMapping, Opening } from '../../protocols/router/opening.ts'
import type { RouterMet } from '../../protocols/router/router-met.ts'
import type { RouterMetV6 } from '../../protocols/router/router-met-v6.ts'
import { standInPort } from '../../protocols/router/stand-in-port.ts'
import { controlPort, type DialledPort } from '../../wire/control-port.ts'
import { readNonce } from '../../wire/proof.ts'
import { budgets } from '../budgets.ts'
import { type LetIn, letIn, type PortSeen } from '../looks/let-in.ts'
import { closed, type Place } from '../looks/place.ts'

/** What became of ports that the router was asked to open for a moment. */
export interface Trial {
  /** How the probe's second visit ended; `no-vantage`: there was nobody to ask, or no session any more. */
  readonly call: LetIn['call'] | 'no-vantage'
  readonly ports: readonly PortTrial[]
}

export interface PortTrial {
  readonly port: number
  /** The port of this machine that it was led to. */
  readonly internal: number
  /** How the router took it; `no-listener`: this machine could not listen, so it was not asked. */
  readonly opening: Opening['kind'] | 'no-listener'
  readonly attempts: readonly Attempt[]
  readonly speech?: RouterSpeech
  readonly code?: number
  readonly says?: Banner
  /** Who has the port. */
  readonly owner?: TableEntry
  /** The port that was given in its place. */
  readonly substitute?: number
  /** `as-asked`: the router's table has it; `not-told`: there is none to read. */
  readonly readBack?: 'as-asked' | 'not-told'
  /** As the router granted it, in seconds; 0: it was to end by itself, and the router knows no end. */
  readonly leaseS?: number
  /** What was seen at both ends while it was open; null where the probe did not come. */
  readonly seen: PortSeen | null
  /** How it was taken back; `not-told`: nobody answered, so it may be there still. */
  readonly closing?: 'gone' | 'left-behind' | 'not-told'
  readonly goneBy?: 'seen' | 'said'
}

export interface TrialOptions {
  readonly met: RouterMet | RouterMetV6
  /** Of the session that is over: the same probe is asked again. */
  readonly vantage: OpenSession | undefined
  readonly ports: readonly DialledPort[]
  /** Ports that a server of this machine has. */
  readonly served: readonly number[]
}

/** Long enough for a trial, short enough to be gone soon where we are killed in the middle. */
const trialLeaseS = 120

/**
 * Opens ports on the router for a moment, has the probe come in, and takes all of it back.
 *
 * Over IPv4 every port but a server's leads to a high one of this machine, so no right to open port 25 is needed and no rule of
 * this machine's firewall about it plays a part. Over IPv6 nothing is translated: the port is the port.
 */
export async function tryPorts(line: Line, { met, vantage, ports, served }: TrialOptions): Promise<Trial> {
  const open = await sessionAgain(line, vantage)
  const standIn = (port: DialledPort) =>
    met.place.family === 'v4' && !served.includes(port) ? standInPort(port) : port
  const places = await Promise.all(ports.map((port) => placeOf(line, met, open, port, served, standIn(port))))
  const opensItself: Place[] = []
  const held: { readonly port: number; readonly mapping: HeldMapping }[] = []
  const opened: PortTrial[] = []
  try {
    const until = deadlineOf(line.clock, budgets.mappingAsked)
    // One after the other: cheap routers mix up what is asked at the same time.
    for (const place of comparedWithFirst(places)) {
      if (place.behind === 'nothing') {
        opened.push({ ...trialOf(place), opening: 'no-listener', attempts: [], seen: null })
        continue
      }
      // What is open must be tried, and closed, in the time that remains.
      if (until.left() === 0) break
      let used = place
      let { opening, attempts } = await ask(line, met, place)
      if (opening.kind === 'same-port-only') {
        // It leads no port to another (724), and where this machine may listen on the port itself, it need not.
        const own = await placeOf(line, met, open, place.port, served, place.port)
        opensItself.push(own)
        if (own.behind === 'listener') {
          used = own
          const again = await ask(line, met, own)
          opening = again.opening
          attempts = [...attempts, ...again.attempts]
        }
      }
      if (opening.kind === 'opened') held.push({ port: place.port, mapping: opening.held })
      opened.push({ ...trialOf(used), ...toldOf(opening), attempts, seen: null })
      // Interrupted: each further request would be noted, and never be made.
      if (opening.kind === 'silent' && opening.failure === 'cancelled') break
    }
    const isHeld = ({ port }: Place) => held.some((each) => each.port === port)
    const reachable = places
      .filter(isHeld)
      .map((place) => opensItself.find(({ port, behind }) => port === place.port && behind === 'listener') ?? place)
    const seen = open === undefined ? undefined : await letIn(line, open, reachable, met.place.address)
    const closings = new Map<number, Closing>()
    for (const { port, mapping } of held) closings.set(port, await closeMapping(line, met, mapping))
    return {
      call: seen?.call ?? 'no-vantage',
      ports: ports
        .flatMap((port) => opened.filter((trial) => trial.port === port))
        .map((trial) => ({
          ...trial,
          seen: seenAt(seen, trial.port),
          ...closedAs(closings.get(trial.port), { address: met.place.local, port: trial.internal }),
        })),
    }
  } finally {
    await closed([...places, ...opensItself])
  }
}

/** Without the control port, what does not arrive could be compared with nothing. */
function comparedWithFirst(places: readonly Place[]): readonly Place[] {
  const isControl = ({ port }: Place) => port === controlPort
  return [...places.filter(isControl), ...places.filter((place) => !isControl(place))]
}

/** A session has one dial-back, so this is another one, with the same probe at the same address. */
async function sessionAgain(line: Line, vantage: OpenSession | undefined): Promise<OpenSession | undefined> {
  if (vantage === undefined) return undefined
  const { probe, address, family } = vantage
  const again = await openSession(line, { ...probe, address }, family)
  return again.kind === 'session' ? again.open : undefined
}

async function placeOf(
  line: Line,
  { place: { family } }: TrialOptions['met'],
  open: OpenSession | undefined,
  port: DialledPort,
  served: readonly number[],
  at: number,
): Promise<Place> {
  const nonce = open === undefined ? line.random(16) : readNonce(open.session.nonce)
  const place = { port, at, loopbackOnly: false, firewall: 'not-read' } as const
  if (served.includes(port)) return { ...place, behind: 'server' }
  if (nonce === undefined) return { ...place, behind: 'nothing' }
  const opened = await listenForProbe(line, { family, port, at, nonce })
  return opened.ok
    ? { ...place, behind: 'listener', listener: opened.value }
    : { ...place, behind: 'nothing', why: opened.failure }
}

function ask(line: Line, met: TrialOptions['met'], { port, at = port }: Place) {
  const internal = { address: met.place.local, port: at }
  const wanted = { external: port, internal, leaseS: trialLeaseS, replace: false, permanentIfNeeded: true }
  return openMapping(line, met, wanted, 'auto')
}

function trialOf({ port, at = port }: Place): Pick<PortTrial, 'port' | 'internal'> {
  return { port, internal: at }
}

function toldOf(opening: Opening): Omit<PortTrial, 'port' | 'internal' | 'attempts' | 'seen'> {
  const { kind } = opening
  const base = { opening: kind, ...('speech' in opening && { speech: opening.speech }) }
  switch (opening.kind) {
    case 'opened':
      return {
        ...base,
        speech: opening.held.speech,
        readBack: opening.readBack,
        leaseS: opening.held.leaseS,
      }
    case 'conflict':
      return { ...base, ...(opening.owner && { owner: opening.owner }) }
    case 'substituted':
      return { ...base, substitute: opening.external }
    default:
      return {
        ...base,
        ...('code' in opening && { code: opening.code }),
        ...('says' in opening && opening.says !== undefined && { says: opening.says }),
      }
  }
}

function seenAt(seen: LetIn | undefined, port: number): PortSeen | null {
  if (seen === undefined) return null
  return [...seen.ports, ...(seen.control ? [seen.control] : [])].find((each) => each.port === port) ?? null
}

/** What has another's forward in its place is not ours any more. */
function closedAs(closing: Closing | undefined, internal: Endpoint): Pick<PortTrial, 'closing' | 'goneBy'> {
  if (closing === undefined) return {}
  if (closing.kind === 'gone') return { closing: 'gone', goneBy: closing.proof }
  const { found, code } = closing
  if (found !== undefined && !leadsTo(found, internal)) return { closing: 'gone', goneBy: 'seen' }
  return { closing: found === undefined && code === undefined ? 'not-told' : 'left-behind' }
}
