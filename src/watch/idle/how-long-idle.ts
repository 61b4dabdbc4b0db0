import type { Line } from '../../core/line.ts'
import type { IdleKept } from '../../history/record.ts'
import { keepIdle, type Silence } from '../../protocols/probe/keep-idle.ts'
import type { OpenSession } from '../../protocols/probe/open-session.ts'

/**
 * The silences that are tried, seconds, all at once: some boxes forget after one minute, many after five, RFC 5382 REQ-5 wants
 * two hours and four minutes, and clients of IMAP speak again after 29 minutes at the latest (RFC 2177 §3).
 */
export const silencesS = [60, 150, 300, 600, 900, 1_200, 1_740] as const

/**
 * How long a connection on which nothing is said is kept by whatever is between this machine and the probe. Takes as long as
 * the longest silence. Undefined where nothing can be said of it: the probe knows no silences, or the line went down.
 */
export async function howLongIdle(
  line: Line,
  open: OpenSession,
  silences: readonly number[] = silencesS,
): Promise<IdleKept | undefined> {
  const ended = await Promise.all(
    silences.map(async (seconds) => ({ seconds, silence: await keepIdle(line, open, seconds) })),
  )
  const last = (silence: Silence) => ended.filter((each) => each.silence === silence).map(({ seconds }) => seconds)
  const kept = Math.max(0, ...last('kept'))
  // A shorter one that was lost beside a longer one that was kept was lost by chance.
  const lost = Math.min(...last('lost').filter((seconds) => seconds > kept))
  if (kept === 0 && lost === Number.POSITIVE_INFINITY) return undefined
  return {
    kind: 'idle',
    at: line.clock.now(),
    family: open.family,
    ...(kept > 0 && { keptMs: kept * 1_000 }),
    ...(lost < Number.POSITIVE_INFINITY && { lostMs: lost * 1_000 }),
  }
}
