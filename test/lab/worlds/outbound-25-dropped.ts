import { mailPorts } from '../addresses.ts'
import type { KnownWorld } from '../spec.ts'

/** What most providers of home lines do: all is well, but TCP to port 25 vanishes on its way out. */
export const outbound25Dropped: KnownWorld = {
  name: 'outbound-25-dropped',
  spec: { v4: 'one-router', v6: 'none', forwards: mailPorts, isp: { block: { out: [25], how: 'drop' } } },
  expected: {},
}
