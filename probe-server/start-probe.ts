import { setMaxListeners } from 'node:events'
import type { Failure, Outcome } from '../src/core/failure.ts'
import type { Endpoint } from '../src/core/line.ts'
import { familyOf } from '../src/system/endpoint.ts'
import { type MailPort, mailPorts } from '../src/wire/mail-port.ts'
import { writeProbeAddress } from '../src/wire/probe-address.ts'
import type { EgressTable } from '../src/wire/session.ts'
import { allowanceOf } from './allowance.ts'
import { listenApi } from './api-server.ts'
import { listenEcho } from './echo-server.ts'
import { egressOf } from './egress.ts'
import type { Probe } from './probe.ts'
import { type ProbeOptions, type Settings, settingsOf } from './settings.ts'
import { spentSessions } from './spent-sessions.ts'
import { turnstile } from './turnstile.ts'

/** One thing that should listen, and what came of it. */
export interface Listening {
  readonly what: 'api' | MailPort
  /** Where it listens, or should: the real port. */
  readonly at: Endpoint
  /** Why it does not. */
  readonly failure?: Failure
}

export interface RunningProbe {
  readonly listening: readonly Listening[]
  /** The name that it gives itself. */
  readonly host: string
  /** The lines to paste at home, as `--probe` takes them; none where no address of this machine is known. */
  readonly probeAddresses: readonly string[]
  readonly pins: readonly string[]
  /** Waits for the round of the egress test that is under way, or makes one. */
  testEgress(): Promise<EgressTable>
  /** Leaves nothing open. */
  close(): Promise<void>
}

/** Shorter than a success stays fresh (ten minutes), so that a good way out is never without fresh proof. */
const egressEveryMs = 480_000

/**
 * Starts a probe. What cannot listen is told in `listening` and left out of the sessions; the rest works without it. The
 * egress test begins at once and is repeated; nobody waits for it.
 */
export async function startProbe(options: ProbeOptions): Promise<RunningProbe> {
  const settings = settingsOf(options)
  const { limits } = settings
  const stop = new AbortController()
  // Every listener and every dialled canary waits for it.
  setMaxListeners(0, stop.signal)
  const listening: Listening[] = []
  const probe: Probe = {
    settings,
    egress: egressOf(settings, stop.signal),
    allowance: allowanceOf(limits),
    spent: spentSessions(limits.spentSessions),
    dialBacks: turnstile(1, limits.dialBacksAtOnce),
    connections: turnstile(limits.connectionsPerAddress, limits.connections),
    idlers: turnstile(limits.idlersPerAddress, limits.idlers),
    listensOn: (port, family) =>
      listening.some(
        ({ what, at, failure }) => what === port && failure === undefined && familyOf(at.address) === family,
      ),
    signal: stop.signal,
  }
  const closers: (() => Promise<void>)[] = []
  const open = async (
    what: 'api' | MailPort,
    at: Endpoint,
    listener: Promise<Outcome<{ local: Endpoint; close(): Promise<void> }>>,
  ) => {
    const outcome = await listener
    if (outcome.ok) closers.push(outcome.value.close)
    listening.push(outcome.ok ? { what, at: outcome.value.local } : { what, at, failure: outcome.failure })
  }
  for (const address of settings.listen) {
    await open('api', { address, port: settings.apiPort }, listenApi(probe, address))
    for (const port of mailPorts)
      await open(port, { address, port: settings.realPort(port) }, listenEcho(probe, port, address))
  }
  void probe.egress.test()
  const again = setInterval(() => void probe.egress.test(), egressEveryMs)
  again.unref()

  return {
    listening,
    host: settings.host,
    pins: settings.identity.pins,
    probeAddresses: probeAddressesOf(settings, options.name, listening),
    async testEgress() {
      await probe.egress.test()
      return probe.egress.table()
    },
    async close() {
      clearInterval(again)
      stop.abort()
      await Promise.all(closers.map((close) => close()))
      probe.allowance.clear()
    },
  }
}

function probeAddressesOf(settings: Settings, name: string | undefined, listening: readonly Listening[]): string[] {
  const api = listening.filter(({ what, failure }) => what === 'api' && failure === undefined)
  // A certificate of a public authority is for a name; without a name, or with our own certificate, the pin is needed.
  if (settings.https !== undefined && name !== undefined) {
    return api.slice(0, 1).map(({ at }) => writeProbeAddress(name, at.port, []))
  }
  return (['v4', 'v6'] as const).flatMap((family) => {
    const address = settings.addresses[family]
    const port = api.find(({ at }) => familyOf(at.address) === family)?.at.port
    return address === undefined || port === undefined ? [] : [writeProbeAddress(address, port, settings.identity.pins)]
  })
}
