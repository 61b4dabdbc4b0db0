import type { FamilyLook } from './questions.ts'
import type { Span } from './silence.ts'

/** Whether a family that is down is still offered on this line. */
export interface Offer {
  /** One look while it is down. Whether it has been taken away, as is known by now. */
  isOver(look: Pick<FamilyLook, 'family' | 'atMs' | 'lacking'>, other: { readonly isUp: boolean }): boolean
  /** Nobody looked: that time counts for nothing. */
  passOver(gap: Span): void
}

/** A provider mends within the day what his router does not even announce; a reboot, an update, a night without it are over. */
const takenAwayMs = 24 * 60 * 60_000

/**
 * IPv6 that the router does not offer any more, for a day of looks in which IPv4 was up: neither a route nor an address. A router
 * that goes on announcing what leads nowhere offers it all the same, and that is an interruption however long it lasts. Nobody
 * takes IPv4 away: where that is missing, something is broken.
 */
export function offer(): Offer {
  let lackingMs = 0
  let beforeMs: number | undefined
  return {
    isOver({ family, atMs, lacking }, other) {
      if (family === 'v4') return false
      if (!lacking) {
        lackingMs = 0
        beforeMs = undefined
        return false
      }
      // With the line down altogether, nobody could offer it.
      if (other.isUp && beforeMs !== undefined) lackingMs += atMs - beforeMs
      beforeMs = atMs
      return lackingMs >= takenAwayMs
    },
    passOver(gap) {
      if (beforeMs !== undefined) beforeMs = gap.toMs
    },
  }
}
