import { describe, expect, it } from 'vitest'
import { budgets } from '../../../../src/checks/budgets.ts'
import { callFromTheWorld } from '../../../../src/checks/looks/call-from-the-world.ts'
import type { Asked } from '../../../../src/core/asked.ts'
import { api, type Ended, scriptedWorld, type ScriptedWorldOptions } from './scripted-world.ts'

const ours = '25.203.113.7'
const exchanger = { host: 'mx.test', port: 25 }
const asked: Asked = { release: '0.1.0', probes: [], stun: [], servers: [exchanger], globalping: { base: api } }

async function called(options: ScriptedWorldOptions = {}, more: Partial<Asked> = {}) {
  const world = scriptedWorld(options)
  const seen = await callFromTheWorld(world.line, { ...asked, ...more }, ours, [25, 993])
  return { seen, world }
}

const bodies = (world: ReturnType<typeof scriptedWorld>) =>
  world.requests.flatMap(({ body }) => (body === undefined ? [] : [JSON.parse(body) as Record<string, unknown>]))

describe('calls from all over the world', () => {
  it('come from probes that were first tried on a port 25 that is known to be open', async () => {
    const { seen, world } = await called()
    expect(world.measured()).toEqual(['mx.test:25', `${ours}:25`, `${ours}:993`])
    expect(seen).toMatchObject({ met: 'measured', results: { 25: Array(4).fill('answered') } })
    expect(seen.probes.map(({ network, reaches25 }) => [network, reaches25])).toEqual([
      ['One', true],
      ['Two', true],
      ['Three', true],
      ['Four', true],
    ])
    const [first, ...others] = bodies(world)
    expect(first).toMatchObject({
      limit: 4,
      locations: [{ continent: 'EU' }, { continent: 'NA' }, { continent: 'AS' }],
    })
    // The very same probes, and no more of the ration than they cost.
    for (const each of others) expect(each).toMatchObject({ locations: 'm0', measurementOptions: { packets: 3 } })
  })

  it('come from where they were wanted from, one of each place at least', async () => {
    const from = ['FR', 'DE', 'US', 'JP', 'BR'].map((country) => ({ country }))
    const { world } = await called({}, { globalping: { base: api, from } })
    expect(bodies(world)[0]).toMatchObject({ limit: 5, locations: from })
  })

  it('tell which of the volunteers reach no port 25 at all', async () => {
    const ends = (target: string): readonly Ended[] => ['no-answer', target === ours ? 'answered' : 'failed']
    const { seen } = await called({ networks: ['One', 'Two'], ends })
    expect(seen.probes.map(({ reaches25 }) => reaches25)).toEqual([false, false])
    expect(seen.results).toEqual({ 25: ['no-answer', 'answered'], 993: ['no-answer', 'answered'] })
  })

  it('are not asked for without a port 25 to try them on', async () => {
    for (const servers of [[], [{ host: 'mail.test', port: 465 }]]) {
      const { seen, world } = await called({}, { servers })
      expect(seen).toEqual({ met: 'no-known-port', probes: [], results: {} })
      expect(world.requests).toEqual([])
    }
  })

  it.each([
    ['listed', { status: 403, body: { error: { type: 'access_forbidden' } } }, { met: 'listed' }],
    ['without a probe', { status: 422, body: { error: { type: 'no_probes_found' } } }, { met: 'no-probes' }],
    [
      'out of its ration',
      { status: 429, body: {}, headers: { 'x-ratelimit-reset': '900', 'x-ratelimit-remaining': '3' } },
      { met: 'rate-limited', retryAfterS: 900, remaining: 3 },
    ],
    ['given a token that is none', { status: 401, body: {} }, { met: 'unauthorized' }],
    ['broken', { status: 500, body: {} }, { met: 'refused' }],
    ['talking nonsense', { status: 200, body: '<html>' }, { met: 'malformed' }],
    ['silent', 'timed-out', { met: 'unreachable' }],
  ] as const)('say nothing of the line where the API is %s, and our ports are left alone', async (_, answer, told) => {
    const { seen, world } = await called({ trouble: () => answer })
    expect(seen).toEqual({ ...told, probes: [], results: {} })
    expect(world.measured()).toEqual(['mx.test:25'])
  })

  it('count as far as they came where the ration ends in the middle', async () => {
    const short = { status: 429, body: {}, headers: { 'retry-after': '60' } }
    const trouble = (target: string, port: number) => (target === ours && port === 993 ? short : undefined)
    const { seen } = await called({ trouble })
    expect(seen).toMatchObject({ met: 'measured', results: { 25: Array(4).fill('answered') } })
    expect(Object.keys(seen.results)).toEqual(['25'])
    const none = await called({ trouble: (target) => (target === ours ? short : undefined) })
    expect(none.seen).toMatchObject({ met: 'rate-limited', retryAfterS: 60, results: {} })
  })

  it('are over in time where the API never comes to an end', async () => {
    const { seen, world } = await called({ running: true, ends: () => Array<Ended>(4).fill('in-progress') })
    expect(seen.results).toEqual({ 25: Array(4).fill('in-progress'), 993: Array(4).fill('in-progress') })
    expect(seen.probes.map(({ reaches25 }) => reaches25)).toEqual(Array(4).fill(false))
    expect(world.line.clock.elapsed()).toBeLessThan(budgets.callers)
    // Half a second between two readings of one measurement, as its operators wish.
    expect(world.requests.length).toBeLessThan((3 * budgets.callers) / 500)
  })
})
