/** What the router says of its own age. */
export interface RouterAge {
  /** When the router began anew, steady, if this reading shows that it did since the last. */
  take(epochS: number, atMs: number): number | undefined
  /** When it began, by its last reading, steady. */
  readonly bornMs: number | undefined
}

/** RFC 6886 §3.6: clocks are read at different moments. */
const slackMs = 2000
/** RFC 6886 §3.6: the router's clock may be slow by an eighth; so may it be fast when it says for how long it has been on. */
const drift = 1 / 8

/**
 * Compares the router's seconds since its start with ours (RFC 6886 §3.6). A restart is believed only if the router also says
 * that it happened since the last reading: a clock that was merely put back (by NTP, on routers that count from a date) is none. Nor
 * does anything follow from a clock that was never seen to move, on or back: some routers always say the same.
 */
export function routerAge(): RouterAge {
  let before: { readonly epochMs: number; readonly atMs: number } | undefined
  let hasMoved = false
  return {
    get bornMs() {
      return before && hasMoved ? before.atMs - before.epochMs : undefined
    },
    take(epochS, atMs) {
      const epochMs = epochS * 1000
      const last = before
      before = { epochMs, atMs }
      if (!last) return undefined
      hasMoved ||= epochMs !== last.epochMs
      const wentMs = atMs - last.atMs
      const isBehind = epochMs < last.epochMs + wentMs * (1 - drift) - slackMs
      const isYoung = epochMs <= wentMs * (1 + drift) + slackMs
      if (!hasMoved || !isBehind || !isYoung) return undefined
      return Math.max(last.atMs, atMs - epochMs)
    },
  }
}
