const second = 1_000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

/** A length of time in two units at most, ms: `800 ms`, `42 s`, `3 min 05 s`, `2 h 05 min`, `12 days 4 h`. */
export function durationWords(ms: number): string {
  if (ms < second) return `${Math.round(ms)} ms`
  const whole = Math.round(ms / second) * second
  if (whole < minute) return `${whole / second} s`
  if (whole < hour) return two(whole, minute, 'min', second, 's')
  const minutes = Math.round(ms / minute) * minute
  if (minutes < 2 * day) return two(minutes, hour, 'h', minute, 'min')
  return two(Math.round(ms / hour) * hour, day, 'days', hour, 'h')
}

function two(ms: number, large: number, largeName: string, small: number, smallName: string): string {
  const rest = (ms % large) / small
  const whole = `${Math.floor(ms / large)} ${largeName}`
  if (rest === 0) return whole
  return `${whole} ${largeName === 'days' ? rest : String(rest).padStart(2, '0')} ${smallName}`
}
