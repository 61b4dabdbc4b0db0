/** What a reply said of the router's age, and when it came. */
export interface EpochHeard {
  /** The router's seconds since it began to keep its table of mappings. */
  readonly epochS: number
  /** By a clock of ours that never jumps, ms. */
  readonly atMs: number
}

/** Whole seconds that the two clocks may differ by for being read at different moments. */
const slackS = 2
/** A clock may be wrong by a sixteenth. */
const drift = 1 / 16

/**
 * Whether the router has lost its mappings between two replies (RFC 6887 §8.5): its clock went back, or ran much faster
 * or slower than ours.
 *
 * NAT-PMP allows an eighth, and for slow clocks only (RFC 6886 §3.6). One rule for both: a doubt too many costs one
 * renewal, which a router that has forgotten nothing takes for what it is.
 */
export function restarted(previous: EpochHeard, now: EpochHeard): boolean {
  const theirsS = now.epochS - previous.epochS
  const oursS = (now.atMs - previous.atMs) / 1000
  // Replies may overtake one another: a single second back proves nothing.
  if (theirsS < -1) return true
  return oursS + slackS < theirsS - theirsS * drift || theirsS + slackS < oursS - oursS * drift
}
