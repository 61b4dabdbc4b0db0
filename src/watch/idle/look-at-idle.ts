import type { Asked } from '../../core/asked.ts'
import type { Family, Line } from '../../core/line.ts'
import { howLongIdle, type IdleFound } from './how-long-idle.ts'
import { meetIdleProbe, type WhyNotMet } from './meet-idle-probe.ts'

/** `unsure`: the line or the probe went away meanwhile, or a second look says otherwise. */
export type IdleLook =
  | { readonly kind: 'found'; readonly found: IdleFound }
  | { readonly kind: 'nothing'; readonly why: WhyNotMet | 'unsure' }

/**
 * How long a silent connection over a family is kept: half an hour, and as much again as it takes to see a loss twice. That
 * something was kept is proved by its being there; what was lost may have been cut by something that nobody saw: a new start of
 * the probe, or a line that connected anew between two looks at it.
 */
export async function lookAtIdle(
  line: Line,
  asked: Pick<Asked, 'probes' | 'release'>,
  family: Family,
  silences?: readonly number[],
): Promise<IdleLook> {
  const met = await meetIdleProbe(line, asked, family)
  if (met.kind === 'not') return { kind: 'nothing', why: met.why }
  const found = await howLongIdle(line, met.open, silences)
  if (found === undefined) return { kind: 'nothing', why: 'unsure' }
  return found.lostMs === undefined || (await isSoAgain(line, asked, found))
    ? { kind: 'found', found }
    : { kind: 'nothing', why: 'unsure' }
}

/** Tries the two silences that it hangs on once more, with a session of its own: the first one is over by now. */
async function isSoAgain(
  line: Line,
  asked: Pick<Asked, 'probes' | 'release'>,
  { family, keptMs, lostMs }: IdleFound,
): Promise<boolean> {
  const met = await meetIdleProbe(line, asked, family)
  if (met.kind === 'not') return false
  const bounds = [keptMs, lostMs].flatMap((ms) => (ms === undefined ? [] : [ms / 1_000]))
  const again = await howLongIdle(line, met.open, bounds)
  return again !== undefined && again.keptMs === keptMs && again.lostMs === lostMs
}
