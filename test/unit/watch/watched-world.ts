import { failed, type Failure, type Outcome, success } from '../../../src/core/failure.ts'
import type { Asked } from '../../../src/core/asked.ts'
import type { Gateway, Host, NetworkInterface } from '../../../src/core/host.ts'
import type { Conversation, Datagram, Datagrams, Endpoint, Family, Hops, Line } from '../../../src/core/line.ts'
import { familyOf } from '../../../src/protocols/addresses.ts'
import { addressBytes } from '../../../src/wire/address.ts'
import { scripted } from '../scripted-conversation.ts'
import { silentLine } from '../silent-line.ts'
import { type VirtualClock, virtualClock } from '../virtual-clock.ts'

/** A line to be watched: everybody whom a watcher may ask, and what it asked of whom. Change it while it is watched. */
export interface WatchedWorld {
  readonly line: Line
  readonly clock: VirtualClock
  readonly asked: Asked
  /** What happens to a TCP connection, by `address:port`; anybody else is silent. */
  readonly tcp: Map<string, 'open' | Failure>
  /** Addresses of STUN servers that answer, and the addresses they see; and those where a datagram is refused. */
  readonly udp: Map<string, { readonly sees: string } | 'refused'>
  /** What a name server at an address says that it sees. */
  readonly dns: Map<string, string>
  readonly names: Map<string, string>
  readonly host: {
    interfaces: readonly NetworkInterface[]
    v4: readonly Gateway[]
    v6: readonly Gateway[]
    link?: 'up' | 'no-carrier' | 'off'
  }
  /** Who answers a ping with so many routers left. */
  readonly pings: Map<string, string>
  /** Everything that was asked, in its order: `tcp 192.168.1.1:53`, `udp …`, `dns …`, `name A host`, `ping …`, `read routes`. */
  readonly questions: string[]
}

export const box = '192.168.1.1'
export const hop = '25.0.0.1'
const seen = { v4: '25.1.2.3', v6: '2a25:1:2:3::10' } as const
const stunHosts = ['stun.one.test', 'stun.two.test', 'stun.three.test'] as const
const stunAddress = (family: Family, nth: number) => (family === 'v4' ? `25.9.0.${nth}` : `2a25:9::${nth}`)

const home: NetworkInterface = {
  name: 'eth0',
  kind: 'ethernet',
  addresses: [{ family: 'v4', address: '192.168.1.10', prefix: 24, temporary: false }],
}
const homeV6: NetworkInterface = {
  ...home,
  addresses: [
    ...home.addresses,
    { family: 'v6', address: seen.v6, prefix: 64, temporary: true },
    { family: 'v6', address: '2a25:1:2:3::25', prefix: 64, temporary: false },
  ],
}

export function watchedWorld({
  v6 = false,
  random = chance(),
}: {
  v6?: boolean
  random?: Line['random']
} = {}): WatchedWorld {
  const clock = virtualClock()
  const gateway: Gateway = { interface: 'eth0', address: box, metric: 100, hardware: '02:00:5e:a8:01:01' }
  const families: readonly Family[] = v6 ? ['v4', 'v6'] : ['v4']
  const names = new Map<string, string>()
  const udp: WatchedWorld['udp'] = new Map()
  const dns = new Map<string, string>()
  for (const family of families) {
    const type = family === 'v4' ? 'A' : 'AAAA'
    stunHosts.forEach((host, nth) => {
      names.set(`${type} ${host}`, stunAddress(family, nth))
      udp.set(stunAddress(family, nth), { sees: seen[family] })
    })
    dns.set(family === 'v4' ? '25.8.0.1' : '2a25:8::1', seen[family])
    names.set(`${type} imap.mail.test`, family === 'v4' ? '25.7.0.1' : '2a25:7::1')
  }
  const tcp: WatchedWorld['tcp'] = new Map([
    [`${box}:53`, 'open'],
    ['25.7.0.1:993', 'open'],
  ])
  const host: WatchedWorld['host'] = {
    interfaces: [v6 ? homeV6 : home],
    v4: [gateway],
    v6: v6 ? [{ ...gateway, address: 'fe80::1' }] : [],
  }
  const questions: string[] = []
  const pings = new Map<string, string>()
  const world = { clock, tcp, udp, dns, names, host, pings, questions }
  const asked: Asked = {
    release: '0.1.0',
    probes: [],
    stun: stunHosts.map((each) => ({ host: each, port: 3478 })),
    servers: [
      { host: 'mx.mail.test', port: 25 },
      { host: 'imap.mail.test', port: 993 },
    ],
    addressWitnesses: [
      {
        server: { name: 'ns.four.test', v4: '25.8.0.1', v6: '2a25:8::1' },
        question: 'whoami.four.test',
        types: { v4: 'A', v6: 'AAAA' },
      },
    ],
  }
  return { ...world, asked, line: lineOf(world, random) }
}

/** A chance with a seed of its own: the same in each run. */
function chance(): Line['random'] {
  let state = 1
  return (length) =>
    Uint8Array.from({ length }, () => {
      state = (state * 48_271) % 2_147_483_647
      return state & 0xff
    })
}

function lineOf(world: Omit<WatchedWorld, 'line' | 'asked'>, random: Line['random']): Line {
  const { clock, questions } = world
  const line: Line = silentLine({
    clock,
    random,
    host: hostOf(world),
    hops: hopsOf(world),
    within: () => line,
    async dial({ address, port }, { connectMs = 4_000 } = {}): Promise<Outcome<Conversation>> {
      const to = `${address}:${port}`
      questions.push(`tcp ${to}`)
      const ends = world.tcp.get(to) ?? 'timed-out'
      if (ends === 'open') return success(scripted([], clock).conversation)
      return failed(ends, `${connectMs}`)
    },
    async datagrams({ peer }): Promise<Outcome<Datagrams>> {
      return success(socketOf(world, peer))
    },
    async ask({ name, type, server }) {
      questions.push(server === undefined ? `name ${type} ${name}` : `dns ${server.address}`)
      const data = server === undefined ? world.names.get(`${type} ${name}`) : world.dns.get(server.address)
      if (data === undefined) return failed(server === undefined ? 'no-data' : 'timed-out')
      return success({ answers: [{ name, type, ttl: 60, data }], authentic: false, server: { address: box, port: 53 } })
    },
  })
  return line
}

function socketOf({ udp, questions }: Pick<WatchedWorld, 'udp' | 'questions'>, peer: Endpoint | undefined): Datagrams {
  let reply: Outcome<Datagram> = failed('timed-out')
  return {
    local: { address: '192.168.1.10', port: 40_000 },
    async send(to, data) {
      questions.push(`udp ${to.address}:${to.port}`)
      const there = udp.get(to.address)
      if (there === 'refused') reply = failed(peer === undefined ? 'timed-out' : 'refused')
      else if (there !== undefined) reply = success({ from: to, data: bindingReply(data, there.sees) })
      return success(undefined)
    },
    receive: async () => reply,
    close: () => {},
  }
}

/** RFC 8489 §14.1: MAPPED-ADDRESS, as servers of RFC 3489 send it. */
function bindingReply(request: Uint8Array, address: string): Uint8Array {
  const bytes = addressBytes(address) ?? new Uint8Array(4)
  const body = [0, 1, 0, 4 + bytes.length, 0, familyOf(address) === 'v4' ? 1 : 2, 0x9c, 0x40, ...bytes]
  return Uint8Array.from([1, 1, 0, body.length, ...request.subarray(4, 20), ...body])
}

function hostOf({ host, questions }: Pick<WatchedWorld, 'host' | 'questions'>): Host {
  return {
    async interfaces() {
      questions.push('read addresses')
      return success(host.interfaces)
    },
    async gateways(family) {
      if (family === 'v4') questions.push('read routes')
      return success(host[family])
    },
    async link() {
      questions.push('read link')
      return host.link
    },
    sockets: async () => failed('unsupported'),
    container: async () => false,
    firewall: async () => failed('unsupported'),
  }
}

function hopsOf({ pings, questions }: Pick<WatchedWorld, 'pings' | 'questions'>): Hops {
  return {
    async echo(address, { ttl }) {
      questions.push(`ping ${address}${ttl === undefined ? '' : ` ttl ${ttl}`}`)
      const from = pings.get(ttl === undefined ? address : `ttl ${ttl}`)
      if (from === undefined) return failed('timed-out')
      return success({ kind: from === address ? 'reached' : 'expired', from })
    },
  }
}
