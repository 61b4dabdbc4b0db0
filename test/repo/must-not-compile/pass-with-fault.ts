// A good answer is nobody's fault.
// expect-error: TS2322 Type 'string' is not assignable
import { defineCheck } from '../../../src/core/check.ts'

export const check = defineCheck<{ readonly port: number }>()({
  id: 'example',
  stem: 'example',
  title: 'An example.',
  matters: {},
  revision: 1,
  needs: {},
  budget: 1_000,
  marks: {},
  answers: { good: { verdict: 'pass', says: 'It is good.', fault: 'router' } },
  observe: async () => ({ port: 25 }),
  judge: () => 'good',
})
