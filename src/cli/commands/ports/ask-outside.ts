import type { Asked, ProbeAddress } from '../../../core/asked.ts'
import { conclude } from '../../../core/conclude.ts'
import type { Line } from '../../../core/line.ts'
import type { Way } from '../../../checks/line/path.ts'
import { letIn } from '../../../checks/looks/let-in.ts'
import { closed, type Place, placeAt } from '../../../checks/looks/place.ts'
import { vantageProbe } from '../../../checks/vantage/probe.ts'
import { sameAddress } from '../../../protocols/addresses.ts'
import { listenForProbe } from '../../../protocols/probe/listen-for-probe.ts'
import type { OpenSession } from '../../../protocols/probe/open-session.ts'
import type { RouterPlace } from '../../../protocols/router/router-place.ts'
import { isMailPort, type MailPort } from '../../../wire/mail-port.ts'
import { readNonce } from '../../../wire/proof.ts'
import type { PortEnded } from './port-ended.ts'
import { outsideOf, type PortOutside } from './port-outside.ts'
import type { Told } from './told.ts'

export interface Outside {
  /** Why nobody could be asked. */
  readonly problem?: Told & { readonly answer: string }
  /** By the router's port. */
  readonly ports: ReadonlyMap<number, PortOutside>
  /** Ports behind which no server was found here, so that we listened ourselves. */
  readonly unserved: readonly number[]
}

export interface OutsideAsked {
  readonly line: Line
  readonly probes: readonly ProbeAddress[]
  readonly release: string
  readonly place: RouterPlace
  readonly interface: string
  readonly ports: readonly PortEnded[]
}

/** Has a probe come in at ports that the router says are open, and tells what it met. */
export async function askOutside(asked: OutsideAsked): Promise<Outside> {
  const { line, place, ports } = asked
  const way: Way = { interface: asked.interface, kind: 'unlisted', local: [place.local], router: place.address }
  const vantage = await meetProbe(asked, way)
  if ('answer' in vantage) return { problem: vantage, ports: new Map(), unserved: [] }

  const dialled = ports.filter(({ external }) => isMailPort(external))
  const places = await Promise.all(dialled.map((port) => placeOf(line, vantage, port, way)))
  try {
    const { call, ports: seen } = await letIn(line, vantage, places, place.address)
    const known = ports.map(({ external, internal }): [number, PortOutside] => {
      const one = seen.find(({ port }) => port === external)
      const elsewhere = !sameAddress(internal.address, place.local)
      return [external, one === undefined ? { kind: 'not-dialled' } : outsideOf(one, call, elsewhere)]
    })
    const unserved = places.filter(({ behind }) => behind === 'listener').map(({ port }) => port)
    return { ports: new Map(known), unserved }
  } finally {
    await closed(places)
  }
}

/** A session over the family of the router, or why there is none. */
async function meetProbe(
  { line, probes, release, place }: OutsideAsked,
  way: Way,
): Promise<OpenSession | NonNullable<Outside['problem']>> {
  const asked: Asked = { release, probes, stun: [], servers: [] }
  // Over IPv6 an address of IPv4 is asked first: the probe tells there which one it has.
  const path = place.family === 'v4' ? { v4: way } : { v4: way, v6: way }
  // The engine would hand it the same: what the check of the path gives.
  const facts = await vantageProbe.observe(line, { path } as never, asked, () => {})
  const session = vantageProbe.gives(facts)?.[place.family]
  const { answer, says, remedy } = conclude(vantageProbe, facts, [])
  if (session === undefined) return { answer, mark: 'open', says, ...(remedy !== undefined && { remedy }) }
  const seenAt = session.session.address
  if (place.family === 'v4' || sameAddress(seenAt, place.local)) return session
  return {
    answer: 'other-address',
    mark: 'open',
    says: `The probe sees this machine at ${seenAt}, and the router was asked for ${place.local}: it would come in elsewhere.`,
    remedy:
      'Switch IPv6 privacy addresses off on a machine that is to be a server ("mailworthy explain line.source.v6").',
  }
}

async function placeOf(line: Line, open: OpenSession, { external, internal }: PortEnded, way: Way): Promise<Place> {
  const port = external as MailPort
  const plain = { port, at: internal.port, loopbackOnly: false, firewall: 'not-read' } as const
  if (!way.local.some((each) => sameAddress(each, internal.address))) return { ...plain, behind: 'server' }
  const nonce = readNonce(open.session.nonce)
  if (nonce === undefined) return { ...plain, behind: 'nothing', why: 'malformed' }
  if (internal.port === external) return placeAt(line, open, port, nonce, way)
  const opened = await listenForProbe(line, { family: open.family, port, at: internal.port, nonce })
  if (opened.ok) return { ...plain, behind: 'listener', listener: opened.value }
  return opened.failure === 'in-use'
    ? { ...plain, behind: 'server' }
    : { ...plain, behind: 'nothing', why: opened.failure }
}
