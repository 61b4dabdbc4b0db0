import { minAgent } from '../../probe-server/about.ts'
import { freshIdentity, type RunningProbe, startProbe } from '../../probe-server/main.ts'
import type { ProbeAddress } from '../core/asked.ts'
import type { Endpoint, Family } from '../core/line.ts'
import { dial } from '../system/dial.ts'
import { familyOf } from '../system/endpoint.ts'
import type { Reroute } from '../system/reroute.ts'
import { reroutedDial } from '../system/rerouted-dial.ts'
import { type MailPort, mailPorts } from '../wire/mail-port.ts'
import { hosts, loopback, ports } from './addresses.ts'
import { demoPatience } from './patience.ts'
import type { LineSpec } from './scenario.ts'
import { unhurriedDial } from './unhurried.ts'

export interface ScriptedProbe {
  /** As it is given to the agent. */
  readonly asked: ProbeAddress
  /** Where a port of it really is; undefined where it does not listen. */
  real(what: 'api' | MailPort, family: Family): Endpoint | undefined
  /** Idempotent. */
  close(): Promise<void>
}

export interface ScriptedProbeOptions {
  readonly spec: LineSpec
  readonly families: readonly Family[]
  /** Where the probe's connections go: the canaries and the line under test. */
  readonly map: Reroute
  /** Whom it sees, by where the caller really calls from. */
  readonly callerOf: (peer: Endpoint) => string
}

/** The real probe, on loopback, in the belief that it stands on the scripted internet. Its self-test is done. */
export async function openProbe({ spec, families, map, callerOf }: ScriptedProbeOptions): Promise<ScriptedProbe> {
  const identity = freshIdentity([hosts.probe.name])
  const addresses = Object.fromEntries(families.map((family) => [family, hosts.probe[family]]))
  const probe = await startProbe({
    // Of any release that both sides still understand.
    version: minAgent,
    identity,
    name: hosts.probe.name,
    listen: families.map((family) => loopback[family]),
    apiPort: 0,
    realPort: () => 0,
    addresses,
    ownAddresses: [],
    canaries: families.flatMap((family) => mailPorts.map((port) => ({ host: hosts.exchanger[family], port }))),
    resolve: async () => [],
    dial: unhurriedDial(reroutedDial(dial, map), map),
    callerOf,
    patience: demoPatience,
    // Charged before anything else: the very first request is one too many.
    ...(spec.probe === 'busy' && { limits: { perAddress: 0 } }),
  })
  await probe.testEgress()
  const pins = spec.probe === 'wrong-key' ? freshIdentity([hosts.probe.name]).pins : identity.pins
  const asked = {
    url: `https://${hosts.probe.v4}:${ports.api}`,
    host: hosts.probe.v4,
    port: ports.api,
    pins,
  }
  let closing: Promise<void> | undefined
  return {
    asked,
    real: (what, family) => realPort(probe, what, family),
    close() {
      closing ??= probe.close()
      return closing
    },
  }
}

function realPort(probe: RunningProbe, what: 'api' | MailPort, family: Family): Endpoint | undefined {
  return probe.listening.find(
    (each) => each.what === what && each.failure === undefined && familyOf(each.at.address) === family,
  )?.at
}
