// A mark says what the leaf is.
// expect-error: TS2322 Type '"banner"' is not assignable to type '"address"'
import { defineCheck } from '../../../src/core/check.ts'
import type { Address } from '../../../src/core/mark.ts'

export const check = defineCheck<{ readonly from: Address }>()({
  id: 'example',
  stem: 'example',
  title: 'An example.',
  matters: {},
  revision: 1,
  needs: {},
  budget: 1_000,
  marks: { from: 'banner' },
  answers: { good: { verdict: 'pass', says: 'It is good.' } },
  observe: async () => ({ from: '192.0.2.1' }),
  judge: () => 'good',
})
