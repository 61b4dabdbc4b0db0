import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Happened, WatchEvent } from '../../../../src/watch/event.ts'
import { says } from '../../../../src/watch/telling/says.ts'
import { busyMetrics } from '../../cli/metrics/busy-metrics.ts'

const page = readFileSync(new URL('../../../../docs/watching.md', import.meta.url), 'utf8')

/** The compiler asks for every one. */
const events: { readonly [event in Happened['event']]: true } = {
  'outage-began': true,
  'outage-ended': true,
  flapping: true,
  'address-changed': true,
  'mail-ports-changed': true,
  'loss-began': true,
  'loss-ended': true,
  'router-restarted': true,
  'was-not-watching': true,
}

describe('docs/watching.md', () => {
  it.each(Object.keys(events))('tells when %s is told', (event) => {
    expect(page).toMatch(new RegExp(`^\\| .*\`${event}\`.* \\|`, 'm'))
  })

  it('shows an event as it is', () => {
    const shown = /```json\n(\{[^`]+\})\n```/.exec(page)?.[1] ?? ''
    const event = JSON.parse(shown) as WatchEvent
    expect(event).toMatchObject({ schema: 1, says: says(event.happened, event.at, 'Europe/Paris') })
  })

  it('lists every metric', async () => {
    const names = [...(await busyMetrics(true).text()).matchAll(/^# TYPE (\S+)/gm)].map(([, name = '']) => name)
    expect(names.length).toBeGreaterThan(10)
    expect(names.filter((name) => !page.includes(`\`${name}`))).toEqual([])
  })
})
