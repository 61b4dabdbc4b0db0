import type { Service } from '../../core/asked.ts'
import type { Failure } from '../../core/failure.ts'
import type { Conversation, Family, Line } from '../../core/line.ts'
import { defineLook } from '../../core/look.ts'
import type { Address, Banner, Name } from '../../core/mark.ts'
import { deadlineOf } from '../../protocols/deadline.ts'
import { resolveHost } from '../../protocols/dns/resolve-host.ts'
import { ehlo, offers } from '../../protocols/smtp/ehlo.ts'
import { bounds } from '../../wire/protocol.ts'
import { budgets } from '../budgets.ts'
import { linePath } from '../line/path.ts'

export interface RelayLookFacts {
  /** Null where no relay was given. */
  readonly relay: RelaySeen | null
}

export interface RelaySeen {
  readonly host: Name
  readonly port: number
  readonly address?: Address
  /** Where it stopped; `done` where the relay was met. */
  readonly stage: 'lookup' | 'connect' | 'tls' | 'greeting' | 'hello' | 'done'
  readonly failure?: Failure
  readonly greeting?: Banner
  /** TLS from the first byte, offered with STARTTLS, or neither. */
  readonly tls: 'implicit' | 'starttls' | 'none'
}

/** RFC 8314 §3.3: submission within TLS from the first byte. */
const submissionsPort = 465
/** A reply to EHLO comes at once. */
const helloMs = 2_000

/** The relay that would send for this line, met as a mail server would meet it; nothing is sent. */
export const relayLook = defineLook<RelayLookFacts>()({
  look: 'relay',
  revision: 1,
  needs: { path: linePath },
  budget: budgets.conversation,
  marks: { host: 'name', address: 'address', greeting: 'banner' },
  async observe(line, { path }, asked) {
    if (asked.relay === undefined) return { relay: null }
    return { relay: await meet(line, asked.relay, path.v4 === undefined ? 'v6' : 'v4') }
  },
})

async function meet(line: Line, { host, port }: Service, family: Family): Promise<RelaySeen> {
  const resolved = await resolveHost(line, family, host)
  if (!resolved.ok) return { host, port, stage: 'lookup', failure: resolved.failure, tls: 'none' }
  const address = resolved.value
  const dialled = await line.dial({ address, port })
  if (!dialled.ok) return { host, port, address, stage: 'connect', failure: dialled.failure, tls: 'none' }
  try {
    return { host, port, address, ...(await converse(line, dialled.value, host, port)) }
  } finally {
    dialled.value.end()
  }
}

async function converse(
  line: Line,
  conversation: Conversation,
  host: string,
  port: number,
): Promise<Pick<RelaySeen, 'stage' | 'failure' | 'greeting' | 'tls'>> {
  const implicit = port === submissionsPort
  const tls = implicit ? 'implicit' : 'none'
  if (implicit) {
    const secured = await conversation.startTls({ name: host, trust: 'public' })
    if (!secured.ok) return { stage: 'tls', failure: secured.failure, tls: 'none' }
  }
  const greeting = await conversation.readLine({ ms: bounds.greetingMs })
  if (!greeting.ok) return { stage: 'greeting', failure: greeting.failure, tls }
  const { local } = conversation
  const literal = local.address.includes(':') ? `[IPv6:${local.address}]` : `[${local.address}]`
  const hello = await ehlo(conversation, literal, deadlineOf(line.clock, helloMs))
  if (!hello.ok) return { stage: 'hello', failure: hello.failure, greeting: greeting.value, tls }
  await conversation.write('QUIT\r\n')
  const offered = !implicit && offers(hello.value, 'STARTTLS')
  return { stage: 'done', greeting: greeting.value, tls: offered ? 'starttls' : tls }
}
