import { type Failure, failures, type Outcome } from '../../core/failure.ts'
import type { Family, HttpResponse, Line } from '../../core/line.ts'
import { greetingKey } from '../../wire/greeting.ts'
import { bounds, protocol } from '../../wire/protocol.ts'
import { readRefusal } from '../../wire/refusal.ts'
import { readSession, type Session } from '../../wire/session.ts'
import { familyOf, sameAddress, within } from '../addresses.ts'
import { postJson } from './post-json.ts'
import type { ProbeAsked } from './probe-asked.ts'
import { olderThan } from './release.ts'
import { retryAfterS } from './retry-after.ts'

/** A session with a probe, and where and how it was made: all that the tests of that family build on. */
export interface OpenSession {
  readonly family: Family
  readonly probe: ProbeAsked
  /** The address of the probe that answered: the tests go there and nowhere else. */
  readonly address: string
  readonly session: Session
}

export type SessionOutcome =
  | { readonly kind: 'session'; readonly open: OpenSession }
  | { readonly kind: 'busy'; readonly retryAfterS: number }
  /** It sees us with an address that the internet cannot reach: it sits in our own network. */
  | { readonly kind: 'reserved-caller' }
  /** It sees us with its own address, or with one of its own /64: it sits on this line. */
  | { readonly kind: 'own-address' }
  /** Another key, or a certificate that nobody vouches for. */
  | { readonly kind: 'untrusted'; readonly failure: Failure }
  /** It answers, but not as this version of the protocol has it. */
  | { readonly kind: 'incompatible'; readonly why: string }
  | { readonly kind: 'unreachable'; readonly failure: Failure }

/** Begins a session with a probe over one family (`POST /v1/sessions`). Never throws; every way out is a kind. */
export async function openSession(line: Line, probe: ProbeAsked, family: Family): Promise<SessionOutcome> {
  const host = new URL(probe.url).hostname.replace(/^\[(.*)\]$/, '$1')
  const known = familyOf(probe.address ?? host)
  // A literal of the other family: there is no such probe to ask, and nothing was sent.
  if (known !== undefined && known !== family) return { kind: 'unreachable', failure: 'no-data' }
  const answer = await postJson(line, probe, family, {
    path: protocol.sessionsPath,
    body: '{}',
    maxBytes: bounds.sessionBytes,
  })
  return answer.ok ? readAnswer(answer.value, probe, family) : failedSession(answer)
}

function readAnswer(answer: HttpResponse, probe: ProbeAsked, family: Family): SessionOutcome {
  if (answer.status !== 200 && answer.status !== 201) return refused(answer)
  const session = readSession(answer.body)
  if (!session.ok) return { kind: 'incompatible', why: session.detail ?? session.failure }
  const { minAgent } = session.value.probe
  if (probe.release !== undefined && olderThan(probe.release, minAgent)) {
    return { kind: 'incompatible', why: `the probe wants at least release ${minAgent} of this program` }
  }
  if (greetingKey(session.value.key) === undefined) return { kind: 'incompatible', why: 'the key of the probe is none' }
  if (familyOf(session.value.address) !== family) {
    return { kind: 'incompatible', why: 'the probe saw us with an address of the other family' }
  }
  if (onOneLine(answer.remote.address, session.value.address)) return { kind: 'own-address' }
  return { kind: 'session', open: { family, probe, address: answer.remote.address, session: session.value } }
}

/**
 * Whether the probe sits on the very line that it is to look at from outside. Behind the same router it does not know:
 * the router's loopback (hairpin, RFC 4787 §6) shows it the public address of both. A home has one IPv6 /64 or more.
 */
function onOneLine(probe: string, seen: string): boolean {
  if (familyOf(seen) === 'v4') return sameAddress(probe, seen)
  return within(seen, `${probe}/64`)
}

function refused({ status, headers, body }: HttpResponse): SessionOutcome {
  const refusal = readRefusal(body)
  if (status === 429 || status === 503) return { kind: 'busy', retryAfterS: retryAfterS(headers) }
  if (refusal?.error === 'reserved-caller' || refusal?.error === 'own-address') return { kind: refusal.error }
  // A probe with a fault, or a gateway in front of it that does not reach it.
  if (status >= 500) return { kind: 'unreachable', failure: 'unclassified' }
  if (refusal !== undefined) return { kind: 'incompatible', why: `the probe refuses: ${refusal.error}` }
  return { kind: 'incompatible', why: `no probe answers there, but a web server: ${status}` }
}

function failedSession({ failure }: Extract<Outcome<never>, { ok: false }>): SessionOutcome {
  if (failure === 'wrong-key' || failure === 'certificate-untrusted') return { kind: 'untrusted', failure }
  if (failure === 'too-much' || failure === 'malformed') {
    return { kind: 'incompatible', why: `in its answer, ${failures[failure]}` }
  }
  return { kind: 'unreachable', failure }
}
