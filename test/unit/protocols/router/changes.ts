import fc from 'fast-check'
import type { RouterChange } from '../../../../src/core/journal.ts'
import { canonical } from '../../../../src/protocols/addresses.ts'

const port = fc.integer({ min: 0, max: 65_535 })
const seconds = fc.integer({ min: 0, max: 0xffff_ffff })
const address = fc.oneof(fc.ipV4(), fc.ipV6()).map((text) => canonical(text) ?? '')
const endpoint = fc.record({ address, port })
const text = fc.string({ unit: 'binary', maxLength: 120 }).map((any) => any.slice(0, 120))
const entry = fc.record({
  external: port,
  internal: endpoint,
  leaseS: seconds,
  enabled: fc.boolean(),
  description: text,
  remoteHost: text,
})

/** Any change that can be made, with anything that a router may have in its table. */
export const changes: fc.Arbitrary<RouterChange> = fc.record(
  {
    at: fc
      .date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString()),
    router: fc.oneof(address, fc.constant('fe80::1%eth0')),
    speech: fc.constantFrom('upnp', 'pcp', 'natpmp'),
    kind: fc.constantFrom('mapping', 'pinhole'),
    family: fc.constantFrom('v4', 'v6'),
    external: port,
    internal: endpoint,
    leaseS: seconds,
    nonce: fc.stringMatching(/^[0-9a-f]{24}$/),
    pinhole: port,
    before: fc.option(entry, { nil: null }),
  },
  { requiredKeys: ['at', 'router', 'speech', 'kind', 'family', 'external', 'internal', 'leaseS'] },
)
