import type { Asked } from '../../core/asked.ts'
import type { Line } from '../../core/line.ts'
import { type MeasureOutcome, measure } from '../../protocols/globalping/measure.ts'
import { usualPlaces, usualProbes } from '../../protocols/globalping/places.ts'
import type { ProbeResult } from '../../protocols/globalping/probe-result.ts'
import type { MailPort } from '../../wire/mail-port.ts'

/** What the probes of Globalping found. */
export interface WorldCalled {
  /** Anything but `measured` says nothing of the line. */
  readonly met: MeasureOutcome['kind'] | 'no-known-port'
  readonly retryAfterS?: number
  readonly remaining?: number
  /** In the order of `results`. */
  readonly probes: readonly (ProbeResult['probe'] & { readonly reaches25: boolean })[]
  readonly results: Readonly<Partial<Record<MailPort, readonly ProbeResult['ended'][]>>>
}

const smtpPort = 25
/** Enough for a packet that is lost, and kind to whoever runs the probe. */
const packets = 3
const calibrationMs = 13_000
const callsMs = 14_000

/**
 * Has probes all over the world connect to ports of an address. First each must show that it can reach a port 25 at all, an
 * exchanger's that is known to be open: volunteers' lines block it as often as any.
 */
export async function callFromTheWorld(
  line: Line,
  { globalping, servers }: Asked,
  address: string,
  ports: readonly MailPort[],
): Promise<WorldCalled> {
  const known = servers.find(({ port }) => port === smtpPort)
  if (globalping === undefined || known === undefined) return { met: 'no-known-port', probes: [], results: {} }
  const { base, token, pins, from = usualPlaces } = globalping
  const api = { base, ...(token !== undefined && { token }), ...(pins !== undefined && { trust: pins }) }
  const limit = Math.max(usualProbes, from.length)
  const calibrated = await measure(
    line,
    api,
    { target: known.host, family: 'v4', port: smtpPort, packets, from: { places: from, limit } },
    calibrationMs,
  )
  if (calibrated.kind !== 'measured') return { ...troubled(calibrated), probes: [], results: {} }
  const probes = calibrated.results.map(({ probe, ended }) => ({ ...probe, reaches25: ended === 'answered' }))
  const same = { sameAs: calibrated.id }
  const measured = await Promise.all(
    ports.map(async (port) => ({
      port,
      outcome: await measure(line, api, { target: address, port, packets, from: same }, callsMs),
    })),
  )
  const results = measured.flatMap(({ port, outcome }) =>
    outcome.kind === 'measured' ? [[port, outcome.results.map(({ ended }) => ended)] as const] : [],
  )
  const trouble = measured.map(({ outcome }) => outcome).find(({ kind }) => kind !== 'measured')
  return {
    ...(results.length === 0 && trouble !== undefined ? troubled(trouble) : { met: 'measured' as const }),
    probes,
    results: Object.fromEntries(results),
  }
}

function troubled(outcome: MeasureOutcome): Pick<WorldCalled, 'met' | 'retryAfterS' | 'remaining'> {
  if (outcome.kind !== 'rate-limited') return { met: outcome.kind }
  const { kind, retryAfterS, remaining } = outcome
  return { met: kind, retryAfterS, ...(remaining !== undefined && { remaining }) }
}
