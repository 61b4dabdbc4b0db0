import { describe, expect, it } from 'vitest'
import { dialBack } from '../../../../src/checks/looks/dial-back.ts'
import { failed, success } from '../../../../src/core/failure.ts'
import type { Endpoint } from '../../../../src/core/line.ts'
import { probeFixture } from '../../protocols/probe/session-fixture.ts'
import { silentLine } from '../../silent-line.ts'
import { virtualClock } from '../../virtual-clock.ts'

const { open } = probeFixture()
const asked = { release: '0.1.0', probes: [], stun: [], servers: [] }
const sourceOf = (port: number) => 50_000 + port

/** A dial-back of that length, with servers on these ports, each of which the probe met; nobody is reached from within. */
async function afterMeeting(served: readonly number[], tookMs: number) {
  const silent = silentLine()
  const clock = virtualClock()
  const dialled: Endpoint[] = []
  const line = silentLine({
    clock,
    listen: async ({ port }) => failed(served.includes(port) ? 'in-use' : 'not-permitted'),
    host: {
      ...silent.host,
      sockets: async () =>
        success(
          served.map((port) => ({
            local: { address: '192.168.1.10', port },
            remote: { address: open.address, port: sourceOf(port) },
            state: 'established' as const,
          })),
        ),
    },
    async request({ onLine, url }) {
      const events = served.flatMap((port) => [
        { event: 'connecting', port, sourcePort: sourceOf(port) },
        { event: 'result', port, result: 'open-other', tookMs: 1 },
      ])
      for (const event of [...events, { event: 'done' }]) onLine?.(JSON.stringify(event))
      clock.advance(tookMs)
      const remote = { address: new URL(url).hostname, port: 8025 }
      return success({ status: 200, headers: {}, body: '', remote, tls: undefined })
    },
    async dial(to) {
      dialled.push(to)
      return failed('timed-out')
    },
  })
  const given = { path: { v4: { local: ['192.168.1.10'] } }, probe: { v4: open } }
  const { hairpin } = await dialBack.v4.observe(line, given as never, asked)
  return { hairpin, dialled: dialled.map(({ address, port }) => `${address}:${port}`) }
}

describe('the call to our own public address', () => {
  it('is made on another port than 25 where one is open: routers keep callers at home from that one', async () => {
    const { hairpin, dialled } = await afterMeeting([25, 993], 1_600)
    expect(hairpin).toEqual({ port: 993, met: 'silent' })
    expect(dialled).toContain(`${open.session.address}:993`)
    expect((await afterMeeting([25], 1_600)).hairpin).toEqual({ port: 25, met: 'silent' })
  })

  it('is not made where the dial-back has left no time for it: the silence would be our own', async () => {
    expect(await afterMeeting([993], 8_500)).toEqual({ hairpin: { port: 993, met: null }, dialled: [] })
  })

  it('is not made where nothing is open', async () => {
    expect(await afterMeeting([], 100)).toEqual({ hairpin: null, dialled: [] })
  })
})
