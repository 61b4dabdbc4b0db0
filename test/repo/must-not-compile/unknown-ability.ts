// There are three abilities.
// expect-error: TS2353 'delivery' does not exist in type 'Matters'
import { defineCheck } from '../../../src/core/check.ts'

export const check = defineCheck<{ readonly port: number }>()({
  id: 'example',
  stem: 'example',
  title: 'An example.',
  matters: { delivery: 'required' },
  revision: 1,
  needs: {},
  budget: 1_000,
  marks: {},
  answers: { good: { verdict: 'pass', says: 'It is good.' } },
  observe: async () => ({ port: 25 }),
  judge: () => 'good',
})
