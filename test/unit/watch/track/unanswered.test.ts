import { expect, it } from 'vitest'
import type { Failure } from '../../../../src/core/failure.ts'
import type { Family } from '../../../../src/core/line.ts'
import type { FamilyLook } from '../../../../src/watch/track/questions.ts'
import { unanswered } from '../../../../src/watch/track/unanswered.ts'
import { witnesses } from '../../../../src/watch/track/witnesses.ts'

const unheard = { settled: undefined, works: false, silence: undefined, other: { works: false, isUp: false } }

function look(family: Family, failure: Failure, more: Partial<FamilyLook> = {}): FamilyLook {
  const witness = witnesses().find({ witness: 'far', of: 'far', family, sentMs: 0 })
  const far = [{ witness, answeredMs: [], lostMs: [0], rttsMs: [], failure }]
  return { family, atMs: 0, link: 'unknown', lacking: false, whom: 'all', far, near: [], ...more }
}

it.each([
  [
    'no-matter',
    'IPv6 to which there is no route, of a line of which nothing is known',
    look('v6', 'network-unreachable'),
  ],
  ['no-matter', 'IPv4 too, where nobody tells of a router', look('v4', 'network-unreachable')],
  ['silent', 'IPv4 of a machine that has a route', look('v4', 'network-unreachable', { link: 'up' })],
  ['silent', 'IPv6 that gets no answer', look('v6', 'timed-out')],
  ['no-matter', 'a family that is not asked', look('v6', 'timed-out', { far: [] })],
] as const)('%s: %s', (means, _, seen) => {
  expect(unanswered(seen, unheard)).toBe(means)
})

it.each([
  ['silent', 'it used to be there, and the other one is', { works: true, other: { works: true, isUp: true } }],
  ['well', 'names may be all that is missing', { works: true }],
  ['no-matter', 'it never was there', { other: { works: true, isUp: true } }],
  ['silent', 'it is down already', { settled: 'down', works: true }],
] as const)('a family that has no way to anybody is %s: %s', (means, _, more) => {
  expect(unanswered(look('v6', 'timed-out', { far: [] }), { ...unheard, ...more })).toBe(means)
})
