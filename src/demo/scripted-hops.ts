import { failed, success } from '../core/failure.ts'
import type { Clock, Hops } from '../core/line.ts'

/** A router on the way, with every address it wears; it answers with the first. */
export type Router = readonly [answers: string, ...alsoWears: string[]]

export interface ScriptedWay {
  /** From the machine outwards. */
  readonly routers: readonly Router[]
  /** What lies beyond the last router and answers. */
  readonly beyond: readonly string[]
}

/** Pings along a scripted way, answered as routers do. Whoever is not there is silent until the time is over. */
export function scriptedHops({ routers, beyond }: ScriptedWay, clock: Pick<Clock, 'pause'>): Hops {
  return {
    async echo(address, { ttl = Number.POSITIVE_INFINITY, ms }) {
      const at = routers.findIndex((router) => router.includes(address))
      const passes = at < 0 ? routers.length : at
      const last = routers[ttl - 1]
      if (ttl <= passes && last !== undefined) return success({ kind: 'expired', from: last[0] })
      if (at >= 0 || beyond.includes(address)) return success({ kind: 'reached', from: address })
      await clock.pause(ms)
      return failed('timed-out', 'scripted')
    },
  }
}
