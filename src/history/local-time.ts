/** How far the clocks of a place are ahead of UTC at an instant, ms. */
export type OffsetAt = (ms: number) => number

/** By the clocks of this machine's place. */
export const hereOffset: OffsetAt = (ms) => -new Date(ms).getTimezoneOffset() * 60_000
