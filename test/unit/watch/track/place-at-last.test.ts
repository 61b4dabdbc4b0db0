import { expect, it } from 'vitest'
import { placeAtLast } from '../../../../src/watch/track/place-at-last.ts'

const from = { fromMs: 100_000, toMs: 101_000 }
const to = { fromMs: 400_000, toMs: 401_000 }

it.each([
  ['router', 'it began anew while it was silent', 'home', 300_000],
  ['router', 'it began anew just after the line went', 'provider', 130_000],
  ['router', 'its clock has seconds', 'provider-or-beyond', 96_000],
  // In despair, or to see whether that helps.
  ['provider', 'somebody pulled its plug later', 'provider', 300_000],
  ['home', 'it began before the line went', 'home', 50_000],
  ['home', 'it began after the line was back', 'home', 500_000],
  ['home', 'it does not say', 'home', undefined],
  ['machine', 'it was the machine, whatever the router did', 'machine', 130_000],
  ['beyond', 'the provider answered meanwhile', 'beyond', 130_000],
] as const)('is %s: %s (at first %s; born at %s ms)', (place, _, first, bornMs) => {
  expect(placeAtLast(first, from, to, bornMs)).toBe(place)
})
