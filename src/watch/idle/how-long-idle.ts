import type { Line } from '../../core/line.ts'
import type { IdleKept } from '../../history/record.ts'
import { keepIdle, type Silence } from '../../protocols/probe/keep-idle.ts'
import type { OpenSession } from '../../protocols/probe/open-session.ts'

/**
 * The silences that are tried, seconds, all at once: some boxes forget after one minute, many after five, RFC 5382 REQ-5 wants
 * two hours and four minutes, and clients of IMAP speak again after 29 minutes at the latest (RFC 2177 §3).
 */
const silencesS = [60, 150, 300, 600, 900, 1_200, 1_740] as const

/** How long a silent connection was kept, as it is written down. */
export type IdleFound = Omit<IdleKept, 'kind' | 'at'>

/**
 * How long a connection on which nothing is said is kept by whatever is between this machine and the probe. Takes as long as
 * the longest silence. Undefined where nothing can be said of it: the probe knows no such silences, the line went down, or the
 * watching was over before the last of them.
 */
export async function howLongIdle(
  line: Line,
  open: OpenSession,
  silences: readonly number[] = silencesS,
): Promise<IdleFound | undefined> {
  const mostS = open.session.idle?.mostS ?? 0
  const offered = silences.filter((seconds) => seconds <= mostS)
  const ended = await Promise.all(
    offered.map(async (seconds) => ({ seconds, silence: await keepIdle(line, open, seconds) })),
  )
  if (ended.some(({ silence }) => silence === 'cancelled')) return undefined
  const those = (wanted: Silence) => ended.filter(({ silence }) => silence === wanted).map(({ seconds }) => seconds)
  const kept = Math.max(0, ...those('kept'))
  // A shorter one that was lost beside a longer one that was kept was lost by chance.
  const lost = Math.min(...those('lost').filter((seconds) => seconds > kept))
  const isLost = Number.isFinite(lost)
  // Of the longer ones nothing is known: what was kept is no bound of the box's.
  if (!isLost && kept < Math.max(1, ...offered)) return undefined
  return {
    family: open.family,
    ...(kept > 0 && { keptMs: kept * 1_000 }),
    ...(isLost && { lostMs: lost * 1_000 }),
  }
}
