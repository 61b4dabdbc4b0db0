import { describe, expect, it } from 'vitest'
import type { checks } from '../../../src/checks/index.ts'
import { type AnswerKey, translated } from '../../../src/report/translation.ts'
import { answered } from './runs.ts'

describe('a translation', () => {
  it('has a key for every answer of every stem', () => {
    const keys: readonly AnswerKey<typeof checks>[] = [
      'line.nat/carrier',
      'outbound.port/filtered',
      'inbound.port/open',
    ]
    expect(keys).toHaveLength(3)
  })

  it('puts its own words, made of the same facts, in place of the English ones', () => {
    const finding = answered('line.nat.v4', 'carrier', 'fail', { facts: { public: '203.0.113.7' } })
    const answers = {
      'line.nat/carrier': { says: (facts: { public: string }) => `Partagée : ${facts.public}.`, remedy: 'Demandez.' },
    }
    expect(translated(finding, answers)).toMatchObject({
      says: 'Partagée : 203.0.113.7.',
      remedy: 'Demandez.',
      answer: 'carrier',
    })
  })

  it('leaves a finding as it is where it has no words for it', () => {
    const finding = answered('line.nat.v4', 'carrier', 'fail')
    expect(translated(finding, {})).toBe(finding)
  })
})
