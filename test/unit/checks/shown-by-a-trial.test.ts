import { describe, expect, it } from 'vitest'
import { lineNat } from '../../../src/checks/line/nat.ts'
import type { PortSeen } from '../../../src/checks/looks/let-in.ts'
import type { PortTrial } from '../../../src/checks/router/trial.ts'
import { silentLine } from '../silent-line.ts'

const came: PortSeen = {
  port: 25,
  behind: 'listener',
  loopbackOnly: false,
  firewall: 'not-read',
  result: 'open-proved',
  arrived: true,
  proved: true,
  tableRead: true,
  sameAsHere: false,
}
const tried = (port: number, seen: PortSeen | null): PortTrial => ({
  port,
  internal: 61_225,
  opening: 'opened',
  attempts: [],
  seen,
})
const given = {
  path: { v4: { interface: 'eth0', kind: 'ethernet', local: ['192.168.1.10'], router: '192.168.1.1' } },
  address: { address: '25.203.113.7', onThisMachine: false },
  hops: {
    ownAddress: { ttl: 1, kind: 'expired', from: '192.168.1.1' },
    beyond: [{ ttl: 2, kind: 'expired', from: '100.64.1.1' }],
  },
  arrivals: { call: 'done', ports: [], control: { ...came, port: 61_025 }, hairpin: null },
}

/** What line.nat.v4 comes to where all signs are of a carrier, and the router was asked for ports. */
async function natAfter(ports: readonly PortTrial[]): Promise<string> {
  const trials = { v4: { call: 'done', ports }, v6: null }
  const asked = { release: '0.1.0', probes: [], stun: [], servers: [] }
  const facts = await lineNat.observe(silentLine(), { ...given, trials } as never, asked, () => {})
  return lineNat.judge(facts)
}

describe('an arrival at a port that the router opened', () => {
  it('with proof overrules every sign of a carrier', async () => {
    expect(await natAfter([tried(25, came)])).toBe('carrier-one-to-one')
  })

  it.each([
    ['without proof', [tried(25, { ...came, proved: false })]],
    ['that nobody called', [tried(25, null)]],
    ['of none but the high port: with shared ports that may be ours, and 25 another’s', [tried(61_025, came)]],
  ])('does not %s', async (_how, ports) => {
    expect(await natAfter(ports)).toBe('carrier')
  })
})
