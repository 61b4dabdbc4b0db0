import { describe, expect, it } from 'vitest'
import { planFor } from '../../../src/report/plan.ts'
import { reportOf } from '../../../src/report/report.ts'
import type { Signs } from '../../../src/report/signs.ts'
import { all, answered, blocked25, cgnat, good, interrupted, marks, noProbe, runOf } from './runs.ts'

const well: Signs = {
  receive: 'yes',
  send: 'yes',
  access: 'yes',
  relay: false,
  noAddressOfItsOwn: false,
  relayPortsShut: false,
  interrupted: false,
  faults: { receive: [], send: [] },
  remedies: { receive: [], send: [], unknown: [], care: [] },
}

const noReceive = (fault: Signs['faults']['receive'][number]) => ({
  receive: 'no' as const,
  faults: { receive: [fault], send: [] },
})
const noSend = (fault: Signs['faults']['send'][number]) => ({
  send: 'no' as const,
  faults: { receive: [], send: [fault] },
})

describe('the way to go', () => {
  const table: readonly (readonly [string, Partial<Signs>, string])[] = [
    ['all is well', {}, 'host-directly'],
    ['all is well with reservations', { receive: 'with-reservations', access: 'no' }, 'host-directly'],
    ['a relay sends', { relay: true }, 'host-and-relay'],
    ['port 25 is blocked on the way out, nobody knows by whom', noSend('undetermined'), 'host-and-relay'],
    ['the provider blocks port 25 on the way out', noSend('provider'), 'host-and-relay'],
    ['this machine blocks port 25 on the way out', noSend('machine'), 'host-directly'],
    ['nor can any relay be reached', { ...noSend('undetermined'), relayPortsShut: true }, 'host-behind-tunnel'],
    ['the zone is wrong', noSend('zone'), 'host-directly'],
    ['the router keeps mail out', noReceive('router'), 'host-directly'],
    ['something keeps mail out, nobody knows what', noReceive('undetermined'), 'find-out-first'],
    ['the provider keeps mail out', noReceive('provider'), 'host-behind-tunnel'],
    ['the address is shared', { receive: 'no', noAddressOfItsOwn: true }, 'host-behind-tunnel'],
    [
      'the address is shared, and the rest is unknown',
      { receive: 'no', send: 'unknown', noAddressOfItsOwn: true },
      'host-behind-tunnel',
    ],
    ['the line is often down', { receive: 'no', interrupted: true }, 'change-provider'],
    [
      'the line is often down and the address shared',
      { receive: 'no', interrupted: true, noAddressOfItsOwn: true },
      'rent-a-machine',
    ],
    ['nobody knows what comes in', { receive: 'unknown' }, 'find-out-first'],
    ['nobody knows what gets out', { send: 'unknown' }, 'find-out-first'],
    [
      'nothing gets out, and nobody knows what comes in',
      { receive: 'unknown', ...noSend('undetermined') },
      'find-out-first',
    ],
  ]

  it.each(table)('when %s', (_when, signs, way) => {
    const plan = planFor({
      ...well,
      ...signs,
      remedies: { receive: ['a.'], send: ['b.'], unknown: ['c.'], care: ['d.'] },
    })
    expect(plan.way).toBe(way)
    expect(plan.steps.length).toBeGreaterThan(0)
    expect(plan.steps.length).toBeLessThanOrEqual(3)
    for (const sentence of [plan.why, ...plan.steps]) expect(sentence).toMatch(/[.]$/)
  })

  it('says what a perfect first run still has to do: its nights', () => {
    expect(planFor(well).steps.join()).toContain('nights')
  })
})

describe('the plan of a run', () => {
  const planOfRun = (run: typeof good, relay = false) => reportOf(run, { tool, relay, marks }).plan
  const tool = { name: 'mailworthy', version: '0.1.0' }

  it('is to host directly on a good line, and to watch it', () => {
    expect(planOfRun(good)).toMatchObject({ way: 'host-directly', steps: ['Leave it under watch.'] })
  })

  it('is a relay where only port 25 on the way out is blocked', () => {
    expect(planOfRun(blocked25).way).toBe('host-and-relay')
  })

  it('is a tunnel behind carrier NAT', () => {
    expect(planOfRun(cgnat).way).toBe('host-behind-tunnel')
  })

  it('is to find out first without a probe, and names the reason, not what follows from it', () => {
    expect(planOfRun(noProbe)).toMatchObject({ way: 'find-out-first', steps: ['Start a probe.'] })
  })

  it('is never without a step, even when nothing that matters was looked at', () => {
    expect(planOfRun(runOf([])).steps).toHaveLength(1)
  })

  it('is to run again after an interruption', () => {
    expect(planOfRun(interrupted).steps[0]).toBe('Run the check again and let it come to its end.')
  })

  it('passes over what does not matter to sending once a relay sends', () => {
    const relayed = runOf([
      ...good.findings.filter(({ check }) => check !== 'outbound.25.v4'),
      answered('outbound.25.v4', 'filtered', 'fail', { matters: { send: 'required' } }),
      answered('outbound.relay', 'reachable', 'pass', { matters: { send: 'required' } }),
    ])
    expect(planOfRun(relayed).way).toBe('host-and-relay')
    expect(planOfRun(relayed, true).steps.join()).not.toContain('outbound.25.v4')
  })

  it('survives explanations that go in a circle', () => {
    const circle = runOf([
      answered('a', 'x', 'unknown', { matters: all, explainedBy: 'b' }),
      answered('b', 'x', 'unknown', { matters: all, explainedBy: 'a' }),
    ])
    expect(planOfRun(circle).way).toBe('find-out-first')
  })
})
