import { afterEach } from 'vitest'

// The code under test may catch what the guard throws: the test fails all the same. (The guard is plain JavaScript and
// leaves what it refused where both can find it.)
const violations = (globalThis as Record<symbol, unknown>)[Symbol.for('mailworthy.test.network-guard')] as Error[]

afterEach(() => {
  const [first] = violations.splice(0)
  if (first !== undefined) throw first
})
