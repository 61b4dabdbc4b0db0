import type { Family } from '../../core/line.ts'
import type { IdleKept } from '../../history/record.ts'
import { durationWords } from './duration-words.ts'

const names = { v4: 'IPv4', v6: 'IPv6' } as const
const minuteMs = 60_000

/** How long a silent connection was kept, without a full stop at its end. */
export function idleWords(
  { family, keptMs, lostMs }: Pick<IdleKept, 'family' | 'keptMs' | 'lostMs'>,
  over: readonly Family[] = [family],
): string {
  const one = `A silent connection from here over ${over.map((each) => names[each]).join(' and ')}`
  if (keptMs === undefined) return `${one} is forgotten within ${minutesWords(lostMs ?? 0)}`
  if (lostMs === undefined) return `${one} is kept for at least ${minutesWords(keptMs)}, the longest that was tried`
  return `${one} is kept for ${betweenWords(keptMs, lostMs)}`
}

/** `a minute`, `2.5 minutes`, `7 s`. */
export function minutesWords(ms: number): string {
  if (ms === minuteMs) return 'a minute'
  return inMinutes(ms) === undefined ? durationWords(ms) : `${inMinutes(ms)} minutes`
}

function betweenWords(leastMs: number, mostMs: number): string {
  const [least, most] = [inMinutes(leastMs), inMinutes(mostMs)]
  return least === undefined || most === undefined
    ? `between ${durationWords(leastMs)} and ${durationWords(mostMs)}`
    : `${least} to ${most} minutes`
}

/** Undefined for what is no whole or half number of them. */
function inMinutes(ms: number): number | undefined {
  const minutes = ms / minuteMs
  return minutes >= 1 && Number.isInteger(2 * minutes) ? minutes : undefined
}
