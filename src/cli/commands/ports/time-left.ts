const minuteS = 60
const hourS = 60 * minuteS
const dayS = 24 * hourS

/** A lease as a person says it: `for ever` for 0, `40 s`, `58 min`, `3 h 20 min`, `6 days`. Never more than is left. */
export function timeLeft(seconds: number): string {
  if (seconds === 0) return 'for ever'
  if (seconds < minuteS) return `${seconds} s`
  if (seconds < hourS) return `${Math.floor(seconds / minuteS)} min`
  if (seconds < 2 * dayS) {
    const minutes = Math.floor((seconds % hourS) / minuteS)
    return `${Math.floor(seconds / hourS)} h${minutes === 0 ? '' : ` ${minutes} min`}`
  }
  return `${Math.floor(seconds / dayS)} days`
}
