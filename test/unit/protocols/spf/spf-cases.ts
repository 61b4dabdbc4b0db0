import { describe, expect, it } from 'vitest'
import { evaluateSpf } from '../../../../src/protocols/spf/evaluate-spf.ts'
import { rememberedNames } from '../../../../src/protocols/spf/remembered-names.ts'
import type { SpfDecision, SpfResult } from '../../../../src/protocols/spf/spf-evaluation.ts'
import { spfSender } from '../../../../src/protocols/spf/spf-sender.ts'
import { type SpfZone, spfZone } from './spf-zone.ts'

export interface SpfCase {
  /** The record of example.test, unless `zone` has it. */
  readonly record?: string
  readonly zone?: SpfZone
  /** 192.0.2.1 unless told. */
  readonly ip?: string
  /** user@example.test unless told; empty for a bounce. */
  readonly from?: string
  /** mail.example.test unless told. */
  readonly helo?: string
  readonly result: SpfResult
  /** Null: it must have none. */
  readonly explanation?: string | null
  /** The terms that decided, from the domain's own record inwards: `include:a.test > ip4:192.0.2.1`. */
  readonly by?: string
  readonly reason?: SpfDecision['reason']
  readonly lookups?: number
  readonly voids?: number
  /** Questions that must have been asked. */
  readonly asks?: readonly string[]
  readonly doesNotAsk?: readonly string[]
}

export const receiver = { name: 'receiver.test', now: '2026-01-02T03:04:05Z' }

/** A table of cases of RFC 7208, each named after the section that it is about. */
export function spfCases(title: string, cases: Readonly<Record<string, SpfCase>>): void {
  describe(title, () => {
    it.each(Object.entries(cases))('%s', async (_, told) => {
      const { record, zone = {}, ip = '192.0.2.1', from = 'user@example.test', helo = 'mail.example.test' } = told
      const names = spfZone({ ...(record !== undefined && { 'example.test TXT': [record] }), ...zone })
      const evaluation = await evaluateSpf(rememberedNames(names.ask), spfSender(ip, from, helo).sender, receiver)
      expect({ result: evaluation.result, because: evaluation.decidedBy.because }).toEqual({
        result: told.result,
        because: expect.any(String),
      })
      if (told.explanation !== undefined) expect(evaluation.explanation ?? null).toBe(told.explanation)
      if (told.by !== undefined) expect(chain(evaluation.decidedBy)).toBe(told.by)
      if (told.reason !== undefined) expect(evaluation.decidedBy.reason).toBe(told.reason)
      if (told.lookups !== undefined) expect(evaluation.lookups).toBe(told.lookups)
      if (told.voids !== undefined) expect(evaluation.voidLookups).toBe(told.voids)
      expect(names.asked).toEqual(expect.arrayContaining([...(told.asks ?? [])]))
      for (const question of told.doesNotAsk ?? []) expect(names.asked).not.toContain(question)
      expect(evaluation.tree.result).toBe(told.result)
      expect(evaluation.lookups).toBeLessThanOrEqual(10)
    })
  })
}

function chain({ term = '', within }: SpfDecision): string {
  return within === undefined ? term : `${term} > ${chain(within)}`
}
