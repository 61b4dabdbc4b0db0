import { expect, it } from 'vitest'
import { historyText } from '../../../../src/report/history/history-text.ts'
import { historyCsv } from '../../../../src/report/history/history-csv.ts'
import type { IdleKnown } from '../../../../src/history/timeline.ts'
import { iso, twelveDays } from './a-history.ts'
import { offsetIn } from './offset-in.ts'

const plain = { offsetAt: offsetIn('Europe/Berlin'), width: 80, colour: false, unicode: true }

const at = iso('2026-11-20T09:40:00')
const minute = 60_000
const found = (kept: number, lost?: number, family: 'v4' | 'v6' = 'v4'): IdleKnown => ({
  at,
  family,
  ...(kept > 0 && { keptMs: kept * minute }),
  ...(lost !== undefined && { lostMs: lost * minute }),
})

/** The section, as it reads. */
function told(...idle: readonly IdleKnown[]): string {
  const text = historyText({ ...twelveDays, idle }, plain)
  const section = text.split('\n\n').find((block) => block.startsWith('Silent connections\n')) ?? ''
  return section.replace('Silent connections\n', '').replaceAll(/\s+/g, ' ')
}

it.each<readonly [IdleKnown, string | RegExp]>([
  [
    found(29),
    'A silent connection from here over IPv4 is kept for at least 29 minutes, the longest that was tried: as long as a mail program that waits for new mail (IMAP IDLE) is silent at most.',
  ],
  [
    found(15, 20),
    /is kept for 15 to 20 minutes\. A box on the way, .* 2 h 4 min \(RFC 5382, RFC 6092\)\. .* learns of it late unless the server speaks before\. Dovecot speaks every 2 minutes unless .*: leave it below 15 minutes\.$/,
  ],
  [found(2.5, 5), /is kept for 2\.5 to 5 minutes\. .*: leave it below 2\.5 minutes\.$/],
  // Two minutes are between what was kept and what was lost: nobody knows.
  [found(1, 2.5), /kept for 1 to 2\.5 minutes\. .* too seldom here: set its imap_idle_notify_interval to a minute or/],
  [found(0, 1), /is forgotten within a minute\. .* set its imap_idle_notify_interval to well below that/],
  // A probe that allows less: nothing was lost.
  [found(10), /^[^.]*at least 10 minutes, the longest that was tried\. A mail program .* leave it below 10 minutes\.$/],
])('%o', (idle, words) => expect(told(idle)).toMatch(words))

it('says it once where both families are alike, and of each where they are not', () => {
  expect(told(found(29), found(29, undefined, 'v6'))).toMatch(
    /^A silent connection from here over IPv4 and IPv6 is kept for at least 29 minutes[^.]*\.$/,
  )
  expect(told(found(29), found(5, 10, 'v6'))).toMatch(/over IPv4 is kept for at least 29 .* over IPv6 is kept for 5 to/)
})

it('lists what it was before, and says nothing where nobody tried', () => {
  expect(told(...twelveDays.idle)).toMatch(
    / since over kept for lost after Fri 13 Nov 10:40 IPv4 29 minutes Fri 20 Nov 10:40 IPv4 15 minutes 20 minutes$/,
  )
  expect(told()).toBe('')
})

it('is a table of its own', () => {
  const only = { ...plain, only: 'idle' } as const
  expect(historyText(twelveDays, only)).toMatch(/^Silent connections\nsince +over +kept for +lost after\nFri 13 Nov/)
  expect(historyCsv(twelveDays, 'idle')).toBe(
    'at,family,kept_seconds,lost_seconds\r\n2026-11-13T09:40:00.000Z,v4,1740,\r\n2026-11-20T09:40:00.000Z,v4,900,1200\r\n',
  )
})
