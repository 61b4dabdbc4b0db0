import { describe, expect, it } from 'vitest'
import { letIn } from '../../../../src/checks/looks/let-in.ts'
import type { Place } from '../../../../src/checks/looks/place.ts'
import { success } from '../../../../src/core/failure.ts'
import type { Arrival } from '../../../../src/protocols/probe/listen-for-probe.ts'
import type { DialBackResult } from '../../../../src/wire/dial-back.ts'
import { probeFixture } from '../../protocols/probe/session-fixture.ts'
import { silentLine } from '../../silent-line.ts'

const { open } = probeFixture()
const router = '192.168.1.1'
const sourcePort = 50_025

/** What is told of a listener of ours on 25, where these came while the probe dialled it. */
async function toldOf(result: DialBackResult, ...arrivals: readonly Partial<Arrival>[]) {
  const came = arrivals.map((each) => ({ from: '25.199.0.1', fromPort: 41_000, atMs: 1, proved: false, ...each }))
  const place: Place = {
    port: 25,
    behind: 'listener',
    loopbackOnly: false,
    firewall: 'not-read',
    listener: {
      local: { address: '0.0.0.0', port: 25 },
      greeting: '220 us',
      arrivals: () => came,
      count: () => came.length,
      close: async () => {},
    },
  }
  const line = silentLine({
    async request({ onLine, url }) {
      const events = [
        { event: 'connecting', port: 25, sourcePort },
        { event: 'result', port: 25, result, tookMs: 1 },
        { event: 'done' },
      ]
      for (const event of events) onLine?.(JSON.stringify(event))
      const remote = { address: new URL(url).hostname, port: 8025 }
      return success({ status: 200, headers: {}, body: '', remote, tls: undefined })
    },
  })
  return (await letIn(line, open, [place], router)).ports[0]
}

describe('whoever comes while the probe dials', () => {
  it.each([
    ['proves itself', { proved: true }, true],
    ['comes from the probe', { from: open.address }, false],
    ['comes from the port that the probe dials from', { fromPort: sourcePort }, false],
  ])('is the probe where it %s', async (_how, arrival, proved) => {
    expect(await toldOf('timed-out', arrival)).toMatchObject({ arrived: true, proved })
  })

  it('is nobody where it is a stranger', async () => {
    expect(await toldOf('timed-out', {}, { from: '192.168.1.20' })).toMatchObject({ arrived: false })
  })

  it('is the probe where it comes from the router and the probe was answered: by a proxy', async () => {
    expect(await toldOf('open-other', { from: router })).toMatchObject({ arrived: true, cameFrom: router })
  })

  it.each(['timed-out', 'refused', 'unreachable', 'probe-unable'] as const)(
    'is not the probe where it comes from the router and the probe met nobody: %s',
    async (result) => {
      expect(await toldOf(result, { from: router })).toMatchObject({ arrived: false })
    },
  )
})
