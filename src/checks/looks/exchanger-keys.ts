import { type Given, maybe } from '../../core/check.ts'
import type { Failure } from '../../core/failure.ts'
import type { Conversation, Family, Line, TlsSession } from '../../core/line.ts'
import { defineLook } from '../../core/look.ts'
import type { Address, Banner, Name } from '../../core/mark.ts'
import { isGlobal, sameAddress } from '../../protocols/addresses.ts'
import { type CertificateProblem, certificateProblem } from '../../protocols/certificate/certificate-problem.ts'
import { coversName } from '../../protocols/certificate/covers-name.ts'
import { type CertificateDigests, certificateDigests } from '../../protocols/dane/certificate-digests.ts'
import { type Deadline, deadlineOf } from '../../protocols/deadline.ts'
import { addressLiteral } from '../../protocols/smtp/address-literal.ts'
import { ehlo, offers } from '../../protocols/smtp/ehlo.ts'
import { readReply } from '../../protocols/smtp/read-reply.ts'
import { startTls } from '../../protocols/smtp/start-tls.ts'
import { budgets } from '../budgets.ts'
import { lineAddress } from '../line/address.ts'
import { linePath } from '../line/path.ts'
import { exchangers, type HostFacts } from './exchangers.ts'
import { takersOf } from './takers-of.ts'

/** With which certificates those who take mail for the domain answer on port 25. */
export interface ExchangerKeysFacts {
  readonly hosts: readonly ExchangerKeyFacts[]
}

export interface ExchangerKeyFacts {
  readonly host: Name
  /** What was dialled. */
  readonly address?: Address
  /**
   * Where that is: `this-line`: the public address of this line, so that what answers is what others meet there;
   * `this-machine`: that address leads nowhere from within, so a server here was asked instead, of which nobody knows
   * whether it is the one that others meet.
   */
  readonly place: 'elsewhere' | 'this-line' | 'this-machine'
  /** Where it stopped; `no-tls`: it does not offer STARTTLS. */
  readonly stage: 'address' | 'connect' | 'greeting' | 'hello' | 'no-tls' | 'tls' | 'done'
  readonly failure?: Failure
  readonly certificate?: ShownCertificateFacts
}

export interface ShownCertificateFacts {
  /** Why the public does not trust it for the host; absent where it does. */
  readonly problem?: CertificateProblem
  /** Who signed it, where the public trusts it. */
  readonly issuer?: Banner
  /** It is for the host, or for the domain itself (RFC 7672 §3.2.2). */
  readonly named: boolean
  readonly expired: boolean
  /** Its own, then those of the authorities that it sends along. */
  readonly chain: readonly CertificateDigests[]
}

const smtp = 25
/** Senders begin with the best; each is a connection to somebody. */
const mostHosts = 3
/** Of the look's time. The rest is for the connection. */
const conversationMs = 6_500

const needs = { exchangers, path: linePath, v4: maybe(lineAddress.v4), v6: maybe(lineAddress.v6) }

export const exchangerKeys = defineLook<ExchangerKeysFacts>()({
  look: 'exchanger-keys',
  revision: 1,
  needs,
  budget: budgets.exchangerKeys,
  marks: { host: 'name', address: 'address', issuer: 'banner', sha256: 'banner', sha512: 'banner' },
  async observe(line, given) {
    const { domain = '' } = given.exchangers
    const hosts = takersOf(given.exchangers).slice(0, mostHosts)
    return { hosts: await Promise.all(hosts.map((host) => met(line, host, domain, given))) }
  },
})

async function met(
  line: Line,
  { host, v4, v6 }: HostFacts,
  domain: string,
  { path, ...ours }: Given<typeof needs>,
): Promise<ExchangerKeyFacts> {
  const families: readonly [Family, readonly string[]][] = [
    ['v4', v4.addresses],
    ['v6', v6.addresses],
  ]
  // One at home, or of a resolver that blocks names, is not where others bring mail.
  const [chosen] = families.flatMap(([family, addresses]) =>
    path[family] === undefined ? [] : addresses.filter(isGlobal).map((address) => ({ family, address })),
  )
  if (chosen === undefined) return { host, place: 'elsewhere', stage: 'address' }
  const { family, address } = chosen
  const own = ours[family]
  if (own === undefined || !sameAddress(own.address, address)) {
    return { host, address, place: 'elsewhere', ...(await ask(line, host, address, domain)) }
  }
  // From within, a router often leads its own address nowhere: then the server here is asked, if this is where it runs.
  const here = family === 'v4' ? '127.0.0.1' : '::1'
  const [outside, inside] = await Promise.all([address, here].map((each) => ask(line, host, each, domain)))
  return outside?.certificate === undefined && inside?.certificate !== undefined
    ? { host, address: here, place: 'this-machine', ...inside }
    : { host, address, place: 'this-line', ...(outside ?? { stage: 'connect' }) }
}

type Answered = Pick<ExchangerKeyFacts, 'stage' | 'failure' | 'certificate'>

async function ask(line: Line, host: string, address: string, domain: string): Promise<Answered> {
  const dialled = await line.dial({ address, port: smtp })
  if (!dialled.ok) return { stage: 'connect', failure: dialled.failure }
  try {
    const seen = await begin(dialled.value, host, deadlineOf(line.clock, conversationMs))
    if (!('names' in seen)) return seen
    return { stage: 'done', certificate: await certificateFacts(seen, host, domain, line.clock.now()) }
  } finally {
    dialled.value.end()
  }
}

/** As far as the certificate. No mail is begun. */
async function begin(conversation: Conversation, host: string, deadline: Deadline): Promise<Answered | TlsSession> {
  const greeting = await readReply(conversation, deadline)
  if (!greeting.ok) return { stage: 'greeting', failure: greeting.failure }
  if (greeting.value.code !== 220) return { stage: 'greeting', failure: 'refused' }
  const hello = await ehlo(conversation, addressLiteral(conversation.local.address), deadline)
  if (!hello.ok) return { stage: 'hello', failure: hello.failure }
  if (hello.value.code !== 250) return { stage: 'hello', failure: 'refused' }
  if (!offers(hello.value, 'STARTTLS')) {
    await conversation.write('QUIT\r\n')
    return { stage: 'no-tls' }
  }
  const secured = await startTls(conversation, { name: host, trust: 'anyone' }, deadline)
  if (!secured.ok) return { stage: 'tls', failure: secured.failure }
  await conversation.write('QUIT\r\n')
  return secured.value
}

async function certificateFacts(
  session: TlsSession,
  host: string,
  domain: string,
  now: string,
): Promise<ShownCertificateFacts> {
  const problem = certificateProblem(session, host, now)
  return {
    ...(problem === undefined ? { issuer: session.issuer } : { problem }),
    named: session.names.some((pattern) => coversName(pattern, host) || coversName(pattern, domain)),
    expired: session.notAfter < now,
    chain: await Promise.all(session.chain.map(certificateDigests)),
  }
}
