import { expect, it } from 'vitest'
import { mailLookOf } from '../../../../src/cli/commands/watch/mail-look-of.ts'
import type { Finding } from '../../../../src/core/finding.ts'

const about = (check: string) => ({ check, stem: check, matters: 'required' }) as const
const answered = (check: string, answer: string, verdict: string) =>
  ({ ...about(check), kind: 'answered', answer, verdict }) as unknown as Finding
const skipped = (check: string, why: 'moot' | 'blind') =>
  ({ ...about(check), kind: 'skipped', because: { [why]: 'host.v6', on: 'none' } }) as unknown as Finding

it('tells answers, that nobody answers, and what there is nothing to ask about', () => {
  expect(
    mailLookOf([
      answered('outbound.25.v4', 'open', 'pass'),
      answered('outbound.465.v4', 'no-witness', 'unknown'),
      answered('outbound.587.v4', 'line-down', 'unknown'),
      answered('inbound.25.v4', 'not-forwarded', 'unknown'),
      skipped('inbound.25.v6', 'moot'),
      skipped('inbound.465.v6', 'blind'),
      { ...about('inbound.465.v4'), kind: 'crashed', error: 'ours' } as unknown as Finding,
    ]),
  ).toEqual({
    'outbound.25.v4': 'open',
    'outbound.465.v4': 'no-witness',
    'inbound.25.v4': 'not-forwarded',
    'inbound.25.v6': null,
  })
  expect(mailLookOf([])).toBeUndefined()
})
