// A fault is one of a closed list.
// expect-error: TS2322 Type '"neighbour"' is not assignable
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
  answers: { good: { verdict: 'fail', says: 'It is bad.', fault: 'neighbour', remedy: 'Call them.' } },
  observe: async () => ({ port: 25 }),
  judge: () => 'good',
})
