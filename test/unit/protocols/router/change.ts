import type { RouterChange } from '../../../../src/core/journal.ts'

export const change: RouterChange = {
  at: '2026-01-02T03:04:05.000Z',
  router: '192.168.1.1',
  speech: 'pcp',
  kind: 'mapping',
  family: 'v4',
  external: 25,
  internal: { address: '192.168.1.10', port: 61_225 },
  leaseS: 3600,
  nonce: '000102030405060708090a0b',
  before: null,
}
