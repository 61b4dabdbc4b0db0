import type { Place } from '../../history/record.ts'
import type { Span } from './silence.ts'

/** A router whose WAN comes and goes at once restarted before anybody noticed that it was not there; its clock has seconds. */
const slackMs = { before: 5000, after: 60_000 }

/**
 * Where an interruption lay, once it is over: at the router that says that it began anew (`bornMs`, steady) when, or shortly
 * after, the line went.
 */
export function placeAtLast(place: Place, from: Span, to: Span, bornMs: number | undefined): Place {
  if (bornMs === undefined || place === 'machine' || place === 'beyond') return place
  const latestMs = place === 'home' ? to.toMs : Math.min(to.toMs, from.toMs + slackMs.after)
  return bornMs >= from.fromMs - slackMs.before && bornMs <= latestMs ? 'router' : place
}
