import type { Failure } from '../core/failure.ts'
import type { Endpoint, Family } from '../core/line.ts'
import { written } from '../system/endpoint.ts'
import { mailPorts } from '../wire/mail-port.ts'
import { home, hosts, ports } from './addresses.ts'
import type { Internet } from './internet.ts'
import type { LineSpec } from './scenario.ts'
import type { ScriptedProbe } from './scripted-probe.ts'

/** Where the agent's connections end, by what the line does to them. */
export function waysOut(spec: LineSpec, internet: Internet, probe: ScriptedProbe): Record<string, Endpoint | Failure> {
  const map: Record<string, Endpoint | Failure> = { [`${home.router}:${ports.dns}`]: internet.names }
  for (const family of ['v4', 'v6'] as const) {
    const near = internet.families[family]
    if (near === undefined) continue
    map[at('stun', family, ports.stun)] = near.stun
    map[at('otherStun', family, ports.stun)] = near.otherStun
    map[at('probe', family, ports.api)] = spec.probe === 'gone' ? 'timed-out' : (probe.real('api', family) ?? 'refused')
    for (const port of mailPorts) {
      const through = (real: Endpoint | Failure) => (port === 25 ? onPort25(spec, real, near.interceptor) : real)
      map[at('probe', family, port)] = through(probe.real(port, family) ?? 'refused')
      map[at('exchanger', family, port)] = through(near.exchanger[port])
    }
  }
  if (spec.uplink !== 'dead') return map
  return Object.fromEntries(Object.keys(map).map((key) => [key, 'timed-out' as const]))
}

function onPort25({ outbound25 }: LineSpec, real: Endpoint | Failure, interceptor: Endpoint): Endpoint | Failure {
  if (outbound25 === undefined) return real
  return outbound25 === 'intercepted' ? interceptor : outbound25
}

function at(host: keyof typeof hosts, family: Family, port: number): string {
  return written({ address: hosts[host][family], port })
}
