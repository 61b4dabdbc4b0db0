import type { Failure } from '../core/failure.ts'
import type { Endpoint, Family } from '../core/line.ts'
import { written } from '../system/endpoint.ts'
import { type MailPort, mailPorts } from '../wire/mail-port.ts'
import { home, hosts, nowhere, ports, provider } from './addresses.ts'
import type { Fake } from './fake.ts'
import { fakeMailServer } from './fake-mail-server.ts'
import { fakeMiddlebox } from './fake-middlebox.ts'
import type { Internet } from './internet.ts'
import type { LineSpec, Treatment } from './scenario.ts'
import type { ScriptedProbe } from './scripted-probe.ts'

export interface WaysOutOptions {
  readonly spec: LineSpec
  readonly internet: Internet
  readonly probe: ScriptedProbe
  readonly signal: AbortSignal
  readonly keep: <F extends Fake>(fake: F) => F
  /** Told of each connection that leaves by another address than the others, by the port it is made from. */
  readonly onOtherWay: (port: number) => void
}

/** Where the agent's connections end, by what the line does to them. */
export async function waysOut(options: WaysOutOptions): Promise<Record<string, Endpoint | Failure>> {
  const { spec, internet, probe } = options
  const intercepted = spec.resolver === 'intercepting' ? internet.resolver : undefined
  const map: Record<string, Endpoint | Failure> = {
    [`${home.router}:${ports.dns}`]: internet.resolver,
    [at('zones', 'v4', ports.dns)]: intercepted ?? internet.zones,
    [at('openResolver', 'v4', ports.dns)]: intercepted ?? internet.openResolver,
    [at('otherResolver', 'v4', ports.dns)]: intercepted ?? internet.openResolver,
    [`${nowhere}:${ports.dns}`]: intercepted ?? 'timed-out',
    [at('policy', 'v4', ports.secureWeb)]: spec.policy === 'refused' ? 'refused' : internet.policy,
  }
  if (spec.nameServers !== undefined) {
    map[at('nameServer', 'v4', ports.dns)] = internet.whoami
    map[at('otherNameServer', 'v4', ports.dns)] = internet.whoami
    if (spec.nameServers === 'taken') map[`${nowhere}:${ports.dns}`] = internet.whoami
  }
  for (const family of ['v4', 'v6'] as const) {
    const near = internet.families[family]
    if (near === undefined) continue
    map[at('stun', family, ports.stun)] = spec.stun ?? near.stun
    map[at('otherStun', family, ports.stun)] = spec.stun ?? near.otherStun
    map[at('portal', family, ports.web)] = near.portal
    map[at('relay', family, ports.relay)] = relayed(spec, near.relay)
    map[at('probe', family, ports.api)] = spec.probe === 'gone' ? 'timed-out' : (probe.real('api', family) ?? 'refused')
    for (const port of mailPorts) {
      const real = probe.real(port, family) ?? 'refused'
      map[at('probe', family, port)] = await treated(real, family, port, options)
      map[at('exchanger', family, port)] = await treated(near.exchanger[port], family, port, options)
    }
    if (spec.receivers === 'turn-away') map[at('exchanger', family, 25)] = await turningAway(family, options)
  }
  if (spec.uplink !== 'dead') return map
  return Object.fromEntries(Object.keys(map).map((key) => [key, 'timed-out' as const]))
}

function relayed({ relay }: LineSpec, real: Endpoint): Endpoint | Failure {
  return relay === 'timed-out' || relay === 'refused' ? relay : real
}

/** What becomes of connections to a mail port of somebody. */
async function treated(
  real: Endpoint | Failure,
  family: Family,
  port: MailPort,
  { spec, signal, keep, onOtherWay }: WaysOutOptions,
): Promise<Endpoint | Failure> {
  const does: Treatment | undefined = spec.outbound?.[port]
  if (does === undefined || typeof real === 'string') return real
  if (does === 'timed-out' || does === 'refused') return does
  if (does === 'intercepted') return keep(await fakeMailServer(family, port, interceptor, signal)).at
  const onConnecting = does === 'other-address' ? (from: Endpoint) => onOtherWay(from.port) : undefined
  const box = await fakeMiddlebox({ family, behind: () => real, does, signal, ...(onConnecting && { onConnecting }) })
  return keep(box).at
}

/** A large receiver that has no wish to hear from this line. */
async function turningAway(family: Family, { signal, keep }: WaysOutOptions): Promise<Endpoint> {
  const { name } = hosts.exchanger
  const greeting = `554-${name}\r\n554 Your access to this mail system has been rejected, see https://${name}/why`
  return keep(await fakeMailServer(family, 25, name, signal, { greeting })).at
}

const interceptor = `relay.${provider.gateway.replaceAll('.', '-')}.test`

function at(host: keyof typeof hosts, family: Family, port: number): string {
  return written({ address: hosts[host][family], port })
}
