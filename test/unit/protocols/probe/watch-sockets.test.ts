import { describe, expect, it } from 'vitest'
import { type Failure, failed, success } from '../../../../src/core/failure.ts'
import type { Host, TcpSocket } from '../../../../src/core/host.ts'
import { watchSockets } from '../../../../src/protocols/probe/watch-sockets.ts'
import { silentLine } from '../../silent-line.ts'
import { virtualClock } from '../../virtual-clock.ts'

const socket = (state: TcpSocket['state'], port = 25, sourcePort = 50_025): TcpSocket => ({
  local: { address: '192.168.1.10', port },
  remote: { address: '198.51.100.10', port: sourcePort },
  state,
})

/** Each look at the table shows the next of these; the last stays. */
async function watch(tables: readonly (readonly TcpSocket[] | Failure)[], forMs = 1500) {
  const clock = virtualClock()
  let looks = 0
  const sockets: Host['sockets'] = async () => {
    const table = tables[Math.min(looks, tables.length - 1)] ?? []
    looks += 1
    return typeof table === 'string' ? failed(table) : success(table)
  }
  const line = silentLine({ clock, host: { ...silentLine().host, sockets } })
  const seen = await watchSockets(line, { port: 25, sourcePort: 50_025 }, forMs)
  return { seen, looks, tookMs: clock.elapsed() }
}

describe('watchSockets', () => {
  it('finds the connection of the probe, and then stops looking', async () => {
    const { seen, looks } = await watch([[], [socket('listening', 25, 0)], [socket('established')]])
    expect(seen).toEqual({ seen: true, state: 'established', from: '198.51.100.10' })
    expect(looks).toBe(3)
  })

  it('takes no other connection for it', async () => {
    const others = [
      socket('established', 587),
      socket('established', 25, 50_026),
      socket('syn-sent'),
      socket('listening'),
    ]
    expect((await watch([others])).seen).toEqual({ seen: false })
  })

  it('remembers a half-open one that came to nothing', async () => {
    const { seen, tookMs } = await watch([[socket('syn-received')], []])
    expect(seen).toMatchObject({ seen: true, state: 'syn-received' })
    expect(tookMs).toBeLessThanOrEqual(1500)
  })

  it('prefers the furthest state', async () => {
    expect((await watch([[socket('syn-received')], [socket('syn-received'), socket('closing')]])).seen.state).toBe(
      'closing',
    )
  })

  it('looks every 100 ms, and no longer than it was told', async () => {
    expect(await watch([[]], 1000)).toEqual({ seen: { seen: false }, looks: 10, tookMs: 900 })
    expect((await watch([[]], 0)).looks).toBe(1)
  })

  it('tells where the system does not show its sockets', async () => {
    expect((await watch(['unsupported'])).seen).toEqual({ seen: false, failure: 'unsupported' })
    expect((await watch([[socket('syn-received')], 'cancelled'])).seen).toMatchObject({ seen: true })
  })
})
