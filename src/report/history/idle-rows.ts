import type { Family } from '../../core/line.ts'
import type { IdleKnown } from '../../history/timeline.ts'
import { wrapped } from '../wrapped.ts'
import type { History } from './history.ts'
import { idleWords, minutesWords } from './idle-words.ts'
import { table } from './table.ts'
import type { Telling } from './telling.ts'

export const idleHead = ['since', 'over', 'kept for', 'lost after'] as const

const familyWords = { v4: 'IPv4', v6: 'IPv6' } as const
const minuteMs = 60_000
/** When clients of IMAP speak again at the latest (RFC 2177 §3). */
const clientsMs = 29 * minuteMs
/** `imap_idle_notify_interval` of Dovecot unless told: `doveconf -d`, 2.3. It says something that often, at least. */
const dovecotMs = 2 * minuteMs

export function idleRow({ at, family, keptMs, lostMs }: IdleKnown, { words }: Telling): readonly string[] {
  const told = (ms: number | undefined) => (ms === undefined ? '' : minutesWords(ms))
  return [words.moment(at), familyWords[family], told(keptMs), told(lostMs)]
}

/** How long a silent connection is kept, what follows from it, and, where it was another time, since when. */
export function idleLines({ idle }: History, telling: Telling, most: number): readonly string[] {
  const now = (['v4', 'v6'] as const).flatMap((family) => idle.findLast((each) => each.family === family) ?? [])
  const changed = idle.length > now.length
  return [
    ...alike(now).map(({ found, families }) =>
      wrapped(`${idleWords(found, families)}${consequence(found)}`, telling.width),
    ),
    ...(changed
      ? table(
          idleHead,
          idle.slice(-most).map((each) => idleRow(each, telling)),
          telling,
        )
      : []),
  ]
}

interface Alike {
  readonly found: IdleKnown
  readonly families: readonly Family[]
}

/** Families of which the same was found are told of once. */
function alike(now: readonly IdleKnown[]): readonly Alike[] {
  const [one, other] = now
  if (one !== undefined && other !== undefined && one.keptMs === other.keptMs && one.lostMs === other.lostMs)
    return [{ found: one, families: ['v4', 'v6'] }]
  return now.map((found) => ({ found, families: [found.family] }))
}

/** Goes on behind the sentence, to its end. No more than follows from what was tried. */
function consequence({ keptMs = 0, lostMs }: IdleKnown): string {
  if (lostMs === undefined && keptMs >= clientsMs)
    return ': as long as a mail program that waits for new mail (IMAP IDLE) is silent at most.'
  const box =
    lostMs === undefined
      ? ''
      : ' A box on the way, such as the router, forgets it then, though it is to keep it for 2 h 4 min (RFC 5382, RFC 6092).'
  return `.${box} A mail program that waits for new mail (IMAP IDLE) may be silent for 29 minutes, and learns of it late unless the server speaks before. ${serverWords(keptMs)}`
}

function serverWords(keptMs: number): string {
  if (keptMs >= dovecotMs)
    return `Dovecot speaks every 2 minutes unless its imap_idle_notify_interval says otherwise: leave it below ${minutesWords(keptMs)}.`
  const often = keptMs >= minuteMs ? `to ${minutesWords(keptMs)} or less` : 'to well below that, such as 30 secs'
  return `Dovecot speaks every 2 minutes, which is too seldom here: set its imap_idle_notify_interval ${often}.`
}
