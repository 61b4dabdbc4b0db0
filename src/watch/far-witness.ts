import type { AddressWitness, Asked, ProbeAddress, Service } from '../core/asked.ts'
import { type Outcome, success } from '../core/failure.ts'
import type { Family, Line } from '../core/line.ts'
import { isGlobal } from '../protocols/addresses.ts'
import { askAddressByDns } from '../protocols/dns-address/ask-address-by-dns.ts'
import { openSession } from '../protocols/probe/open-session.ts'
import { askStun } from '../protocols/stun/ask-stun.ts'
import { questionMs } from './question-ms.ts'

/** Somebody on the internet, and the one question that it is asked. */
export interface FarWitness {
  readonly kind: 'probe' | 'stun' | 'dns' | 'server'
  readonly host: string
  /** Its addresses, where they are known without a look-up. */
  readonly known: { readonly [F in Family]?: string }
  /** Whether it can tell this family. */
  tells(family: Family): boolean
  /**
   * At an address of its own. The value is the address that it sees us with, where it says; of one that was only knocked at, the
   * one that we spoke from.
   */
  ask(line: Line, address: string, family: Family): Promise<Outcome<string | undefined>>
  /** A dearer question, for now and then: the address that it sees us with, where it says. */
  addressOf?(line: Line, address: string, family: Family): Promise<string | undefined>
}

/** Who has more probes of his own has them for other lines too. */
const mostProbes = 2
/** TCP, TLS and one request: three round trips of at most 700 ms, and one lost packet. */
const sessionMs = 2_800
/** A provider may shut it against spam, or answer on it himself. */
const smtpPort = 25

/** Everybody whom a watcher may ask, by kind. */
export function farWitnesses({ release, probes, stun, addressWitnesses = [], servers }: Asked): readonly FarWitness[] {
  const open = servers.filter(({ port }) => port !== smtpPort)
  const each = open.filter(({ host }, index) => open.findIndex((other) => other.host === host) === index)
  return [
    ...probes.slice(0, mostProbes).map((probe) => byProbe(probe, release)),
    ...stun.map(byStun),
    ...addressWitnesses.map(byDns),
    ...each.map((server) => byKnocking('server', server)),
  ]
}

/** Whose connection is refused is not known to be there: our own router may refuse in its place while the line is down. */
function byKnocking(kind: 'probe' | 'server', { host, port }: Service): FarWitness {
  return {
    kind,
    host,
    known: {},
    tells: () => true,
    async ask(line, address) {
      // A server of others may greet, and is heard out: to cut it short would be noted there as a fault.
      const dialled = await line.dial({ address, port }, { connectMs: questionMs, knock: kind === 'probe' })
      if (!dialled.ok) return dialled
      dialled.value.end()
      return success(dialled.value.local.address)
    },
  }
}

function byProbe(probe: ProbeAddress, release: string): FarWitness {
  const { url, pins } = probe
  return {
    ...byKnocking('probe', probe),
    async addressOf(line, address, family) {
      const session = await openSession(line.within(sessionMs), { url, pins, release, address }, family)
      return session.kind === 'session' ? session.open.session.address : undefined
    },
  }
}

function byStun({ host, port }: Service): FarWitness {
  return {
    kind: 'stun',
    host,
    known: {},
    tells: () => true,
    async ask(line, address, family) {
      // One request: with a second one nobody could tell which of them was answered, and when the line was there.
      const reply = await askStun(line, { address, port }, family, [questionMs])
      if (!reply.ok) return reply
      const seen = reply.value.mapped.address
      return success(isGlobal(seen) ? seen : undefined)
    },
  }
}

function byDns(witness: AddressWitness): FarWitness {
  const { server, types } = witness
  return {
    kind: 'dns',
    host: server.name,
    known: server,
    tells: (family) => types[family] !== undefined,
    ask: (line, address, family) =>
      askAddressByDns(
        line.within(questionMs),
        { ...witness, server: { name: server.name, [family]: address } },
        family,
      ),
  }
}
