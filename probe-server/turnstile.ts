export interface Turnstile {
  /** Lets one in, or says no. Whoever was let in must leave once. */
  enter(key: string): (() => void) | undefined
}

/** How many may be inside at once: of one key, and together. */
export function turnstile(perKey: number, together: number): Turnstile {
  const inside = new Map<string, number>()
  let all = 0
  return {
    enter(key) {
      const own = inside.get(key) ?? 0
      if (own >= perKey || all >= together) return undefined
      inside.set(key, own + 1)
      all++
      let left = false
      return () => {
        if (left) return
        left = true
        all--
        const rest = (inside.get(key) ?? 1) - 1
        if (rest === 0) inside.delete(key)
        else inside.set(key, rest)
      }
    },
  }
}
