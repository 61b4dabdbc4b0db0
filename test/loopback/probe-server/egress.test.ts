import { afterEach, describe, expect, it } from 'vitest'
import { freshIdentity, selfTest } from '../../../probe-server/main.ts'
import { failed } from '../../../src/core/failure.ts'
import { dial } from '../../../src/system/dial.ts'
import { deadPort, type Peer, peer } from './world.ts'

const opened: Peer[] = []
afterEach(() => {
  for (const one of opened.splice(0)) one.close()
})

async function canary(serve: Parameters<typeof peer>[0]): Promise<number> {
  const one = await peer(serve)
  opened.push(one)
  return one.port
}

describe('the self-test of the probe', () => {
  it('tells for each port and family whether the way out is open', async () => {
    const internet: Record<string, number> = {
      '192.0.2.25:25': await deadPort(),
      '192.0.2.26:25': await canary((socket) => socket.write('220 second\r\n')),
      '192.0.2.25:587': await canary((socket) => socket.end()),
      '192.0.2.25:993': await canary((socket) => socket.write('not TLS\r\n')),
    }
    const names: Record<string, string[]> = {
      'one.example v4': ['192.0.2.25'],
      'two.example v4': ['192.0.2.26'],
      'two.example v6': ['2001:db8::26'],
    }
    const found = await selfTest({
      version: '0.1.0',
      identity: freshIdentity([]),
      listen: ['127.0.0.1'],
      apiPort: 0,
      realPort: () => 0,
      addresses: { v4: '192.0.2.5' },
      now: () => Date.UTC(2026, 0, 1),
      patience: 0.2,
      canaries: [
        { host: 'one.example', port: 25 },
        { host: 'two.example', port: 25 },
        { host: 'one.example', port: 587 },
        { host: 'one.example', port: 993 },
      ],
      resolve: async (name, family) => names[`${name} ${family}`] ?? [],
      async dial(to, how, signal) {
        const port = internet[`${to.address}:${to.port}`]
        return port === undefined ? failed('network-unreachable') : dial({ address: '127.0.0.1', port }, how, signal)
      },
    })
    const at = '2026-01-01T00:00:00.000Z'
    expect(found.egress).toEqual({
      // The first canary refuses, the second answers.
      '25': { v4: { state: 'open', at }, v6: { state: 'untested' } },
      // A connection that says nothing could be the doing of a box on the way.
      '587': { v4: { state: 'closed', at }, v6: { state: 'untested' } },
      '993': { v4: { state: 'closed', at }, v6: { state: 'untested' } },
      '465': { v4: { state: 'untested' }, v6: { state: 'untested' } },
      '143': { v4: { state: 'untested' }, v6: { state: 'untested' } },
    })
    expect(found.listening.map(({ what, failure }) => [what, failure])).toEqual([
      ['api', undefined],
      [25, undefined],
      [465, undefined],
      [587, undefined],
      [143, undefined],
      [993, undefined],
    ])
    expect(found.probeAddresses).toHaveLength(1)
    expect(found.probeAddresses[0]).toMatch(/^https:\/\/192\.0\.2\.5:\d+#[\w-]{43}$/)
  })

  it('says what cannot listen, and why', async () => {
    const one = await canary(() => {})
    const found = await selfTest({
      version: '0.1.0',
      identity: freshIdentity([]),
      listen: ['127.0.0.1'],
      apiPort: one,
      realPort: () => 0,
      addresses: {},
    })
    expect(found.listening[0]).toEqual({ what: 'api', at: { address: '127.0.0.1', port: one }, failure: 'in-use' })
    expect(found.probeAddresses).toEqual([])
  })
})
