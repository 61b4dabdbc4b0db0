import type { EpochHeard } from '../../protocols/router/restarted.ts'
import type { Look } from '../look.ts'

/** RFC 6886 §3.6: clocks are read at different moments, and the router's may be slow by an eighth. */
const slackS = 2
const drift = 1 / 8
/** Ten years without a restart: that is no age but a date, which goes on while the router is off. */
const mostEpochS = 10 * 366 * 86_400

export function clockIn({ routerEpochS, moment }: Pick<Look, 'routerEpochS' | 'moment'>): EpochHeard | undefined {
  if (routerEpochS === undefined || routerEpochS > mostEpochS) return undefined
  return { epochS: routerEpochS, atMs: moment.elapsedMs }
}

/**
 * Whether the router's own clock says that it was running all the time between the two; false where it does not tell. Not the
 * opposite of `restarted`, which takes a slow clock for a restart: there a doubt too many costs nothing, here it would be a lie.
 */
export function hasRunOn(before: EpochHeard | undefined, after: EpochHeard | undefined): boolean {
  if (before === undefined || after === undefined) return false
  const wentS = (after.atMs - before.atMs) / 1_000
  return after.epochS >= before.epochS + wentS * (1 - drift) - slackS
}
