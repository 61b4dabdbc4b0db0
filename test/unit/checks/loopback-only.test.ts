import { describe, expect, it } from 'vitest'
import { dialBack } from '../../../src/checks/looks/dial-back.ts'
import { failed, success } from '../../../src/core/failure.ts'
import type { TcpSocket } from '../../../src/core/host.ts'
import { probeFixture } from '../protocols/probe/session-fixture.ts'
import { silentLine } from '../silent-line.ts'

const { open } = probeFixture()
const asked = { release: '0.1.0', probes: [], stun: [], servers: [] }
const listening = (address: string): TcpSocket => ({
  local: { address, port: 25 },
  remote: { address: '0.0.0.0', port: 0 },
  state: 'listening',
})

/** What is told of port 25, which some server has. */
async function seenOf25(...listeners: readonly string[]) {
  const silent = silentLine()
  const line = silentLine({
    listen: async ({ port }) => failed(port === 25 ? 'in-use' : 'not-permitted'),
    host: { ...silent.host, sockets: async () => success(listeners.map(listening)) },
    async request({ onLine, url }) {
      for (const event of [{ event: 'result', port: 25, result: 'refused', tookMs: 1 }, { event: 'done' }])
        onLine?.(JSON.stringify(event))
      const remote = { address: new URL(url).hostname, port: 8025 }
      return success({ status: 200, headers: {}, body: '', remote, tls: undefined })
    },
  })
  const { ports } = await dialBack.v4.observe(
    line,
    { path: { v4: { local: ['192.168.1.10'] } }, probe: { v4: open } } as never,
    asked,
  )
  return ports.find(({ port }: { port: number }) => port === 25)
}

describe('a server on port 25 that listens for this machine alone', () => {
  it.each([
    ['by itself', ['127.0.0.1'], true],
    ['on both loopback addresses', ['127.0.0.1', '::1'], true],
    ['beside our own listener of the other family', ['127.0.0.1', '::'], true],
    ['no: on another address too', ['127.0.0.1', '192.168.1.10'], false],
    ['no: for everybody', ['0.0.0.0'], false],
    ['no: for everybody, of both families', ['::'], false],
    ['not known: the table does not show it', [], false],
  ])('%s', async (_name, listeners, loopbackOnly) => {
    expect(await seenOf25(...listeners)).toMatchObject({ behind: 'server', result: 'refused', loopbackOnly })
  })
})

describe('a server on port 25 that listens on another address than the line has', () => {
  it('is not what the probe would meet, so the port is not dialled', async () => {
    expect(await seenOf25('10.8.0.2')).toMatchObject({ behind: 'nothing', why: 'in-use' })
    expect(await seenOf25('10.8.0.2', '127.0.0.1')).toMatchObject({ behind: 'nothing', why: 'in-use' })
    expect(await seenOf25('10.8.0.2', '192.168.1.10')).toMatchObject({ behind: 'server' })
  })
})
