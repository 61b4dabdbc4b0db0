import { describe, expect, it } from 'vitest'
import { reportOf } from '../../../src/report/report.ts'
import { answered, good, marks, runOf, skipped } from './runs.ts'

describe('what was seen', () => {
  const tool = { name: 'mailworthy', version: '0.1.0' }
  const planWith = (findings: typeof good.findings, relay = false) => {
    const instead = findings.map(({ check }) => check)
    const others = good.findings.filter(({ check }) => !instead.includes(check))
    return reportOf(runOf([...others, ...findings]), { tool, relay, marks }).plan
  }
  const send = { matters: { send: 'required' } } as const
  const receive = { matters: { receive: 'required' } } as const
  const blackHole = (upload: string, download: string) =>
    answered('line.mtu', 'black-hole', 'warn', {
      matters: { receive: 'recommended', send: 'recommended', access: 'recommended' },
      facts: { moved: { small: 'replied', upload, download } },
    })

  it('is that messages stall: then no mail comes and goes, and that is mended first', () => {
    const { why, steps } = planWith([blackHole('stalled', 'stalled')])
    expect(why).toMatch(/^Large packets vanish both ways/)
    expect(steps).toEqual(['Mend line.mtu.', 'Leave it under watch.'])
    expect(planWith([blackHole('passed', 'stalled')]).why).toContain('on their way in ')
    expect(planWith([blackHole('stalled', 'passed')]).why).toContain('on their way out ')
    expect(planWith([blackHole('passed', 'passed')]).why).toBe('Mail can come in on this line and go out from it.')
  })

  it('is that messages stall, where port 25 is shut as well', () => {
    const shut = answered('outbound.25.v4', 'filtered', 'fail', send)
    const { way, why, steps } = planWith([shut, blackHole('unknown', 'stalled')])
    expect(way).toBe('host-and-relay')
    expect(why).not.toContain('Mail can come in')
    expect(steps[0]).toBe('Mend line.mtu.')
  })

  it('is said, where it hides what is not known', () => {
    const bogus = answered('names.dnssec', 'bogus', 'fail', { matters: { receive: 'recommended' } })
    const mx = answered('names.mx', 'lookup-failed', 'unknown', { ...receive, explainedBy: 'names.dnssec' })
    expect(planWith([bogus, mx])).toMatchObject({
      why: 'names.dnssec came to bogus. Whether mail can come in shows once that is mended.',
      steps: ['Mend names.dnssec.'],
    })
    const noWitness = answered('inbound.25.v4', 'no-vantage', 'unknown', receive)
    expect(planWith([bogus, mx, noWitness]).why).toBe(
      'names.dnssec came to bogus. Beside that, not enough could be seen to say whether mail can come in.',
    )
  })

  it('is that it takes no more than another run', () => {
    const busy = answered('vantage.probe', 'busy', 'unknown')
    const inbound = answered('inbound.25.v4', 'no-vantage', 'unknown', { ...receive, explainedBy: 'vantage.probe' })
    expect(planWith([busy, inbound]).costs).toBe('Another run of the check.')
    expect(planWith([answered('inbound.25.v4', 'no-vantage', 'unknown', receive)]).costs).toMatch(/^An evening/)
    const notReached = { blind: 'the run was interrupted', on: 'inbound.25.v4' }
    expect(planWith([skipped('inbound.25.v4', notReached, receive.matters)]).costs).toBe('Another run of the check.')
  })

  it('is that mail would be readable, which is not that nobody takes it', () => {
    const { way, why } = planWith([answered('outbound.25.v4', 'downgraded', 'fail', send)])
    expect(way).toBe('host-and-relay')
    expect(why).toMatch(/^Mail can come in\. What is sent straight from this line can be read on the way/)
    const listed = answered('reputation.abuse.v4', 'listed', 'fail', send)
    expect(planWith([listed, answered('outbound.25.v4', 'downgraded', 'fail', send)]).why).toContain('does not work')
  })

  it('is that the relay is out of reach, which nothing at home mends', () => {
    const relay = answered('outbound.relay', 'filtered', 'fail', { ...send, fault: 'server' })
    const open = planWith([relay], true)
    expect(open).toMatchObject({ way: 'host-and-relay', costs: 'An evening; at worst another relay.' })
    expect(open.why).not.toContain('port 25')
    expect(open.steps).toEqual(['Mend outbound.relay.', saying(/^Otherwise choose another relay/)])
    const shut = planWith([relay, answered('outbound.25.v4', 'filtered', 'fail', send)], true)
    expect(shut.why).toContain('port 25 is shut, so nothing can be sent')
  })

  it('is that the address changes: a name follows it, and a relay sends', () => {
    const both = { matters: { receive: 'recommended', send: 'recommended' } } as const
    const { way, steps } = planWith([answered('line.fixed.v4', 'changes', 'fail', both)])
    expect(way).toBe('host-and-relay')
    expect(steps).toEqual([/dynamic DNS/, /^Choose a relay/, /smarthost/].map(saying))
    expect(planWith([answered('line.fixed.v4', 'changed-once', 'warn', both)]).way).toBe('host-directly')
  })

  it('is mended before what only days can tell', () => {
    const listed = answered('reputation.domain', 'listed', 'fail', { matters: { send: 'recommended' } })
    const lossy = answered('line.resolver', 'rewrites', 'warn', { matters: { send: 'recommended' } })
    expect(planWith([lossy, listed]).steps).toEqual([
      'Mend reputation.domain.',
      'Mend line.resolver.',
      'Leave it under watch.',
    ])
  })

  it('is that the line is up day and night: nobody is told that its nights are not known', () => {
    const permanent = answered('line.permanent', 'permanent', 'pass', receive)
    expect(planWith([permanent]).steps).toEqual([saying(/^Set up the mail server/)])
  })
})

function saying(pattern: RegExp): unknown {
  return expect.stringMatching(pattern)
}
