import type { Failure } from '../../core/failure.ts'
import type { HttpResponse, Line } from '../../core/line.ts'
import { type DialBackEvent, type DialBackRequest, writeDialBackRequest } from '../../wire/dial-back.ts'
import { bounds, dialBackPath } from '../../wire/protocol.ts'
import { readRefusal } from '../../wire/refusal.ts'
import { type DialBackPorts, DialBackStream } from './dial-back-stream.ts'
import type { OpenSession } from './open-session.ts'
import { postJson } from './post-json.ts'
import { retryAfterS } from './retry-after.ts'

export type DialBackOutcome =
  /** Every port has its result. */
  | { readonly kind: 'done'; readonly ports: DialBackPorts }
  /** The stream ended, or made no sense, before that: what was told until then. */
  | { readonly kind: 'broken-off'; readonly ports: DialBackPorts; readonly failure: Failure }
  /** We come from another address than the session: pools, or the line has just changed it. */
  | { readonly kind: 'address-changed' }
  /** The session has had its dial-back, or is over: begin another. */
  | { readonly kind: 'spent' }
  | { readonly kind: 'busy'; readonly retryAfterS: number }
  | { readonly kind: 'untrusted'; readonly failure: Failure }
  | { readonly kind: 'incompatible'; readonly why: string }
  | { readonly kind: 'unreachable'; readonly failure: Failure }

/** For the way there and back, beyond the bound that the probe keeps. */
const slackMs = 1500

/**
 * Has the probe dial the ports of this line's address, and tells each event as it comes (to begin looking for the
 * probe's connection, for instance). Goes to the very address of the probe that made the session.
 *
 * Never throws but what `onEvent` throws. Results are those of the probe alone: what they mean is judged elsewhere.
 */
export async function dialBack(
  line: Line,
  { family, probe, address, session }: OpenSession,
  ports: DialBackRequest,
  onEvent: (event: DialBackEvent) => void = () => {},
): Promise<DialBackOutcome> {
  const stream = new DialBackStream(ports, onEvent)
  const answer = await postJson(line, { ...probe, address }, family, {
    path: dialBackPath(session.token),
    body: writeDialBackRequest(ports),
    maxBytes: bounds.events * bounds.eventBytes,
    ms: bounds.dialBackMs + slackMs,
    onLine: (text) => stream.take(text),
  })
  if (answer.ok && answer.value.status !== 200) return refused(answer.value, stream.firstLine())
  if (stream.complete()) return { kind: 'done', ports: stream.ports() }
  if (answer.ok) {
    // An answer that ends early was closed by the probe, or by whatever sits in front of it.
    return { kind: 'broken-off', ports: stream.ports(), failure: stream.malformed() ? 'malformed' : 'closed' }
  }
  const { failure } = answer
  if (failure === 'wrong-key' || failure === 'certificate-untrusted') return { kind: 'untrusted', failure }
  if (stream.begun()) return { kind: 'broken-off', ports: stream.ports(), failure }
  return { kind: 'unreachable', failure }
}

function refused({ status, headers }: HttpResponse, firstLine: string): DialBackOutcome {
  const refusal = readRefusal(firstLine)
  if (status === 429 || status === 503) return { kind: 'busy', retryAfterS: retryAfterS(headers) }
  switch (refusal?.error) {
    case 'address-changed':
      return { kind: 'address-changed' }
    case 'spent':
    case 'expired':
      return { kind: 'spent' }
    default:
      // A probe with a fault, or a gateway in front of it that does not reach it.
      if (status >= 500) return { kind: 'unreachable', failure: 'unclassified' }
      return { kind: 'incompatible', why: refusal ? `the probe refuses: ${refusal.error}` : `it answers ${status}` }
  }
}
