// The judgement may come to declared answers only.
// expect-error: TS2322 Type '"bad"' is not assignable to type '"good"'
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
  answers: { good: { verdict: 'pass', says: 'It is good.' } },
  observe: async () => ({ port: 25 }),
  judge: () => 'bad',
})
