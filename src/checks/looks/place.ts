import type { Failure } from '../../core/failure.ts'
import type { TcpSocket } from '../../core/host.ts'
import type { Family, Line } from '../../core/line.ts'
import { familyOf, rangeOf, sameAddress } from '../../protocols/addresses.ts'
import { listenForProbe, type ProbeListener } from '../../protocols/probe/listen-for-probe.ts'
import type { OpenSession } from '../../protocols/probe/open-session.ts'
import { controlPort, type DialledPort } from '../../wire/control-port.ts'
import type { Behind } from '../../wire/dial-back.ts'
import type { MailPort } from '../../wire/mail-port.ts'
import type { Way } from '../line/path.ts'
import type { PortSeen } from './let-in.ts'

/** A port of this machine that the probe is to dial, and what is behind it. */
export interface Place {
  readonly port: DialledPort
  /** Where the listener really is, if a mapping leads the port elsewhere. */
  readonly at?: number
  readonly behind: Behind | 'nothing'
  readonly listener?: ProbeListener
  readonly why?: Failure
  readonly loopbackOnly: boolean
  readonly firewall: PortSeen['firewall']
  /** Where the server here can be met from within. */
  readonly within?: { readonly address: string; readonly port: MailPort }
}

/** Listens where the port is free; where a server has it, the server is what the probe will meet. */
export async function placeAt(
  line: Line,
  open: OpenSession,
  port: DialledPort,
  nonce: Uint8Array,
  way: Way | undefined,
): Promise<Place> {
  const { family, address: from } = open
  const own = way?.local ?? []
  const filter = await line.host.firewall({ family, port, from, ...(way && { interface: way.interface }) })
  const firewall = filter.ok ? filter.value.verdict : 'not-read'
  const opened = await listenForProbe(line, { family, port, nonce })
  if (opened.ok) return { port, behind: 'listener', listener: opened.value, loopbackOnly: false, firewall }
  if (opened.failure !== 'in-use' || port === controlPort)
    return { port, behind: 'nothing', why: opened.failure, loopbackOnly: false, firewall }
  const { loopbackOnly, elsewhere } = await servedFor(line, family, port, own)
  // One on another line's address (a VPN's) keeps the port from us, and says nothing of this line.
  if (elsewhere) return { port, behind: 'nothing', why: 'in-use', loopbackOnly, firewall }
  const address = own[0] ?? (family === 'v4' ? '127.0.0.1' : '::1')
  return { port, behind: 'server', loopbackOnly, firewall, within: { address, port } }
}

/** Whom a server of this machine listens for that has a port: this machine alone, or another line than the one of `own`. */
export async function servedFor(
  line: Line,
  family: Family,
  port: number,
  own: readonly string[],
): Promise<{ readonly loopbackOnly: boolean; readonly elsewhere: boolean }> {
  const addresses = await servedOn(line, family, port)
  const forOthers = addresses.filter((each) => rangeOf(each) !== 'loopback')
  return {
    loopbackOnly: addresses.length > 0 && forOthers.length === 0,
    elsewhere: forOthers.length > 0 && own.length > 0 && !forOthers.some((each) => takes(each, own)),
  }
}

function takes(served: string, own: readonly string[]): boolean {
  return rangeOf(served) === 'unspecified' || own.some((each) => sameAddress(each, served))
}

/**
 * The addresses of a family that servers have the port on; empty where the table does not tell. One on :: beside them is
 * of IPv6 alone, and often our own: no two can share the IPv4 half of a port.
 */
async function servedOn(line: Line, family: Family, port: number): Promise<readonly string[]> {
  const sockets = await line.host.sockets()
  const listening = ({ state, local }: TcpSocket) =>
    state === 'listening' && local.port === port && familyOf(local.address) === family
  return sockets.ok ? sockets.value.filter(listening).map(({ local }) => local.address) : []
}

/** Ends what was opened for the probe. */
export async function closed(places: readonly Place[]): Promise<void> {
  await Promise.all(places.flatMap(({ listener }) => (listener === undefined ? [] : [listener.close()])))
}
