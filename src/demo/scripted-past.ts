import type { AddressSeen, OutagePlace, Past } from '../core/past.ts'
import { provider } from './addresses.ts'

/** What earlier days have seen of a line: nothing is known of it unless told. */
export interface PastSpec {
  /** How many days and nights were watched, until now. */
  readonly days: number
  /** As many interruptions as there were, one like the other. */
  readonly outages?: {
    readonly times: number
    readonly tookMs: number
    readonly place: OutagePlace
    readonly hour: number
  }
  /** Of a thousand questions to others. */
  readonly lostPerMille?: number
  /** The public IPv4 addresses before today's, oldest first; none before it unless told. */
  readonly before?: readonly string[]
  /** How often today's came back after the router had been off. */
  readonly restarts?: number
  /** An IPv6 address that was seen before today's. */
  readonly beforeV6?: string
}

const dayMs = 86_400_000
/** One question every five minutes. */
const askedADay = 288

/** A history of a scripted line, as it would stand there at this moment. */
export function scriptedPast(spec: PastSpec | undefined, nowMs: number): Past {
  if (spec === undefined) return { permanence: async () => undefined, addresses: async () => [] }
  const { days, outages, lostPerMille = 0, before = [], restarts = 0, beforeV6 } = spec
  const ago = (count: number) => new Date(nowMs - count * dayMs).toISOString()
  const each = days / (before.length + 1)
  const seen = (address: string, index: number): AddressSeen => ({
    address,
    from: ago(days - index * each),
    to: ago(days - (index + 1) * each),
    reconnects: 0,
  })
  const outage = ({ times, tookMs, place, hour }: NonNullable<PastSpec['outages']>, index: number) => {
    const from = ago(days - ((index + 0.5) * days) / times)
    return { from, to: new Date(Date.parse(from) + tookMs).toISOString(), tookMs, place, hour }
  }
  const asked = Math.round(days * askedADay)
  return {
    permanence: async () => ({
      from: ago(days),
      to: ago(0),
      watchedMs: days * dayMs,
      nights: Math.floor(days),
      outages: outages === undefined ? [] : Array.from({ length: outages.times }, (_, index) => outage(outages, index)),
      gateway: { asked: asked * 10, lost: 0 },
      far: { asked, lost: Math.round((asked * lostPerMille) / 1_000) },
    }),
    addresses: async (family) => {
      if (family === 'v6') return beforeV6 === undefined ? [] : [{ ...seen(beforeV6, 0), to: ago(0) }]
      const now = { ...seen(provider.customer, before.length), reconnects: restarts, restarts }
      return [...before.map(seen), now]
    },
  }
}
