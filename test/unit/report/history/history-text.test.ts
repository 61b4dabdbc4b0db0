import { describe, expect, it } from 'vitest'
import type { Availability, History } from '../../../../src/report/history/history.ts'
import { historyText, type HistoryTextOptions } from '../../../../src/report/history/history-text.ts'
import { iso, outage, run, twelveDays } from './a-history.ts'
import { offsetIn } from './offset-in.ts'

const plain: HistoryTextOptions = { offsetAt: offsetIn('Europe/Berlin'), width: 80, colour: false, unicode: true }
const told = (history: History = twelveDays, more: Partial<HistoryTextOptions> = {}) =>
  historyText(history, { ...plain, ...more })
const none: Availability = { spans: [], watchedMs: 0, downMs: 0, share: 1, outages: 0, longestMs: 0 }
/** As it reads, whatever the width. */
const read = (text: string) => text.replaceAll(/\s+/g, ' ')
// oxlint-disable-next-line no-control-regex
const uncoloured = (text: string) => text.replaceAll(/\u001b\[\d+m/g, '')

describe('a history for a person', () => {
  it('begins with the answer, and its figures follow from what is listed', () => {
    const listed = twelveDays.outages.filter(({ counts }) => counts)
    const downMs = listed.reduce((sum, { tookMs }) => sum + tookMs, 0)
    const percent = Math.floor((1 - downMs / twelveDays.watched.ms) * 10_000) / 100
    expect(read(told())).toMatch(
      new RegExp(
        `^The line was up ${percent} % of the 11 days 18 h that somebody watched: ${listed.length} interruptions, the longest 8 min on Mon 23 Nov at 04:02\\.`,
      ),
    )
  })

  it('tells the nightly cut, the address, and that what nobody watched is not counted', () => {
    const text = read(told())
    expect(text).toContain('On 3 of 6 days it was cut at about 04:02, for 3 min')
    expect(text).toContain('the address changed once.')
    expect(text).toContain('The IPv4 address changed once; it is 203.0.113.9 since Mon 23 Nov 04:11.')
    expect(text).toContain('Nobody watched for 6 h in between: that is not counted, neither as up nor as down.')
  })

  it('says of IPv6 that it is no longer offered, for as long as it is not', () => {
    const gone = outage('2026-11-20T01:00:00', 86_400_000, { family: 'v6', end: 'not-offered' })
    const spans = [{ from: iso('2026-11-12T09:00:00'), to: gone.to }]
    const history = {
      ...twelveDays,
      outages: [...twelveDays.outages, gone],
      availability: {
        ...twelveDays.availability,
        v6: { ...none, spans, outages: 1, longestMs: 86_400_000, share: 0.9 },
      },
    }
    const text = read(told(history))
    expect(text).toContain('IPv6 is no longer offered on this line: a day without it ended Sat 21 Nov 02:00')
    expect(text).toMatch(/provider, no longer offered since +IPv6/)
    const back = {
      ...history.availability.v6,
      spans: [...spans, { from: iso('2026-11-22T09:00:00'), to: twelveDays.at }],
    }
    expect(read(told({ ...history, availability: { ...history.availability, v6: back } }))).not.toContain(
      'on this line',
    )
  })

  it('draws a row a day, an interruption at its hour, and explains the marks that are there alone', () => {
    const lines = told().split('\n')
    const row = (day: string) => lines.find((line) => line.startsWith(day)) ?? ''
    const ruler = lines[lines.indexOf('Day by day') + 1] ?? ''
    // Half an hour a mark: 04:02 is the ninth of them.
    expect(ruler.slice(12)).toBe('00          06          12          18')
    expect(row('Sat 14 Nov').slice(12)).toBe(`${'━'.repeat(8)}P${'━'.repeat(39)}  3 min`)
    expect(row('Wed 18 Nov').slice(12)).toBe(`${'━'.repeat(20)}${'·'.repeat(12)}${'━'.repeat(16)}`)
    expect(row('Thu 12 Nov').slice(12)).toBe(`${' '.repeat(20)}${'━'.repeat(28)}`)
    expect(told()).toContain('a mark is 30 min  ━ up  · nobody watched\nR the router had restarted\n')
    expect(told()).not.toMatch(/^M this machine/m)
    expect(told()).not.toContain('watched in part')
  })

  it('lists each interruption with when, how long and how exactly, where, and the address', () => {
    const text = told()
    expect(text).toMatch(/^Sat 14 Nov 04:02:11 {2}3 min ± 2 s {2}the provider +no$/m)
    expect(text).toMatch(/^Mon 23 Nov 04:02:13 {2}8 min ± 2 s {2}behind the router +203\.0\.113\.9$/m)
    expect(text).toMatch(/^Wed 18 Nov 10:00 +6 h +this machine was off, or restarted$/m)
  })

  it('tells addresses with their names, quality, mail ports and runs', () => {
    const text = told()
    expect(text).toMatch(/^IPv4 public +203\.0\.113\.7 +Thu 12 Nov 10:00 +Mon 23 Nov 04:02/m)
    expect(read(text)).toContain('p203.example.net; reverse name: dynamic; policy lists: listed')
    expect(text).toMatch(/^the internet +41 of 10100 \(0\.41 %\) +11 ms +18 ms +1\.6 ms$/m)
    expect(text).toMatch(/^open +inbound 25, 465 over IPv4$/m)
    expect(text).toMatch(/^Fri 20 Nov 11:00 {2}open → not-forwarded {2}inbound 25 over IPv4$/m)
    expect(text).toMatch(/^20261112T090000Z +Thu 12 Nov 10:00 +ready, reservations +✔ +! +✔$/m)
  })

  it('tells what the line came back with when the router had been switched off to see', () => {
    const text = told(twelveDays, { width: 140 })
    expect(read(text)).toContain(
      'Mon 16 Nov 15:12 10 min the same 2001:db8:1::/64 → 2001:db8:2::/64 ports: TCP 25 to port 25 forgotten',
    )
    expect(text).toMatch(/^Tue 17 Nov 15:12 +not seen +not seen again$/m)
  })

  it('ends with which line it is, whose clock it goes by, and what else is kept', () => {
    expect(read(told())).toMatch(
      /This is the line "home"\. Times are those of Europe\/Berlin\. Also kept: the line behind 02:00:5e:10:00:02; --line shows another\. $/,
    )
    expect(told().match(/Europe\/Berlin/g)).toHaveLength(1)
    expect(read(told({ ...twelveDays, chosen: 'newest' }))).toContain('this machine is elsewhere now, or cannot tell')
  })

  it.each([60, 80, 120])('fits %d columns, and says the same in colour', (width) => {
    const text = told(twelveDays, { width })
    for (const line of text.split('\n')) expect([...line].length).toBeLessThanOrEqual(width)
    const coloured = told(twelveDays, { width, colour: true })
    expect(coloured).not.toBe(text)
    expect(uncoloured(coloured)).toBe(text)
    for (const word of ['8 min', '203.0.113.9', '18 ms', '1.6 ms', '20261112T090000Z']) expect(text).toContain(word)
  })

  it('uses the room it has: shorter marks on a wider screen', () => {
    const markIs = (width: number) => /a mark is (\d+ \w+)/.exec(told(twelveDays, { width }))?.[1]
    expect([60, 80, 120].map(markIs)).toEqual(['1 h', '30 min', '15 min'])
  })

  it('is ASCII where the terminal knows no more', () => {
    const text = told(twelveDays, { unicode: false })
    expect(text).toMatch(/^[\n -~]*$/)
    expect(text).toMatch(/^Sat 14 Nov {2}========P=+ {2}3 min$/m)
    expect(text).toContain('3 min +/- 2 s')
  })

  it('never says 100 % of a line that was down, nor that it was down where it was not', () => {
    const watchedMs = 365 * 86_400_000
    const blip: History = {
      ...twelveDays,
      availability: {
        v4: { spans: [], watchedMs, downMs: 1000, share: 1 - 1000 / watchedMs, outages: 1, longestMs: 1000 },
        v6: null,
      },
      outages: [outage('2026-11-20T12:00:00', 1000)],
    }
    expect(read(told(blip))).toContain(
      'The line was up 99.99 % of the 365 days that somebody watched: one interruption, 1 s on Fri 20 Nov at 13:00.',
    )
    const never: History = {
      ...twelveDays,
      availability: { v4: { spans: [], watchedMs, downMs: 0, share: 1, outages: 0, longestMs: 0 }, v6: null },
      outages: [],
    }
    expect(told(never)).toMatch(/^The line was up all of the 365 days that somebody watched\.\n/)
    expect(told(never)).not.toContain('Interruptions')
  })

  it('says first that it is down now, and that nobody saw an end', () => {
    const lasting = outage('2026-11-24T08:50:00', 600_000, { end: 'lasting' })
    const unseen = outage('2026-11-18T08:59:00', 60_000, { end: 'unseen' })
    const text = told({ ...twelveDays, outages: [unseen, lasting] })
    expect(text).toMatch(/^It is down now, since Tue 24 Nov 09:50 \(the provider\)\.\n/)
    expect(text).toContain('10 min so far')
    expect(text).toContain('at least 1 min')
  })

  it('says of one that was found so that it is at least that long, and that nobody knows when it began', () => {
    const found = outage('2026-11-18T14:50:07', 60_000, { begin: 'unseen', fromWithinMs: 600_000, toWithinMs: 0 })
    const text = told({ ...twelveDays, outages: [found] })
    expect(text).toMatch(/^Wed 18 Nov 16:00 or before {2}at least 1 min {2}the provider/m)
    const lasting = outage('2026-11-24T08:50:00', 8 * 60_000, { begin: 'unseen', end: 'lasting' })
    const down = told({ ...twelveDays, outages: [lasting] })
    expect(down).toMatch(/^It is down now, since Tue 24 Nov 09:50 or before \(the provider\)\.\n/)
    expect(read(down)).toContain('the longest at least 8 min')
    expect(down).toContain('at least 8 min so far')
  })

  it('tells an interruption of both families once, and one of a single one by its name', () => {
    const both = [outage('2026-11-20T12:00:00', 60_000), outage('2026-11-20T12:00:01', 60_000, { family: 'v6' })]
    const alone = outage('2026-11-21T12:00:00', 60_000, { family: 'v6', place: 'beyond' })
    const known = twelveDays.availability.v4
    const text = told({ ...twelveDays, availability: { v4: known, v6: known }, outages: [...both, alone] })
    expect(text.match(/^Fri 20 Nov 13:00:0/gm)).toHaveLength(1)
    expect(text).toMatch(/^Fri 20 Nov 13:00:00 .* the provider +both/m)
    expect(text).toMatch(/^Sat 21 Nov 13:00:00 .* farther away +IPv6/m)
    expect(text).toContain('Day by day (IPv4)')
  })

  const v4Since = (from: string): Availability => ({
    ...(twelveDays.availability.v4 ?? none),
    spans: [{ from: iso(from), to: twelveDays.at }],
  })

  it('does not draw as up what was watched before the line was seen to have the family', () => {
    const text = told({ ...twelveDays, availability: { v4: v4Since('2026-11-15T09:00:00'), v6: null }, outages: [] })
    expect(text).toMatch(/^Fri 13 Nov {2}·{48}$/m)
    expect(text).toMatch(/^Sun 15 Nov {2}·{20}━{28}$/m)
  })

  it('goes by weeks, then by months, and draws a short cut small', () => {
    const since = (from: string): History => ({
      ...twelveDays,
      from: iso(from),
      availability: { ...twelveDays.availability, v4: v4Since(from) },
      unwatched: [],
    })
    const weeks = told(since('2026-09-01T00:00:00'))
    expect(weeks).toContain('Week by week')
    expect(weeks.match(/^Mon .*━/gm)).toHaveLength(13)
    const months = told(since('2025-11-01T12:00:00'))
    expect(months).toContain('Month by month')
    expect(months).toMatch(/^Nov 2026 {2}━{13}p━r━{3}p━{2}x━ /m)
    expect(months).toContain('a small letter: less than 1 % of it')
    expect(months).toMatch(/^Feb 2026 {2}━{28}$/m)
  })

  it('shows the newest of many, and says how to see all; one table alone is whole', () => {
    const many = Array.from({ length: 30 }, (_, at) =>
      outage(`2026-11-${String(13 + (at % 10)).padStart(2, '0')}T0${Math.floor(at / 10)}:30:00`, 60_000),
    )
    const history = { ...twelveDays, outages: many }
    expect(told(history)).toContain('and 18 earlier: mailworthy history --outages')
    const whole = told(history, { only: 'outages' })
    expect(whole.match(/1 min ± 2 s/g)).toHaveLength(30)
    expect(whole).not.toContain('Day by day')
    expect(told({ ...twelveDays, outages: [] }, { only: 'outages' })).toMatch(/^None is known\.\n/)
  })

  it('has something to say where nobody watched, and shows nothing that a terminal would obey', () => {
    const unwatched: History = {
      ...twelveDays,
      line: { name: 'ho\u001b[2Jme' },
      from: null,
      to: null,
      availability: { v4: null, v6: null },
      outages: [],
      unwatched: [],
      nightly: { v4: null, v6: null },
      addresses: [],
      quality: [],
      mailPorts: { since: iso('2026-11-21T10:00:00'), answers: { 'inbound.25.v4': '\u009b2J' }, changes: [] },
      runs: [{ ...run, id: '2026\u202e', scope: { only: ['a\u0007'], skip: [] } }],
    }
    const text = told(unwatched)
    expect(read(text)).toMatch(
      /^Nobody has watched this line yet\. Kept, see below: 1 run and 2 tests with the router switched off\. "mailworthy watch"/,
    )
    for (const hidden of ['\u0007', '\u001b', '\u009b', '\u202e']) expect(text).not.toContain(hidden)
  })
})
