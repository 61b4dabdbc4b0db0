import * as v from 'valibot'
import type { Line } from '../../core/line.ts'
import { askGlobalping } from './ask-globalping.ts'
import type { GlobalpingAsked } from './globalping-asked.ts'
import type { GlobalpingTrouble } from './globalping-trouble.ts'

export type LimitsOutcome =
  | {
      readonly kind: 'limits'
      /** Tests an hour: one for each probe of each measurement. Without a token, all behind one address share them. */
      readonly limit: number
      readonly remaining: number
      /** When the hour is over; 0 where it has not begun. */
      readonly resetS: number
      /** What a token's owner may spend beyond the limit, a credit a test. */
      readonly credits?: number
    }
  | GlobalpingTrouble

const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000_000))
const schema = v.object({
  rateLimit: v.object({
    measurements: v.object({ create: v.object({ limit: count, remaining: count, reset: count }) }),
  }),
  credits: v.exactOptional(v.object({ remaining: count })),
})

/** How many tests are left to us. Asking costs none. */
export async function globalpingLimits(line: Line, asked: GlobalpingAsked): Promise<LimitsOutcome> {
  const answer = await askGlobalping(line, asked, { path: 'limits' })
  if (answer.kind !== 'answer') return answer
  const parsed = v.safeParse(schema, answer.body)
  if (!parsed.success) return { kind: 'malformed' }
  const { rateLimit, credits } = parsed.output
  const { limit, remaining, reset } = rateLimit.measurements.create
  return {
    kind: 'limits',
    limit,
    remaining,
    resetS: reset,
    ...(credits !== undefined && { credits: credits.remaining }),
  }
}
