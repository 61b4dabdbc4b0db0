// A warning without a way out leaves the reader alone.
// expect-error: TS2322 is not assignable to type 'Answer<
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
  answers: { good: { verdict: 'warn', says: 'Careful.', fault: 'router' } },
  observe: async () => ({ port: 25 }),
  judge: () => 'good',
})
