// A sentence is made of the facts of its own check.
// expect-error: TS2339 Property 'prot' does not exist
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
  answers: { good: { verdict: 'pass', says: (facts) => `Port ${facts.prot} is good.` } },
  observe: async () => ({ port: 25 }),
  judge: () => 'good',
})
