// A need is an object, not its name.
// expect-error: TS2322 Type 'string' is not assignable to type 'GivingCheck<
import { defineCheck } from '../../../src/core/check.ts'

export const check = defineCheck<{ readonly port: number }>()({
  id: 'example',
  stem: 'example',
  title: 'An example.',
  matters: {},
  revision: 1,
  needs: { seen: 'example.look' },
  budget: 1_000,
  marks: {},
  answers: { good: { verdict: 'pass', says: 'It is good.' } },
  observe: async () => ({ port: 25 }),
  judge: () => 'good',
})
