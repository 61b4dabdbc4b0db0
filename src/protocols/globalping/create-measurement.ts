import * as v from 'valibot'
import type { Family, Line } from '../../core/line.ts'
import { familyOf, isGlobal } from '../addresses.ts'
import { queryName } from '../dns/query-name.ts'
import { askGlobalping } from './ask-globalping.ts'
import type { GlobalpingAsked } from './globalping-asked.ts'
import type { GlobalpingTrouble } from './globalping-trouble.ts'
import { isMeasurementId, measurementId } from './measurement-id.ts'
import { mostPlaces, type Place } from './places.ts'

/** TCP connections to one port, from several places of the world. */
export interface MeasurementWanted {
  /** A public address, or the name of a host. */
  readonly target: string
  /** Connect to an address of this family where the target is a name; v4 unless told. */
  readonly family?: Family
  readonly port: number
  /** Connections that each probe makes, 1 to 16, half a second apart. */
  readonly packets: number
  readonly from: Vantages
}

/**
 * Probes at these places, `limit` in all (1 to 50: a test each), or the very probes of an earlier measurement: there is
 * no other way to meet a probe again, and so to learn whether it gets through to a port that is known to be open.
 */
export type Vantages = { readonly places: readonly Place[]; readonly limit: number } | { readonly sameAs: string }

export type CreateOutcome =
  | { readonly kind: 'created'; readonly id: string; readonly probes: number }
  /** Nothing was sent: this is nothing that can be measured. */
  | { readonly kind: 'unsuitable'; readonly what: 'target' | 'port' | 'packets' | 'places' | 'limit' | 'id' }
  | GlobalpingTrouble

/** What the API grants to whoever has no token (`anonymousTestsPerMeasurement`). */
export const mostProbes = 50
const mostPackets = 16
/** How long a probe goes on trying, in seconds (5 to 30): time for three SYNs, at 0, 1 and 3 s (RFC 6298 §2.1, §5.5). */
const probeTimeoutS = 5

const schema = v.object({
  id: measurementId,
  probesCount: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(mostProbes)),
})

/** Begins a measurement, in `ms` at most, 10 s unless told. Each probe costs one test of the hour's ration. */
export async function createMeasurement(
  line: Line,
  asked: GlobalpingAsked,
  wanted: MeasurementWanted,
  ms?: number,
): Promise<CreateOutcome> {
  const what = unsuitable(wanted)
  if (what !== undefined) return { kind: 'unsuitable', what }
  const answer = await askGlobalping(line, asked, {
    path: 'measurements',
    body: requestOf(wanted),
    ...(ms !== undefined && { ms }),
  })
  if (answer.kind !== 'answer') return answer
  const parsed = v.safeParse(schema, answer.body)
  if (!parsed.success) return { kind: 'malformed' }
  return { kind: 'created', id: parsed.output.id, probes: parsed.output.probesCount }
}

function unsuitable({ target, port, packets, from }: MeasurementWanted) {
  const literal = familyOf(target) !== undefined
  // Not even the API's probes may be sent into somebody's home network, and its answer would be no other.
  if (literal ? !isGlobal(target) : !isHostName(target)) return 'target'
  if (!isWithin(port, 65_535)) return 'port'
  if (!isWithin(packets, mostPackets)) return 'packets'
  if ('sameAs' in from) return isMeasurementId(from.sameAs) ? undefined : 'id'
  if (!isWithin(from.places.length, mostPlaces)) return 'places'
  return isWithin(from.limit, mostProbes) ? undefined : 'limit'
}

function isHostName(text: string): boolean {
  // The last label is no number (RFC 3696 §2): `127.1` and `0x7f.1` are addresses to some programs.
  return queryName(text).ok && /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]([a-z0-9-]*[a-z0-9])?$/i.test(text)
}

function isWithin(number: number, most: number): boolean {
  return Number.isInteger(number) && number >= 1 && number <= most
}

function requestOf({ target, family, port, packets, from }: MeasurementWanted): unknown {
  const named = familyOf(target) === undefined
  return {
    type: 'ping',
    target,
    timeout: probeTimeoutS,
    measurementOptions: {
      protocol: 'TCP',
      port,
      packets,
      // The API forbids it beside an address.
      ...(named && family !== undefined && { ipVersion: family === 'v4' ? 4 : 6 }),
    },
    ...('sameAs' in from ? { locations: from.sameAs } : { locations: from.places, limit: from.limit }),
  }
}
