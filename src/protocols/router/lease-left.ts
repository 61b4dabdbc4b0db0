import type { RouterChange } from '../../core/journal.ts'

/** Seconds since the change was noted, or noted anew; 0 where the clock of this machine was set back since. */
export function secondsSince({ at }: Pick<RouterChange, 'at'>, now: string): number {
  return Math.max(0, (Date.parse(now) - Date.parse(at)) / 1000)
}

/** Whether the lease of what was noted has run out, so that the router has ended it by itself. */
export function hasLapsed(change: RouterChange, now: string): boolean {
  return change.leaseS !== 0 && secondsSince(change, now) > change.leaseS
}

/** What is left, in whole seconds, of a lease of which `leaseS` were left when the change was noted; 0: for ever, undefined: nothing. */
export function leaseLeft(leaseS: number, change: Pick<RouterChange, 'at'>, now: string): number | undefined {
  if (leaseS === 0) return 0
  const left = Math.floor(leaseS - secondsSince(change, now))
  return left > 0 ? left : undefined
}

/** The longest lease that PCP servers are to grant, asked for or not (RFC 6887 §15). */
const longestS = 86_400

/**
 * What is noted of a lease that is about to be asked for, until the router has said how long it is: a note that promises
 * too much does no harm, one that ends before the mapping leaves it behind.
 */
export function leaseToExpect(leaseS: number): number {
  return leaseS === 0 ? 0 : Math.max(leaseS, longestS)
}
