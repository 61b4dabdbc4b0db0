import { describe, expect, it } from 'vitest'
import { nearest } from '../../../src/cli/nearest.ts'

describe('the nearest word', () => {
  it.each([
    ['prob', ['probe', 'stun', 'domain'], 'probe'],
    ['patiecne', ['patience', 'line'], 'patience'],
    ['outbund.25.v4', ['outbound.25.v4', 'outbound.25.v6'], 'outbound.25.v4'],
    ['STUN', ['stun'], 'stun'],
    ['zebra', ['probe', 'stun'], undefined],
    ['x'.repeat(10_000), ['probe'], undefined],
    ['probe', [], undefined],
  ])('to %.20s is found, or none', (typed, words, expected) => expect(nearest(typed, words)).toBe(expected))
})
