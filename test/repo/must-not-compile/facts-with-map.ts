// A Map does not survive a trip through JSON, however deep it hides.
// expect-error: TS2344 does not satisfy the constraint 'Json<
import { defineCheck } from '../../../src/core/check.ts'

export const check = defineCheck<{ readonly inner: readonly { readonly seen: Map<string, string> }[] }>()({
  id: 'example',
  stem: 'example',
  title: 'An example.',
  matters: {},
  revision: 1,
  needs: {},
  budget: 1_000,
  marks: {},
  answers: { good: { verdict: 'pass', says: 'It is good.' } },
  observe: async () => ({ inner: [{ seen: new Map() }] }),
  judge: () => 'good',
})
