import type { Blocklist } from '../../core/asked.ts'

/** What every list has, and what none may have, so that whoever asks can tell that it is alive (RFC 5782 §5). */
export interface TestPoints {
  readonly listed: string
  readonly unlisted: string
}

const pointsOf = {
  v4: { listed: '2.0.0.127', unlisted: '1.0.0.127' },
  // ::FFFF:7F00:2 and ::FFFF:7F00:1. Read as addresses they would be IPv4 ones, and asked for as such.
  v6: { listed: `2.0.0.0.0.0.f.7.f.f.f.f${'.0'.repeat(20)}`, unlisted: `1.0.0.0.0.0.f.7.f.f.f.f${'.0'.repeat(20)}` },
  domain: { listed: 'test', unlisted: 'invalid' },
} as const

/**
 * The labels to put before the zone. A list of both families is tried with the points of IPv4, whatever is then asked of
 * it: what is tried is whether its servers answer us as they answer receivers, which they do or do not for the whole zone,
 * and not every list of both has the points of IPv6. Besides, they are then asked once a run.
 */
export function testPoints({ of }: Pick<Blocklist, 'of'>, kind: Blocklist['of'][number]): TestPoints {
  return pointsOf[kind === 'v6' && of.includes('v4') ? 'v4' : kind]
}
