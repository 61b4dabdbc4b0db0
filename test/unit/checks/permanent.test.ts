import { expect, it } from 'vitest'
import {
  linePermanent,
  type OutageFacts,
  type PastFacts,
  type PermanentFacts,
} from '../../../src/checks/line/permanent.ts'
import { conclude } from '../../../src/core/conclude.ts'
import type { OutagePlace } from '../../../src/core/past.ts'
import { judgements } from './judgements.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

const glance = (witness: string, answered: boolean) => ({ atMs: 0, place: 'far', witness, answered }) as const
const quiet: PermanentFacts = { watchedMs: 3_012, looks: [glance('a', true)], past: null }

const out = (tookMs: number, place: OutagePlace = 'provider', atHour?: number): OutageFacts => ({
  from: '2026-01-03T04:00:00.000Z',
  tookMs,
  place,
  ...(atHour !== undefined && { hour: atHour }),
})
const past = (days: number, outages: readonly OutageFacts[] = [], more: Partial<PastFacts> = {}): PermanentFacts => ({
  ...quiet,
  past: {
    from: '2026-01-01T00:00:00.000Z',
    to: '2026-01-31T00:00:00.000Z',
    watchedMs: days * day,
    nights: Math.floor(days),
    outages,
    gateway: { asked: 20_000, lost: 3 },
    far: { asked: 5_000, lost: 20 },
    ...more,
  },
})
const times = (count: number, one: OutageFacts) => Array.from({ length: count }, () => one)

judgements(linePermanent, [
  ['three quiet seconds', quiet, 'too-early'],
  ['one witness that is silent', { ...quiet, looks: [glance('a', false)] }, 'too-early'],
  ['one of two is silent', { ...quiet, looks: [glance('a', false), glance('b', true)] }, 'too-early'],
  ['all of two are silent', { ...quiet, looks: [glance('a', false), glance('b', false)] }, 'down'],
  ['down now, whatever was', { ...past(30), looks: [glance('a', false), glance('b', false)] }, 'down'],
  ['two days without a fault', past(2), 'too-early'],
  ['many days, but never a whole night', past(10, [], { nights: 1 }), 'too-early'],
  ['two days with an hour off', past(2, [out(hour)]), 'too-early'],
  ['half a day in two pieces, seen within two days', past(2, times(2, out(6 * hour))), 'interrupted'],
  ['three days without a fault', past(3), 'permanent'],
  ['a month of nightly reconnects of a minute', past(30, times(30, out(minute))), 'permanent'],
  ['a nightly reconnect of three minutes', past(30, times(30, out(3 * minute))), 'short-outages'],
  ['one bad afternoon in a month', past(30, [out(5 * hour)]), 'short-outages'],
  ['three short ones a day', past(10, times(30, out(30_000))), 'short-outages'],
  ['eight hours a month in pieces', past(30, times(16, out(hour / 2))), 'interrupted'],
  ['a line that flaps', past(10, times(200, out(5_000))), 'interrupted'],
  ['this machine off the net for a day: nobody could tell', past(30, [out(day, 'machine')]), 'permanent'],
  ['many lost questions', past(5, [], { far: { asked: 1_000, lost: 40 } }), 'lossy'],
  [
    'lost on the way to the router',
    past(5, [], { gateway: { asked: 1e4, lost: 500 }, far: { asked: 1_000, lost: 60 } }),
    'lossy',
  ],
  ['too few questions to make a percentage', past(5, [], { far: { asked: 20, lost: 4 } }), 'permanent'],
])

const told = (facts: PermanentFacts) => conclude(linePermanent, facts, [])

it.each([
  ['nothing was seen amiss', past(12), /^The line was up all of the 12 days that somebody watched it\. Of 5000/],
  [
    'the figures',
    past(30, times(30, out(minute))),
    /up 99\.93 % of the 30 days that somebody watched it: 30 interr.*longest 60 s/,
  ],
  ['one', past(30, [out(5 * hour)]), /99\.3 % .*: one interruption, of 5 h\./],
  ['hours of the day', past(30, times(30, out(3 * minute, 'provider', 4))), /Most began between 4 and 5 o'clock\./],
  ['hardly anything is not nothing', past(90, [out(3_000)]), /up 99\.99 % of the 90 days/],
])('says %s', (_name, facts, words) => expect(told(facts).says).toMatch(words))

it.each([
  ['undetermined', [out(5 * hour), out(minute, 'router')]],
  ['router', [out(5 * hour, 'router'), out(minute)]],
  ['undetermined', [out(5 * hour, 'home'), out(minute)]],
  ['undetermined', [out(5 * hour, 'beyond')]],
] as const)('the fault is %s where most of the time was lost there, and never guessed', (fault, outages) =>
  expect(told(past(30, outages)).fault).toBe(fault),
)

it.each([
  ['interrupted', times(130, out(12_000, 'home')), /^Most were at home.* cable instead of Wi-Fi.* power/],
  ['short-outages', times(5, out(4 * minute, 'router')), /^Most were at home/],
  ['short-outages', times(5, out(4 * minute, 'home', 4)), /^Most were at home/],
  ['interrupted', times(130, out(12_000)), /^Show the provider/],
  ['interrupted', [...times(130, out(12_000, 'home')), out(5 * hour)], /^Part of it was at home.* provider/],
] as const)('tells who is interrupted (%s) where to look', (answer, outages, words) => {
  const facts = past(6, outages)
  expect(linePermanent.judge(facts)).toBe(answer)
  const { remedy } = told(facts)
  expect(remedy).toMatch(words)
  if (words.source.startsWith('^Most')) expect(remedy).not.toMatch(/provider/)
})

it('blames the way to the router where the loss is there', () => {
  const near = past(5, [], { gateway: { asked: 1e4, lost: 500 }, far: { asked: 1_000, lost: 60 } })
  expect(told(near).remedy).toMatch(/cable/)
  expect(told(past(5, [], { far: { asked: 1_000, lost: 60 } })).remedy).toMatch(/provider/)
})
