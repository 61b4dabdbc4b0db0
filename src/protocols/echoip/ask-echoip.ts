import * as v from 'valibot'
import type { Failure } from '../../core/failure.ts'
import type { Family, HttpResponse, Line } from '../../core/line.ts'
import type { Address } from '../../core/mark.ts'
import { readJson } from '../../wire/json.ts'
import { canonical, familyOf, isGlobal } from '../addresses.ts'
import { retryAfterS } from '../probe/retry-after.ts'
import type { EchoipAsked } from './echoip-url.ts'

export type EchoipOutcome =
  | {
      readonly kind: 'answered'
      /** Whom it saw, and dialled. */
      readonly address: Address
      readonly port: number
      /**
       * Whether a connection stood within 2 s. False says little: refused and silent are the same to it, and so is a
       * server whose own provider blocks the port (echoip#171) or that has no IPv6 (echoip#115).
       */
      readonly reachable: boolean
    }
  /** It sees us with an address that the internet cannot reach: it, or the proxy in front of it, is whom it dialled. */
  | { readonly kind: 'reserved-caller' }
  /** There is no such page: it looks at no ports, as it does not unless started with `-p`, or it is no echoip. */
  | { readonly kind: 'switched-off' }
  | { readonly kind: 'rate-limited'; readonly retryAfterS: number }
  | { readonly kind: 'refused'; readonly status: number }
  | { readonly kind: 'unreachable'; readonly failure: Failure }
  /** What came is not what echoip says. */
  | { readonly kind: 'malformed' }

/** It dials for 2 s (iputil.go); before that come a connection and TLS. */
const answerMs = 6000
/** Three members; the whole of it has 60 bytes. */
const maxBytes = 2048

const schema = v.object({
  ip: v.pipe(v.string(), v.maxLength(45)),
  port: v.pipe(v.number(), v.integer()),
  reachable: v.boolean(),
})

/**
 * Asks a server of echoip (github.com/mpolden/echoip, as of commit 746db5e of 2026-02-28: `GET /port/N`, JSON) to
 * connect to a port of whoever asks, over one family. It takes nobody's word for whom to dial: the address is the one
 * it is asked from, or the one that a proxy of its own tells it.
 */
export async function askEchoip(
  line: Line,
  { url, pins }: EchoipAsked,
  port: number,
  family: Family,
): Promise<EchoipOutcome> {
  const known = familyOf(new URL(url).hostname.replace(/^\[(.*)\]$/, '$1'))
  // A literal of the other family: there is no such server to ask, and nothing was sent.
  if (known !== undefined && known !== family) return { kind: 'unreachable', failure: 'no-data' }
  const answer = await line.request({
    method: 'GET',
    url: `${url}/port/${port}`,
    family,
    headers: { accept: 'application/json' },
    trust: pins.length > 0 ? pins : 'public',
    maxBytes,
    ms: answerMs,
  })
  if (answer.ok) return readAnswer(answer.value, port, family)
  const { failure } = answer
  return failure === 'too-much' || failure === 'malformed' ? { kind: 'malformed' } : { kind: 'unreachable', failure }
}

function readAnswer({ status, headers, body }: HttpResponse, port: number, family: Family): EchoipOutcome {
  if (status === 404) return { kind: 'switched-off' }
  if (status === 429 || status === 503) return { kind: 'rate-limited', retryAfterS: retryAfterS(headers) }
  if (status !== 200) return { kind: 'refused', status }
  const parsed = v.safeParse(schema, readJson(body))
  if (!parsed.success || parsed.output.port !== port) return { kind: 'malformed' }
  const address = canonical(parsed.output.ip)
  if (address === undefined) return { kind: 'malformed' }
  if (!isGlobal(address)) return { kind: 'reserved-caller' }
  // Somebody else: a proxy between us and the server changes families.
  if (familyOf(address) !== family) return { kind: 'malformed' }
  return { kind: 'answered', address, port, reachable: parsed.output.reachable }
}
