import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { busyMetrics } from '../../../unit/cli/metrics/busy-metrics.ts'
import { describeWithTool } from '../../describe-with-tool.ts'

const example = (name: string) => fileURLToPath(new URL(`../../../../docs/examples/${name}`, import.meta.url))
const alerts = example('mailworthy-alerts.yml')
const dashboard = example('mailworthy-dashboard.json')

function promtool(words: readonly string[], input = '') {
  const { status, stdout, stderr } = spawnSync('promtool', words, { input, encoding: 'utf8' })
  return { status, said: (stdout + stderr).trim() }
}

describeWithTool('promtool', 'Prometheus itself', () => {
  it('has nothing to say against the metrics', async () => {
    expect(promtool(['check', 'metrics'], await busyMetrics(true).text())).toEqual({ status: 0, said: '' })
  })

  it('understands the alerts', () => {
    expect(promtool(['check', 'rules', alerts])).toEqual({ status: 0, said: expect.stringContaining('SUCCESS') })
  })

  it.each([
    ['LineDown', 'mailworthy_line_up{family="v4"}', '1+0x4 0+0x30', '10m', { family: 'v4', severity: 'critical' }],
    [
      'MailPortClosed',
      'mailworthy_mail_port_answer_info{check="inbound.25.v4", answer="filtered"}',
      '1+0x30',
      '10m',
      { check: 'inbound.25.v4', answer: 'filtered', severity: 'critical' },
    ],
    [
      'AddressChanged',
      'mailworthy_address_changes_total{family="v4", what="public"}',
      '0+0x4 1+0x30',
      '8m',
      { family: 'v4', what: 'public', severity: 'warning' },
    ],
  ])('raises %s', (alertname, series, values, at, labels) => {
    const unit = {
      rule_files: [alerts],
      evaluation_interval: '1m',
      tests: [
        {
          interval: '1m',
          input_series: [{ series, values }],
          promql_expr_test: [
            {
              expr: `count by (alertname) (ALERTS{alertname="${alertname}", alertstate="firing", ${Object.entries(
                labels,
              )
                .map(([name, value]) => `${name}="${value}"`)
                .join(', ')}})`,
              eval_time: at,
              exp_samples: [{ labels: `{alertname="${alertname}"}`, value: 1 }],
            },
          ],
        },
      ],
    }
    const folder = mkdtempSync(join(tmpdir(), 'mailworthy-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    // JSON is YAML.
    writeFileSync(join(folder, 'test.yml'), JSON.stringify(unit))
    expect(promtool(['test', 'rules', join(folder, 'test.yml')])).toMatchObject({ status: 0 })
  })
})

describe('the examples', () => {
  it.each([alerts, dashboard])('%s speaks of metrics that there are', async (path) => {
    const names = new Set(readFileSync(path, 'utf8').match(/mailworthy_[a-z_]+/g))
    const metrics = await busyMetrics(true).text()
    expect(names.size).toBeGreaterThan(4)
    expect([...names].filter((name) => !metrics.includes(`# TYPE ${name} `))).toEqual([])
  })

  it('the dashboard has panels that do not lie on each other', () => {
    const { panels } = JSON.parse(readFileSync(dashboard, 'utf8')) as {
      panels: { id: number; gridPos: { x: number; y: number; w: number; h: number } }[]
    }
    const taken = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, i) => `${x + (i % w)},${y + Math.floor(i / w)}`),
    )
    expect(new Set(taken).size).toBe(taken.length)
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length)
  })
})
