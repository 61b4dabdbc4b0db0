const minuteS = 60
const hourS = 60 * minuteS
const dayS = 24 * hourS

/** How long, as a person says it, rounded: `45 seconds`, `3 minutes`, `2 hours`, `4 days`. */
export function durationWords(seconds: number): string {
  // Up to twice a unit the smaller one says more: 90 minutes are no "2 hours".
  if (seconds < 2 * minuteS) return counted(Math.round(seconds), 'second')
  if (seconds < 2 * hourS) return counted(Math.round(seconds / minuteS), 'minute')
  if (seconds < 2 * dayS) return counted(Math.round(seconds / hourS), 'hour')
  return counted(Math.round(seconds / dayS), 'day')
}

/** When, by the clock on the wall: `03:12 on 24 November`. What is told may arrive hours later, so the day is in it. */
export function timeWords(at: string, timeZone?: string): string {
  return `${clockWords(at, timeZone)} on ${dayWords(at, timeZone)}`
}

/** From when to when: `from 03:12 to 03:15 on 24 November`, with two days where there are two. */
export function spanWords(from: string, to: string, timeZone?: string): string {
  const oneDay = dayWords(from, timeZone) === dayWords(to, timeZone)
  const begin = oneDay ? clockWords(from, timeZone) : timeWords(from, timeZone)
  return `from ${begin} to ${timeWords(to, timeZone)}`
}

function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}

function clockWords(at: string, timeZone: string | undefined): string {
  return written(at, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(timeZone !== undefined && { timeZone }),
  })
}

function dayWords(at: string, timeZone: string | undefined): string {
  return written(at, { day: 'numeric', month: 'long', ...(timeZone !== undefined && { timeZone }) })
}

function written(at: string, how: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat('en-GB', how).format(new Date(at))
}
