import type { Failure } from '../../core/failure.ts'

/** RFC 7208 §2.6. */
export type SpfResult = 'none' | 'neutral' | 'pass' | 'fail' | 'softfail' | 'temperror' | 'permerror'

/** Who sends: the arguments of `check_host()` (RFC 7208 §4.1). */
export interface SpfSender {
  /** Who connects; a v4-mapped address is the IPv4 address that it is (§5). */
  readonly ip: string
  /** The domain whose record is judged first. */
  readonly domain: string
  /** Before the @; `postmaster` where there is none (§4.3). */
  readonly localPart: string
  /** The domain behind the @: `%{o}`. */
  readonly senderDomain: string
  /** What the sender calls itself. */
  readonly helo: string
}

/** Why a record comes to its result. */
export type SpfReason =
  | 'matched'
  /** §4.7: no mechanism matched, and there is no redirect. */
  | 'nothing-matched'
  /** §4.3: the domain is none. */
  | 'no-domain'
  | 'no-record'
  /** §4.5. */
  | 'several-records'
  | 'syntax'
  /** §4.6.4: more than ten terms that ask. */
  | 'too-many-lookups'
  /** §4.6.4: more than two terms that found nothing. */
  | 'too-many-voids'
  /** §4.6.4: an `mx` with more than ten hosts to look up. */
  | 'too-many-exchangers'
  /** §5.2, §6.1: an include or redirect leads to a domain without a record. */
  | 'leads-nowhere'
  /** A name server did not answer, or not with an answer. */
  | 'lookup'

/** What decided, and where: of an include also what decided in there. */
export interface SpfDecision {
  readonly domain: string
  /** As it stands in the record of that domain; absent where it was no term. */
  readonly term?: string
  readonly reason: SpfReason
  /** The same for a person, as a sentence without its full stop. */
  readonly because: string
  readonly within?: SpfDecision
}

/** One question to the DNS, and what came back. */
export interface SpfAsked {
  readonly name: string
  readonly type: 'A' | 'AAAA' | 'MX' | 'TXT' | 'PTR'
  readonly found?: readonly string[]
  readonly failure?: Failure
}

export interface SpfTermSeen {
  readonly term: string
  readonly outcome: 'match' | 'no-match' | 'temperror' | 'permerror'
  readonly asked: readonly SpfAsked[]
  /** The record that an include or redirect leads to. */
  readonly leads?: SpfRecordSeen
}

/** The judgement of one record: a node of the tree of includes and redirects. */
export interface SpfRecordSeen {
  readonly domain: string
  readonly record?: string
  readonly result: SpfResult
  /** The terms that were looked at, in their order; those behind the one that decided were not. */
  readonly terms: readonly SpfTermSeen[]
}

export interface SpfEvaluation {
  readonly result: SpfResult
  /** What the domain has to say to whom it refuses (§6.2). Somebody else's words, printable ASCII. */
  readonly explanation?: string
  readonly decidedBy: SpfDecision
  /** Terms that asked the DNS, of the ten that are allowed (§4.6.4). */
  readonly lookups: number
  /** Of these, terms whose question found nothing; two are allowed. */
  readonly voidLookups: number
  readonly tree: SpfRecordSeen
}
