import { mailPorts } from '../addresses.ts'
import type { KnownWorld } from '../spec.ts'

/** A good line: the public address is on the router, which forwards the mail ports, and nothing is blocked. */
export const goodStaticForwards: KnownWorld = {
  name: 'good-static-forwards',
  spec: { v4: 'one-router', v6: 'none', forwards: mailPorts },
  expected: {},
}
