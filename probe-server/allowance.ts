import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { networksOf } from './networks.ts'
import type { Limits } from './settings.ts'

export type Charged =
  | { readonly ok: true; readonly left: number; readonly resetS: number }
  | { readonly ok: false; readonly retryS: number }

export interface Allowance {
  /** Takes one request off the allowance of a caller, of its neighbourhood and of everybody together. */
  charge(address: string): Promise<Charged>
  /** How many networks are counted just now: what memory goes by. */
  networks(): number
  /** Forgets everybody. */
  clear(): void
}

/** How many requests callers have left, in memory, for the length of the window and not a second longer. */
export function allowanceOf(limits: Limits): Allowance {
  const limiter = (points: number) => new RateLimiterMemory({ points, duration: limits.windowS })
  const narrow = limiter(limits.perAddress)
  const wide = limiter(limits.perNetwork)
  const total = limiter(limits.inTotal)

  return {
    async charge(address) {
      // Looked at before anything is counted: when everybody together has had enough, no new key is made, so that
      // there are never more keys than requests that `inTotal` lets through.
      const sum = await total.get('all')
      if (sum !== null && sum.consumedPoints >= limits.inTotal) return refused(sum)
      const networks = networksOf(address)
      const own = await consume(narrow, networks.narrow)
      if (!own.ok) return own
      // The narrow limit comes first, so that one caller who goes on asking does not use up its neighbours' share.
      const near = await consume(wide, networks.wide)
      if (!near.ok) return near
      const all = await consume(total, 'all')
      return all.ok ? own : all
    },
    networks: () => narrow.dump().storage.length + wide.dump().storage.length,
    clear() {
      for (const some of [narrow, wide, total]) for (const { key } of some.dump().storage) void some.delete(key)
    },
  }
}

async function consume(limiter: RateLimiterMemory, key: string): Promise<Charged> {
  try {
    const after = await limiter.consume(key)
    return { ok: true, left: after.remainingPoints, resetS: seconds(after) }
  } catch (reason) {
    // It rejects with its result where points are used up, and with an error only where it is broken.
    if (reason instanceof RateLimiterRes) return refused(reason)
    throw reason
  }
}

function refused(after: RateLimiterRes): Charged {
  return { ok: false, retryS: seconds(after) }
}

function seconds(after: RateLimiterRes): number {
  return Math.max(1, Math.ceil(after.msBeforeNext / 1000))
}
