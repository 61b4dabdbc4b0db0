// An address that is not marked would survive --redact.
// expect-error: TS2741 Property 'from' is missing
import { defineCheck } from '../../../src/core/check.ts'
import type { Address } from '../../../src/core/mark.ts'

export const check = defineCheck<{ readonly seen: { readonly from: Address } }>()({
  id: 'example',
  stem: 'example',
  title: 'An example.',
  matters: {},
  revision: 1,
  needs: {},
  budget: 1_000,
  marks: {},
  answers: { good: { verdict: 'pass', says: 'It is good.' } },
  observe: async () => ({ seen: { from: '192.0.2.1' } }),
  judge: () => 'good',
})
