import * as v from 'valibot'
import { mostProbes } from './create-measurement.ts'

/** Where a probe stands. Volunteers run them; the place is what the API takes their address for. */
export interface ProbePlace {
  /** `EU`. */
  readonly continent: string
  /** `FR`. */
  readonly country: string
  readonly city: string
  readonly asn: number
  readonly network: string
  /** `datacenter-network` and `eyeball-network` among them: the latter is an access line of people. */
  readonly tags: readonly string[]
}

/** What became of one probe's connections. */
export interface ProbeResult {
  readonly probe: ProbePlace
  /**
   * `answered`: a connection stood. `no-answer`: none did; refused and silent look the same to a TCP ping, so it says
   * nothing of which. `failed`: the probe could not do it. `offline`: it was one of an earlier measurement, and is
   * gone.
   */
  readonly ended: 'answered' | 'no-answer' | 'failed' | 'offline' | 'in-progress'
  /** Connections tried; 0 where there is no result. */
  readonly sent: number
  /** Connections that stood: the number that `ended` goes by. */
  readonly received: number
  /** How long the quickest took to stand, in ms. */
  readonly rttMs?: number
}

const label = v.pipe(v.string(), v.maxLength(128))
const code = v.pipe(v.string(), v.regex(/^[A-Z]{2}$/))
const place = v.object({
  continent: code,
  country: code,
  city: label,
  asn: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(4_294_967_295)),
  network: label,
  tags: v.pipe(v.array(label), v.maxLength(64)),
})
const results = v.pipe(
  v.array(
    v.object({
      probe: place,
      result: v.object({ status: v.pipe(v.string(), v.maxLength(32)), stats: v.optional(v.unknown()) }),
    }),
  ),
  v.maxLength(mostProbes),
)

const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(16))
const stats = v.object({ total: count, rcv: count, min: v.optional(v.unknown()) })
/** Beyond, no probe has the patience. */
const mostRttMs = 60_000

/**
 * Reads `results`; undefined where they are none. The places come from the API and must be as it describes them. What
 * is beside them comes from a probe that anybody may run, and the API lets any number pass: where a probe's numbers
 * cannot be true, it has failed, and the others have not.
 *
 * `rawOutput` is not looked at: whoever took its `tcp_conn=1` for a connection found every port open.
 */
export function readResults(body: unknown): readonly ProbeResult[] | undefined {
  const parsed = v.safeParse(results, body)
  if (!parsed.success) return undefined
  return parsed.output.map(({ probe, result }) => ({ probe, ...readResult(result) }))
}

function readResult(result: { readonly status: string; readonly stats?: unknown }): Omit<ProbeResult, 'probe'> {
  const none = { sent: 0, received: 0 }
  if (result.status === 'in-progress' || result.status === 'offline') return { ended: result.status, ...none }
  const parsed = result.status === 'finished' ? v.safeParse(stats, result.stats) : undefined
  if (!parsed?.success || parsed.output.total < 1 || parsed.output.rcv > parsed.output.total) {
    return { ended: 'failed', ...none }
  }
  const { total: sent, rcv: received, min } = parsed.output
  if (received === 0) return { ended: 'no-answer', sent, received }
  const rtt = typeof min === 'number' && min >= 0 && min <= mostRttMs ? { rttMs: min } : {}
  return { ended: 'answered', sent, received, ...rtt }
}
