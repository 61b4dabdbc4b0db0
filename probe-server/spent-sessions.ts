export interface SpentSessions {
  /** `fresh`: it was not spent, and is now. `full`: no room to remember it, so it must not be used. */
  spend(id: string, expiresAt: number, now: number): 'fresh' | 'spent' | 'full'
}

/** Sessions that have had their dial-back, remembered until they expire anyway. */
export function spentSessions(most: number): SpentSessions {
  const spent = new Map<string, number>()
  return {
    spend(id, expiresAt, now) {
      for (const [old, until] of spent) if (until <= now) spent.delete(old)
      if (spent.has(id)) return 'spent'
      if (spent.size >= most) return 'full'
      spent.set(id, expiresAt)
      return 'fresh'
    },
  }
}
