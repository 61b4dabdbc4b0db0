import { describe, expect, it } from 'vitest'
import type { Happened } from '../../../../src/watch/event.ts'
import { says } from '../../../../src/watch/telling/says.ts'
import { durationWords } from '../../../../src/watch/telling/time-words.ts'

const at = '2026-11-24T02:12:31Z'
const from = at
const to = '2026-11-24T02:15:00Z'

const table: readonly (readonly [Happened, string])[] = [
  [
    { event: 'outage-began', family: 'v4', place: 'provider' },
    'No internet over IPv4 since 03:12 on 24 November: the router answers, the provider behind it does not.',
  ],
  [
    { event: 'outage-ended', family: 'v6', place: 'home', from, to, seconds: 149 },
    'Internet over IPv6 is back after 2 minutes. It was gone from 03:12 to 03:15 on 24 November. It was the router, or the way to it.',
  ],
  [
    {
      event: 'outage-ended',
      family: 'v6',
      place: 'provider',
      from,
      to: '2026-11-25T02:12:31Z',
      seconds: 86_400,
      notOffered: true,
    },
    'IPv6 is no longer offered on this line: for a day this machine has had neither a route nor an address of it. It counts as down from 03:12 on 24 November to 03:12 on 25 November, and no longer.',
  ],
  [
    {
      event: 'outage-ended',
      family: 'v4',
      place: 'beyond',
      from: '2026-11-23T22:50:00Z',
      to: '2026-11-23T23:10:00Z',
      seconds: 1200,
    },
    'Internet over IPv4 is back after 20 minutes. It was gone from 23:50 on 23 November to 00:10 on 24 November. The provider answered, nobody beyond it did.',
  ],
  [
    { event: 'flapping', family: 'v4', outages: 4, seconds: 80, from, to },
    'The line is unsteady over IPv4: 4 interruptions from 03:12 to 03:15 on 24 November, 80 seconds in all. For an hour only those that last will be told one by one.',
  ],
  [
    { event: 'address-changed', family: 'v4', what: 'public', from: '192.0.2.1', to: '192.0.2.2', afterOutage: true },
    'The public IPv4 address changed from 192.0.2.1 to 192.0.2.2 at 03:12 on 24 November, over an interruption. Every record that names the old one is to follow: the host, SPF, the reverse name.',
  ],
  [
    {
      event: 'address-changed',
      family: 'v6',
      what: 'prefix',
      from: '2001:db8:1::/64',
      to: '2001:db8:2::/64',
      afterOutage: false,
    },
    'The IPv6 network of this line changed from 2001:db8:1::/64 to 2001:db8:2::/64 at 03:12 on 24 November. Every AAAA record, SPF term and firewall rule with the old one is to follow.',
  ],
  [
    {
      event: 'mail-ports-changed',
      changed: [
        { check: 'inbound.25.v4', from: 'open', to: 'not-forwarded' },
        { check: 'inbound.465.v4', from: 'open', to: 'not-forwarded' },
        { check: 'inbound.25.v6', from: 'filtered', to: 'open' },
        { check: 'outbound.25.v4', from: 'open', to: 'no-witness' },
      ],
    },
    'The mail ports answer otherwise than before: inbound 25, 465 over IPv4: open before, not-forwarded now; inbound 25 over IPv6: filtered before, open now; outbound 25 over IPv4: open before, no server answers on it any more. Seen at 03:12 on 24 November. "mailworthy explain inbound.25.v4/not-forwarded" says what that means and what to do.',
  ],
  [
    { event: 'loss-began', family: 'v4', percent: 7 },
    'The line loses 7 % of what is asked over IPv4, for two hours now. Seen at 03:12 on 24 November.',
  ],
  [
    { event: 'loss-ended', family: 'v4', percent: 0 },
    'The line has stopped losing what is asked over IPv4: 0 % in the last hour. Seen at 03:12 on 24 November.',
  ],
  [{ event: 'router-restarted' }, 'The router restarted at 03:12 on 24 November.'],
  [
    { event: 'was-not-watching', from, to: '2026-11-24T09:12:31Z' },
    'Nobody watched the line for 7 hours. That was from 03:12 to 10:12 on 24 November: mailworthy was not running, or this machine slept. Whether the line was up is not known.',
  ],
]

describe('what is said of an event', () => {
  it.each(table)('%j', (happened, sentence) => {
    expect(says(happened, at, 'Europe/Paris')).toBe(sentence)
  })

  it('is a sentence for every place', () => {
    for (const place of ['machine', 'home', 'router', 'provider', 'provider-or-beyond', 'beyond'] as const) {
      expect(says({ event: 'outage-began', family: 'v4', place }, at)).toMatch(/^No internet over IPv4 since .+: .+\.$/)
    }
  })
})

it.each([
  [1, '1 second'],
  [119, '119 seconds'],
  [120, '2 minutes'],
  [7199, '120 minutes'],
  [7200, '2 hours'],
  [2 * 86_400, '2 days'],
])('%d s are %s', (seconds, words) => {
  expect(durationWords(seconds)).toBe(words)
})
