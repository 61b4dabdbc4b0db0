import { describe, expect, it } from 'vitest'
import type { Check } from '../../../src/core/check.ts'
import { failures } from '../../../src/core/failure.ts'
import { conclude } from '../../../src/core/conclude.ts'

const asProgramsSay = new RegExp(`\\((?:${Object.keys(failures).join('|')})\\)`)

export type Judgement<Facts, Key extends string> = readonly [name: string, facts: Facts, answer: Key]

/**
 * A check's table of facts and the answer each must come to. Every answer that the check declares must be in it, and
 * every sentence must be one: no "undefined", no loose end.
 */
export function judgements<Facts, Key extends string>(
  check: Check<string, string, Facts, Key>,
  table: readonly Judgement<NoInfer<Facts>, NoInfer<Key>>[],
  /** Answers that this check, unlike others of its stem, cannot come to, and why. */
  never: { readonly [K in NoInfer<Key>]?: string } = {},
): void {
  describe(`${check.id} judges`, () => {
    it.each(table)('%s', (_name, facts, answer) => {
      const finding = conclude(check, facts, [])
      expect(finding.answer).toBe(answer)
      for (const sentence of [finding.says, finding.remedy].filter((each) => each !== undefined)) {
        expect(sentence).toMatch(/^[A-Z0-9].*[.?]$/s)
        expect(sentence).not.toMatch(/undefined|null|NaN|\[object| {2}/)
        // What the vocabulary calls it is for programs; people get its words.
        expect(sentence).not.toMatch(asProgramsSay)
      }
    })

    it('and has a case for each of its answers', () => {
      const reached = [...new Set(table.map(([, , answer]) => answer)), ...Object.keys(never)]
      expect(reached.sort()).toEqual(Object.keys(check.answers).sort())
    })
  })
}
