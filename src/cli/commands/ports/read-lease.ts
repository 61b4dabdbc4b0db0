import { type Reading, right, wrong } from '../../settings/reading.ts'

/** Shorter ones would be over before anybody could renew them; a year is for ever. */
const bounds = { least: 10, most: 31_536_000 } as const

/** Seconds, or `permanent`, which is 0: what routers take for "for ever". */
export function readLease(text: string): Reading<number> {
  if (text === 'permanent') return right(0)
  const seconds = /^[1-9]\d{0,8}$/.test(text) ? Number(text) : 0
  return seconds >= bounds.least && seconds <= bounds.most
    ? right(seconds)
    : wrong(`a number of seconds from ${bounds.least} to ${bounds.most}, such as 86400 for a day, or permanent`)
}
