import { lineMetrics } from '../../../../src/cli/metrics/metrics.ts'
import type { OutageEnded } from '../../../../src/history/record.ts'

/** Metrics in which there is something of everything. */
export function busyMetrics(addresses: boolean): ReturnType<typeof lineMetrics> {
  const metrics = lineMetrics({ version: '1.2.3', intervalMs: 30_000, addresses })
  const at = '2026-11-24T03:00:00Z'
  const instant = { time: at, withinMs: 500 }
  const outage = (tookMs: number): OutageEnded => {
    return { kind: 'outage-ended', at, family: 'v4', from: instant, to: instant, tookMs, place: 'provider' }
  }
  metrics.take(outage(5_000))
  metrics.take(outage(120_000))
  metrics.take({
    kind: 'quality',
    at,
    from: at,
    looks: 120,
    ways: [{ to: 'far', family: 'v4', asked: 120, lost: 3, medianMs: 20 }],
  })
  const address = { kind: 'address', at, what: 'public', family: 'v4', afterOutage: false } as const
  metrics.take({ ...address, address: '192.0.2.1' })
  metrics.take({ ...address, address: '192.0.2.2', was: '192.0.2.1' })
  metrics.take({ kind: 'mail-ports', at, answers: { 'inbound.25.v4': 'open' } })
  metrics.take({ kind: 'mail-ports', at, answers: { 'inbound.25.v4': 'filtered' } })
  metrics.undelivered(new Map([['mail', 3]]))
  metrics.heartbeat(true)
  const up = { is: 'up', since: at, gatewayRttMs: 2, farRttMs: 25 } as const
  metrics.looked({ looks: 1, v4: up, v6: up }, { wallMs: Date.parse(at), elapsedMs: 0 })
  return metrics
}
