import { describe, expect, it } from 'vitest'
import type { DialBackFacts } from '../../../src/checks/looks/dial-back.ts'
import type { PortSeen } from '../../../src/checks/looks/let-in.ts'
import { type KnownBefore, worthTrying } from '../../../src/checks/router/worth-trying.ts'
import type { RouterChange } from '../../../src/core/journal.ts'
import { mailPorts } from '../../../src/wire/mail-port.ts'
import { place } from '../protocols/router/scripted-router.ts'

const missed = (port: number): PortSeen => ({
  port,
  behind: 'listener',
  loopbackOnly: false,
  firewall: 'not-read',
  result: 'timed-out',
  arrived: false,
  proved: false,
  tableRead: true,
  sameAsHere: false,
})
const seen = (change: (port: PortSeen) => PortSeen = (port) => port): DialBackFacts => ({
  call: 'done',
  ports: mailPorts.map(missed).map(change),
  control: missed(61_025),
  hairpin: null,
})
const now = '2026-01-02T03:04:05Z'
const known: KnownBefore = { place, seen: seen(), entries: [], noted: [], now }
const triedOf = (parts: Partial<KnownBefore>) => worthTrying({ ...known, ...parts }).ports
const at25 = (parts: Partial<PortSeen>) => seen((each) => (each.port === 25 ? { ...each, ...parts } : each))

const kept: RouterChange = {
  at: now,
  router: place.address,
  speech: 'natpmp',
  kind: 'mapping',
  family: 'v4',
  external: 25,
  internal: { address: place.local, port: 25 },
  leaseS: 3600,
}
const noted = (parts: Partial<RouterChange> = {}) => [{ id: 'one-of-keep', change: { ...kept, ...parts } }]

describe('what the router is asked to open for a moment', () => {
  it('is all that is missing, and a high port', () => {
    expect(triedOf({})).toEqual([25, 465, 587, 143, 993, 61_025])
  })

  it.each([
    ['it arrives', { seen: at25({ arrived: true }) }],
    ['somebody answers there', { seen: at25({ result: 'open-other' }) }],
    ['this machine alone is served', { seen: at25({ behind: 'server', loopbackOnly: true }) }],
    ['this machine turns callers of its server away', { seen: at25({ behind: 'server', firewall: 'drops' }) }],
    [
      'the table leads it here',
      {
        entries: [
          {
            port: 25,
            entry: {
              external: 25,
              internal: { address: place.local, port: 25 },
              leaseS: 0,
              enabled: true,
              description: '',
              remoteHost: '',
            },
          },
        ],
      },
    ],
    ['another program of ours keeps it open', { noted: noted() }],
  ] satisfies readonly (readonly [string, Partial<KnownBefore>])[])('is not 25 where %s', (_why, parts) => {
    expect(triedOf(parts)).toEqual([465, 587, 143, 993, 61_025])
  })

  it.each([
    ['its lease has run out', noted({ at: '2026-01-02T01:00:00Z' })],
    ['it is of a test that did not end', noted({ internal: { address: place.local, port: 61_225 } })],
    ['it is of another router', noted({ router: '192.168.2.1' })],
    ['it was for an address that this machine has no more', noted({ internal: { address: '192.168.1.77', port: 25 } })],
  ])('is 25 whatever is noted of it where %s', (_why, notes) => {
    expect(triedOf({ noted: notes })).toContain(25)
  })

  it('is one port, and a high one, where nobody outside looks', () => {
    expect(worthTrying({ ...known, seen: undefined })).toEqual({ ports: [25, 61_025], served: [] })
    expect(triedOf({ seen: undefined, noted: noted() })).toEqual([61_025])
  })

  it('is the high port where nothing is missing', () => {
    expect(triedOf({ seen: seen((each) => ({ ...each, arrived: true })) })).toEqual([61_025])
  })

  it('leads to the server of this machine where one has the port', () => {
    expect(worthTrying({ ...known, seen: at25({ behind: 'server' }) }).served).toEqual([25])
  })
})
