import { mailPorts } from '../addresses.ts'
import type { KnownWorld } from '../spec.ts'

/** The public address is the carrier's and shared: the forwards on the router lead nowhere. */
export const cgnat: KnownWorld = {
  name: 'cgnat',
  spec: { v4: 'carrier', v6: 'none', forwards: mailPorts },
  expected: {},
}
