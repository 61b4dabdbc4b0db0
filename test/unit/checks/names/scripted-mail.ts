import { type Failure, failed, success } from '../../../../src/core/failure.ts'
import type { Line, ResourceRecord, TlsSession } from '../../../../src/core/line.ts'
import { type Step, scripted } from '../../scripted-conversation.ts'
import { silentLine } from '../../silent-line.ts'
import { virtualClock } from '../../virtual-clock.ts'

/** What a name has, by `NAME TYPE`: data, checked data, or how the question ends. Nothing else exists. */
export type Zone = Readonly<Record<string, readonly string[] | { readonly signed: readonly string[] } | Failure>>

export interface ScriptedMail {
  readonly zone?: Zone
  /** What is to be had with checking disabled beside that. */
  readonly unchecked?: Zone
  /** What only the zone's own name server has beside that. */
  readonly unheardOf?: Zone
  /** Who takes a connection to `address:port`, and what they do; all others are silent. */
  readonly servers?: Readonly<Record<string, readonly Step[] | Failure>>
  /** TLS at `address:443`, and what comes of the request. */
  readonly web?: Readonly<Record<string, { readonly tls: Partial<TlsSession> | Failure; readonly body?: string }>>
}

/** A line with names, mail servers and a web server at the other end of a script, and what was done on it. */
export function scriptedMail({ zone = {}, unchecked = {}, unheardOf = {}, servers = {}, web = {} }: ScriptedMail) {
  const asked: string[] = []
  const dialled: string[] = []
  const heard: string[] = []
  const clock = virtualClock()
  const line: Line = silentLine({
    clock,
    async ask({ name, type, authoritative, checkingDisabled }) {
      const known = {
        ...zone,
        ...(checkingDisabled === true && unchecked),
        ...(authoritative === true && unheardOf),
      }
      asked.push(`${name} ${type}${checkingDisabled === true ? ' unchecked' : ''}`)
      const server = { address: '192.0.2.53', port: 53 }
      // One zone has it all, and its own name server says the same as the resolver.
      if (type === 'SOA')
        return success({ answers: [record('test', type, 'ns.test. root.test. 1 2 3 4 5')], authentic: false, server })
      if (type === 'NS') return success({ answers: [record(name, type, 'ns.test')], authentic: false, server })
      if (name === 'ns.test')
        return type === 'A'
          ? success({ answers: [record(name, type, '25.0.2.53')], authentic: false, server })
          : failed('no-data')
      const chain: ResourceRecord[] = []
      let owner = name
      for (let alias = known[`${owner} CNAME`]; Array.isArray(alias); alias = known[`${owner} CNAME`]) {
        chain.push(record(owner, 'CNAME', alias[0]))
        owner = alias[0]
      }
      const found = known[`${owner} ${type}`]
      if (typeof found === 'string') return failed(found)
      if (found === undefined) {
        return failed(Object.keys(known).some((key) => key.startsWith(`${owner} `)) ? 'no-data' : 'name-not-found')
      }
      const data = 'signed' in found ? found.signed : found
      const answers = [...chain, ...data.map((each) => record(owner, type, each))]
      return success({ answers, authentic: 'signed' in found && authoritative !== true, server })
    },
    async dial({ address, port }, options) {
      const at = `${address}:${port}`
      dialled.push(at)
      const site = web[at]
      if (site !== undefined && options?.tls !== undefined) {
        const { conversation } = scripted([{ tls: site.tls }], clock)
        const tls = await conversation.startTls(options.tls)
        return tls.ok ? success(conversation) : tls
      }
      const server = servers[at] ?? 'timed-out'
      if (typeof server === 'string') return failed(server)
      const far = scripted(server, clock)
      return success({
        ...far.conversation,
        async write(data) {
          heard.push(String(data).trim())
          return far.conversation.write(data)
        },
        startTls: (tls) => far.conversation.startTls(tls),
      })
    },
    async request({ url, address }) {
      asked.push(url)
      const body = web[`${address}:443`]?.body
      if (body === undefined) return failed('timed-out')
      const headers = { 'content-type': 'text/plain' }
      return success({ status: 200, headers, body, remote: { address: address ?? '', port: 443 }, tls: undefined })
    },
    within: () => line,
  })
  return { line, asked, dialled, heard }
}

function record(name: string, type: string, data: string): ResourceRecord {
  return { name, type, ttl: 60, data }
}

/** A mail server that offers STARTTLS and agrees on it with this session. */
export function startTlsServer(tls: Partial<TlsSession> | Failure): readonly Step[] {
  return [
    { says: '220 mail.example.test ESMTP' },
    { hears: /^EHLO \[/ },
    { says: '250-mail.example.test' },
    { says: '250 STARTTLS' },
    { hears: 'STARTTLS' },
    { says: '220 go ahead' },
    { tls },
    { hears: 'QUIT' },
  ]
}
