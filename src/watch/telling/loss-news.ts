import type { Quality, WayQuality } from '../../history/record.ts'
import type { News } from './outage-news.ts'

/** From here on a telephone call suffers, and mail begins to be slow. */
const lossyPercent = 3
/** Of two dozen questions an hour, a single one that is lost is 4 %: it is no sign of anything. */
const fewestLost = 3
const fewestAsked = 10
/** A sleep or the end of a watch cuts a summary short: minutes are no bad hour. */
const shortestMs = 50 * 60_000
/** What lies between two hours that follow each other: a look or two, and not a sleep. */
const longestGapMs = 10 * 60_000
/** One bad hour is somebody's download. */
const hoursInARow = 2

/** What there is to tell of losses to the far witnesses of one family, from hourly summaries. */
export function lossNews(family: WayQuality['family']): (quality: Quality) => readonly News[] {
  let lossy = false
  let otherwise = 0
  let countedToMs = Number.NEGATIVE_INFINITY
  return ({ from, at, ways }) => {
    const far = ways.find((way) => way.to === 'far' && way.family === family)
    if (far === undefined || far.asked < fewestAsked) return []
    const [fromMs, toMs] = [Date.parse(from), Date.parse(at)]
    if (toMs - fromMs < shortestMs) return []
    // Also where the clock was set in between.
    if (Math.abs(fromMs - countedToMs) > longestGapMs) otherwise = 0
    countedToMs = toMs
    const percent = Math.round((100 * far.lost) / far.asked)
    const isLossy = percent >= lossyPercent && far.lost >= fewestLost
    otherwise = isLossy === lossy ? 0 : otherwise + 1
    if (otherwise < hoursInARow) return []
    otherwise = 0
    lossy = isLossy
    return [{ at, happened: { event: lossy ? 'loss-began' : 'loss-ended', family, percent } }]
  }
}
