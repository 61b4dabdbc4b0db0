import type { Failure, Outcome } from './failure.ts'

import type { Host } from './host.ts'
import type { Journal } from './journal.ts'
import type { Past } from './past.ts'

/**
 * The internet line under test: everything a check may touch, and nothing else.
 *
 * The operating system stands behind this one interface. `src/system` has the real one, `rerouted` sends its
 * addresses to loopback, `traced` records every operation as evidence. All times are milliseconds, all addresses are
 * literals in their canonical text form (never names: who wants a name resolved asks `ask`).
 */
export interface Line {
  /** Opens a TCP conversation, within TLS from the start if `tls` is given. */
  dial(to: Endpoint, options?: DialOptions): Promise<Outcome<Conversation>>
  /** Waits for callers on a port of this machine. Fails `in-use` or `not-permitted` where it cannot. */
  listen(at: ListenAt, serve: Serve): Promise<Outcome<Listener>>
  /** A UDP socket. */
  datagrams(options: DatagramOptions): Promise<Outcome<Datagrams>>
  /** One DNS question. NXDOMAIN is the failure `name-not-found`, an empty NOERROR is `no-data`. */
  ask(question: Question): Promise<Outcome<Reply>>
  /** One HTTP request: no redirects, bounded body, the pin checked before a byte is sent. */
  request(request: HttpRequest): Promise<Outcome<HttpResponse>>
  readonly host: Host
  readonly hops: Hops
  readonly past: Past
  /** Where a change outside this machine is written down before it is made. */
  readonly journal: Journal
  readonly clock: Clock
  /** Unpredictable bytes. */
  random(length: number): Uint8Array
  /** The same line with a deadline: every operation on it fails `timed-out` once `ms` have passed. */
  within(ms: number): Line
}

export type Family = 'v4' | 'v6'

export interface Endpoint {
  readonly address: string
  readonly port: number
}

export interface DialOptions {
  /** How long the connection (and TLS, if any) may take; 4 s unless told. */
  readonly connectMs?: number
  /** Speak from this address of ours. */
  readonly from?: string
  readonly tls?: TlsOptions
  /** Only to see whether somebody opens, in the clear: the conversation has ended when it is given. */
  readonly knock?: boolean
}

export interface TlsOptions {
  /** The name to send (SNI) and to check the certificate for; an address is checked as an address. */
  readonly name?: string
  /**
   * Who may answer: `'public'` asks for a certificate that the public authorities vouch for, `'anyone'` takes whoever
   * answers and reports the key, a list of pins (base64url SHA-256 of the SubjectPublicKeyInfo, as RFC 7469 §2.4
   * computes them) takes these keys alone and fails `wrong-key` before a byte is sent.
   */
  readonly trust: 'public' | 'anyone' | readonly string[]
}

export interface TlsSession {
  readonly protocol: string
  readonly cipher: string
  /** base64url SHA-256 of the SubjectPublicKeyInfo. */
  readonly pin: string
  /** SubjectPublicKeyInfo, DER, base64url. */
  readonly spki: string
  readonly subject: string
  readonly issuer: string
  readonly notAfter: string
  /** The host names that it is for, as it has them: `*.example.org` is one. */
  readonly names: readonly string[]
  /** Whether the public authorities vouch for it, for the name that was asked for. */
  readonly trusted: boolean
  /** The certificates that were sent: the server's own, then as many more as each signed the one before. */
  readonly chain: readonly ShownCertificate[]
}

export interface ShownCertificate {
  /** DER, base64url. */
  readonly der: string
  /** Its SubjectPublicKeyInfo, DER, base64url. */
  readonly spki: string
}

/** A TCP conversation: lines or bytes, every wait and every read bounded. */
export interface Conversation {
  readonly local: Endpoint
  readonly remote: Endpoint
  /** What TLS agreed on; undefined in the clear. */
  readonly tls: TlsSession | undefined
  /** The next line without its CRLF, at most `maxBytes` (512 unless told, RFC 5321 §4.5.3.1.5), `ms` at most (7 s). */
  readLine(options?: { readonly maxBytes?: number; readonly ms?: number }): Promise<Outcome<string>>
  /** Whatever arrives next, at most `maxBytes`. */
  read(options: { readonly maxBytes: number; readonly ms?: number }): Promise<Outcome<Uint8Array>>
  write(data: string | Uint8Array): Promise<Outcome<void>>
  /** Goes on within TLS. Fails `plaintext-injected` if anything is already waiting in the clear (CVE-2011-0411). */
  startTls(options: TlsOptions): Promise<Outcome<TlsSession>>
  /** Ends the conversation. Idempotent, never fails. */
  end(): void
}

export interface ListenAt {
  readonly family: Family
  readonly port: number
  /** Any address of this machine unless told. */
  readonly address?: string
}

/** What becomes of a caller. The conversation is ended when the promise settles. */
export type Serve = (conversation: Conversation) => Promise<void>

export interface Listener {
  readonly local: Endpoint
  close(): Promise<void>
}

export interface DatagramOptions {
  readonly family: Family
  readonly address?: string
  readonly port?: number
  /** Speak with this endpoint alone: no other is heard, and where nobody listens there `receive` fails `refused`. */
  readonly peer?: Endpoint
}

export interface Datagram {
  readonly from: Endpoint
  readonly data: Uint8Array
}

export interface Datagrams {
  readonly local: Endpoint
  send(to: Endpoint, data: Uint8Array): Promise<Outcome<void>>
  /** The next datagram that arrives, whoever sent it. */
  receive(ms: number): Promise<Outcome<Datagram>>
  close(): void
}

export type RecordType =
  | 'A'
  | 'AAAA'
  | 'PTR'
  | 'MX'
  | 'TXT'
  | 'NS'
  | 'SOA'
  | 'CNAME'
  | 'SRV'
  | 'TLSA'
  | 'CAA'
  | 'DS'
  | 'DNSKEY'

export interface Question {
  readonly name: string
  readonly type: RecordType
  /** The system's resolvers unless told. */
  readonly server?: Endpoint
  /** Ask for DNSSEC records and the verdict of a validating resolver (RFC 4035 §3.2.1). */
  readonly dnssec?: boolean
  /** Take the data even where the resolver finds it bogus (RFC 4035 §3.2.2). */
  readonly checkingDisabled?: boolean
  /**
   * Only what the server says with authority (the AA flag, RFC 1035 §4.1.1) counts, and recursion is not asked for: the
   * question goes to a zone's own name server. Anything else is `lookup-failed`. Where the name is an alias that leads out
   * of what the server knows, the answers end with that alias.
   */
  readonly authoritative?: boolean
  /**
   * What stands for the name in the evidence, where a key is in it. Of the reply only records of the type are shown then:
   * resolvers may be set up to lead the name to one with a key in it by an alias.
   */
  readonly shownAs?: string
  readonly ms?: number
}

export interface Reply {
  /** Asked for a SOA: the record of the zone that the name is in, whether or not the name itself exists. */
  readonly answers: readonly ResourceRecord[]
  /** The AD flag: evidence only from a resolver that was seen to validate. */
  readonly authentic: boolean
  /** The server speaks EDNS (RFC 6891); undefined where nobody looked. */
  readonly edns?: boolean
  readonly server: Endpoint
}

export interface ResourceRecord {
  readonly name: string
  readonly type: string
  readonly ttl: number
  /** The record's data in presentation form: an address, a name, `10 mx.example.org`, the joined text of a TXT. */
  readonly data: string
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST'
  readonly url: string
  /** Connect to this address instead of resolving the name; it also fixes the family. */
  readonly address?: string
  /** Connect to this port instead of the URL's; what is sent stays the same (an endpoint that is rerouted). */
  readonly port?: number
  /** Only addresses of this family. */
  readonly family?: Family
  /** Speak from this address of ours. */
  readonly from?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** Pins for https; the public authorities unless told. */
  readonly trust?: TlsOptions['trust']
  /** 256 KiB unless told; `too-much` beyond. */
  readonly maxBytes?: number
  readonly ms?: number
  /** Called with each line as it arrives (NDJSON); the body is then not collected. Lines are at most 4 KiB. */
  readonly onLine?: (line: string) => void
}

export interface HttpResponse {
  readonly status: number
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly remote: Endpoint
  readonly tls: TlsSession | undefined
}

/** ICMP echo with a given time to live, where the system has a tool for it. */
export interface Hops {
  /** Who answers a ping to `address` that may pass at most `ttl` routers. */
  echo(address: string, options: { readonly ttl?: number; readonly ms: number }): Promise<Outcome<HopReply>>
}

export interface HopReply {
  /** `reached`: the address itself; `expired`: a router on the way, whose address `from` is; `unreachable` likewise. */
  readonly kind: 'reached' | 'expired' | 'unreachable'
  readonly from: string
  readonly rttMs?: number
}

export interface Clock {
  /** Wall clock, ISO 8601 in UTC. */
  now(): string
  /** Milliseconds of a clock that never jumps, and stands still while the machine sleeps. */
  elapsed(): number
  /** Milliseconds since the machine was switched on, sleep included; absent where the system does not tell. */
  sinceBoot?(): number
  /** Resolves after `ms`, or at once when the line's deadline or an interruption comes first. */
  pause(ms: number): Promise<void>
  /**
   * By how much the line stretches every wait that it is told; 1 unless told. Who adds up waits of one exchange stretches
   * the sum as well (`deadlineOf`), or it would be over before they are.
   */
  readonly patience?: number
}

/** One line of evidence: what was done, to whom, when, and how it ended. */
export interface TraceEntry {
  readonly op: 'dial' | 'listen' | 'datagram' | 'ask' | 'request' | 'echo' | 'arrival' | 'start-tls' | 'read' | 'host'
  readonly on: string
  readonly atMs: number
  readonly tookMs: number
  readonly failure?: Failure
  /** What came back, shortened; outside text is kept as it came and made visible only when printed. */
  readonly saw?: string
}
