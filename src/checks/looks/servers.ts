import type { Service } from '../../core/asked.ts'
import type { Failure } from '../../core/failure.ts'
import type { Conversation, Family, Line } from '../../core/line.ts'
import { defineLook } from '../../core/look.ts'
import type { Address, Banner, Name } from '../../core/mark.ts'
import { isGlobal } from '../../protocols/addresses.ts'
import { resolveHost } from '../../protocols/dns/resolve-host.ts'
import { isMailPort, speechOf } from '../../wire/mail-port.ts'
import { budgets } from '../budgets.ts'
import { linePath } from '../line/path.ts'

export interface ServersFacts {
  readonly servers: readonly ServerFacts[]
}

export interface ServerFacts {
  readonly host: Name
  readonly port: number
  readonly address?: Address
  /**
   * `replied`: it said something in the language of its port, be it a refusal; `silent`: it took the connection and
   * said nothing of the kind; `no-connection`; `not-asked`: its address is not known.
   */
  readonly ended: 'replied' | 'silent' | 'no-connection' | 'not-asked'
  readonly greeting?: Banner
  /** The further lines of a greeting that turns whoever calls away: the reason mostly stands there. */
  readonly more?: readonly Banner[]
  readonly failure?: Failure
}

/** Port 25 decides most, so two operators are asked on it, and one on each other port: for their greeting alone. */
const mostServers = (port: number) => (port === 25 ? 2 : 1)

/** Whoever takes longer for a name leaves no time for a conversation; and where no name server answers, nobody waits for it. */
const lookupMs = 4_000
/** A refusal of many lines has come whole, or nearly so, when its first line is read; no more are shown to anybody. */
const mostMore = 4
const moreMs = 500

/** Whether others that listen on the mail ports for everybody can be reached: the control beside one's own probe. */
const serversOver = (family: Family) =>
  defineLook<ServersFacts>()({
    look: `servers.${family}`,
    revision: 1,
    needs: { path: linePath },
    budget: budgets.conversation,
    marks: { host: 'name', address: 'address', greeting: 'banner', more: 'banner' },
    async observe(line, { path }, asked) {
      const chosen = path[family] === undefined ? [] : asked.servers.filter(isAmongFirst)
      return { servers: await Promise.all(chosen.map((server) => greeted(line, family, server))) }
    },
  })

function isAmongFirst({ port }: Service, index: number, all: readonly Service[]): boolean {
  return all.slice(0, index).filter((earlier) => earlier.port === port).length < mostServers(port)
}

async function greeted(line: Line, family: Family, { host, port }: Service): Promise<ServerFacts> {
  const resolved = await resolveHost(line.within(lookupMs), family, host)
  if (!resolved.ok) return { host, port, ended: 'not-asked', failure: resolved.failure }
  const address = resolved.value
  // A resolver that blocks names answers 0.0.0.0 (this machine itself), and one of an office its own server.
  if (!isGlobal(address)) return { host, port, address, ended: 'not-asked', failure: 'no-data' }
  const dialled = await line.dial({ address, port })
  if (!dialled.ok) return { host, port, address, ended: 'no-connection', failure: dialled.failure }
  try {
    return { host, port, address, ...(await heard(dialled.value, port)) }
  } finally {
    dialled.value.end()
  }
}

async function heard(
  conversation: Conversation,
  port: number,
): Promise<Pick<ServerFacts, 'ended' | 'greeting' | 'more' | 'failure'>> {
  const { language, tls } = isMailPort(port) ? speechOf(port) : { language: 'smtp', tls: 'starttls' }
  if (tls === 'implicit') {
    const secured = await conversation.startTls({ trust: 'anyone' })
    if (!secured.ok) return { ended: 'silent', failure: secured.failure }
  }
  const first = await conversation.readLine()
  if (!first.ok) return { ended: 'silent', failure: first.failure }
  await conversation.write(language === 'smtp' ? 'QUIT\r\n' : 'a1 LOGOUT\r\n')
  // RFC 5321 §4.2: three digits, then a blank or a hyphen; 554 is as good as 220 here. RFC 3501 §7.1: OK, PREAUTH, BYE.
  const sensible = language === 'smtp' ? /^[2-5][0-9]{2}[ -]/ : /^\* (OK|PREAUTH|BYE)\b/
  if (!sensible.test(first.value)) return { ended: 'silent', greeting: first.value }
  const refusal = language === 'smtp' && /^[45][0-9]{2}-/.test(first.value)
  return { ended: 'replied', greeting: first.value, ...(refusal && { more: await furtherLines(conversation) }) }
}

async function furtherLines(conversation: Conversation): Promise<readonly string[]> {
  const lines: string[] = []
  while (lines.length < mostMore) {
    const next = await conversation.readLine({ ms: moreMs })
    // RFC 5321 §4.2.1: the last line of a reply has a blank behind its code.
    if (!next.ok || !/^[45][0-9]{2}/.test(next.value)) break
    lines.push(next.value)
    if (!/^\d{3}-/.test(next.value)) break
  }
  return lines
}

export const servers = { v4: serversOver('v4'), v6: serversOver('v6') } as const
