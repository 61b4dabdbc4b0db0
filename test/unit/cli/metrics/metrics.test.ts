import { describe, expect, it } from 'vitest'
import { lineMetrics } from '../../../../src/cli/metrics/metrics.ts'
import type { TrackerState } from '../../../../src/watch/tracker.ts'
import { busyMetrics } from './busy-metrics.ts'

const since = '2026-11-24T03:00:00Z'
const options = { version: '1.2.3', intervalMs: 30_000, addresses: true }
const lines = async (metrics: ReturnType<typeof lineMetrics>) =>
  (await metrics.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'))

function looks(metrics: ReturnType<typeof lineMetrics>, states: readonly Partial<TrackerState>[], stepMs = 30_000) {
  for (const [i, state] of states.entries()) {
    const at = { wallMs: 1_800_000_000_000 + i * stepMs, elapsedMs: i * stepMs }
    metrics.looked({ looks: i + 1, v4: undefined, v6: undefined, ...state }, at)
  }
}

describe('what Prometheus is told', () => {
  it('is whether the line is up, and nothing of a family that nobody knows of', async () => {
    const metrics = lineMetrics(options)
    looks(metrics, [{ v4: { is: 'up', since, gatewayRttMs: 2, farRttMs: 25 } }])
    expect(await lines(metrics)).toEqual(
      expect.arrayContaining([
        'mailworthy_line_up{family="v4"} 1',
        'mailworthy_rtt_seconds{to="gateway",family="v4"} 0.002',
        'mailworthy_rtt_seconds{to="far",family="v4"} 0.025',
        'mailworthy_last_look_timestamp_seconds 1800000000',
        'mailworthy_build_info{version="1.2.3"} 1',
      ]),
    )
    expect(await metrics.text()).not.toContain('family="v6"} 1')
    looks(metrics, [{ v4: { is: 'suspect', since } }])
    expect(await lines(metrics)).toContain('mailworthy_line_up{family="v4"} 1')
    looks(metrics, [{ v4: { is: 'down', since, farRttMs: 25 } }])
    expect(await lines(metrics)).toContain('mailworthy_line_up{family="v4"} 0')
    expect(await metrics.text()).not.toContain('mailworthy_rtt_seconds{')
  })

  it('counts time in which somebody looked, and no other', async () => {
    const metrics = lineMetrics(options)
    looks(metrics, [{}, {}, {}])
    expect(await lines(metrics)).toContain('mailworthy_watched_seconds_total 60')
    const asleep = lineMetrics(options)
    looks(asleep, [{}, {}], 3_600_000)
    expect(await lines(asleep)).toContain('mailworthy_watched_seconds_total 0')
    expect(await lines(asleep)).toContain('mailworthy_looks_total 2')
  })

  it('counts interruptions, losses and changes', async () => {
    const told = await lines(busyMetrics(true))
    expect(told).toEqual(
      expect.arrayContaining([
        'mailworthy_line_outages_total{family="v4",place="provider"} 2',
        'mailworthy_line_outage_seconds_total{family="v4",place="provider"} 125',
        'mailworthy_asked_total{to="far",family="v4"} 120',
        'mailworthy_lost_total{to="far",family="v4"} 3',
        'mailworthy_address_changes_total{family="v4",what="public"} 1',
        'mailworthy_address_info{family="v4",what="public",address="192.0.2.2"} 1',
        'mailworthy_mail_port_answer_info{check="inbound.25.v4",answer="filtered"} 1',
        'mailworthy_events_undelivered{way="mail"} 3',
        'mailworthy_heartbeats_total{result="arrived"} 1',
      ]),
    )
    const text = told.join('\n')
    expect(text).not.toContain('192.0.2.1"')
    expect(text).not.toContain('answer="open"')
  })

  it('of another line has no change, and nothing of the line before', async () => {
    const metrics = lineMetrics(options)
    const seen = (address: string) =>
      metrics.take({ kind: 'address', at: since, what: 'public', family: 'v4', address, afterOutage: false })
    seen('192.0.2.1')
    metrics.take({ kind: 'mail-ports', at: since, answers: { 'inbound.25.v4': 'open' } })
    metrics.take({ kind: 'line', at: since, line: { gateway: '02:00:5e:00:53:99' } })
    expect((await lines(metrics)).join('\n')).not.toMatch(/192\.0\.2|inbound/)
    seen('192.0.2.2')
    expect(await lines(metrics)).toContain('mailworthy_address_changes_total{family="v4",what="public"} 0')
    // A name outweighs the router.
    metrics.take({ kind: 'line', at: since, line: { name: 'home', gateway: '02:00:5e:00:53:01' } })
    seen('192.0.2.3')
    expect(await lines(metrics)).toContain('mailworthy_address_changes_total{family="v4",what="public"} 1')
  })

  it('names no address where others may ask', async () => {
    expect(await busyMetrics(false).text()).not.toContain('192.0.2.')
  })
})
