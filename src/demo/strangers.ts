import type { Asked } from '../core/asked.ts'
import type { Failure } from '../core/failure.ts'
import type { Endpoint } from '../core/line.ts'
import { connect } from '../system/connect.ts'
import { written } from '../system/endpoint.ts'
import { hosts, ports, volunteerAddress } from './addresses.ts'
import type { Fake } from './fake.ts'
import { fakeEchoip } from './fake-echoip.ts'
import { fakeGlobalping, type PingEnd } from './fake-globalping.ts'
import { type Volunteer, volunteers } from './globalping/volunteers.ts'
import type { LineSpec } from './scenario.ts'

/** Those outside who call the line because they were asked to, and are nobody's probe. */
export interface Strangers {
  readonly asked: Pick<Asked, 'globalping' | 'portCheckers'>
  /** For the agent's map. */
  readonly ways: Readonly<Record<string, Endpoint>>
}

export interface StrangersOptions {
  readonly spec: LineSpec
  /** The IPv4 address that the line is called at. */
  readonly publicAddress: string
  /** Where connections from outside end, as it is now. */
  readonly outside: () => Readonly<Record<string, Endpoint | Failure>>
  /** Told of each connection, before it stands: where it is really made from, and whose it is. */
  readonly onCalling: (real: Endpoint, address: string) => void
  readonly signal: AbortSignal
  readonly keep: <F extends Fake>(fake: F) => F
}

export async function openStrangers(options: StrangersOptions): Promise<Strangers> {
  const { spec, publicAddress, keep } = options
  if (spec.strangers === undefined) return { asked: {}, ways: {} }
  if (spec.strangers === 'port-checker') {
    const { name, v4 } = hosts.portChecker
    const echoip = keep(await fakeEchoip(publicAddress, (port) => stands(options, port, v4)))
    return { asked: { portCheckers: [{ url: `https://${name}`, pins: echoip.pins }] }, ways: at(v4, echoip.at) }
  }
  const { name, v4 } = hosts.globalping
  const globalping = keep(
    await fakeGlobalping({
      ends: (target, port, volunteer) => ping(options, target, port, volunteer),
      fault: () => (spec.strangers === 'globalping-listed' ? 'listed-caller' : undefined),
    }),
  )
  return { asked: { globalping: { base: `https://${name}`, pins: globalping.pins } }, ways: at(v4, globalping.at) }
}

function at(address: string, real: Endpoint): Strangers['ways'] {
  return { [written({ address, port: ports.secureWeb })]: real }
}

/** What becomes of a volunteer's connections. Lines of people have port 25 closed on the way out, whomever they call. */
async function ping(options: StrangersOptions, target: string, port: number, volunteer: Volunteer): Promise<PingEnd> {
  if (port === 25 && volunteer.tags.includes('eyeball-network')) return 'no-answer'
  if (target === hosts.exchanger.name) return 'answered'
  if (target !== options.publicAddress) return 'no-answer'
  return (await stands(options, port, volunteerAddress(volunteers.indexOf(volunteer)))) ? 'answered' : 'no-answer'
}

/** Calls a port of the line from an address. */
async function stands(
  { publicAddress, outside, onCalling, signal }: StrangersOptions,
  port: number,
  from: string,
): Promise<boolean> {
  const real = outside()[written({ address: publicAddress, port })]
  if (real === undefined || typeof real === 'string') return false
  const called = await connect(real, { onConnecting: (local) => onCalling(local, from) }, signal)
  if (called.ok) called.value.socket.destroy()
  return called.ok
}
