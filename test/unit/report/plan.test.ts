import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { providers } from '../../../src/knowledge/providers/index.ts'
import { planFor } from '../../../src/report/plan.ts'
import { planRules } from '../../../src/report/plan-rules.ts'
import { reportOf } from '../../../src/report/report.ts'
import type { Signs } from '../../../src/report/signs.ts'
import { planTable, providerNamed, well } from './plan-table.ts'
import { all, answered, blocked25, cgnat, good, interrupted, known, marks, noProbe, runOf } from './runs.ts'

const rows = Object.entries(planTable).flatMap(([rule, { way, rows: some }]) =>
  some.map(([when, signs, first, costs]) => ({ when, rule, way, signs: { ...well, ...signs }, first, costs })),
)

describe('the way to go', () => {
  it.each(rows)('$rule: $when', ({ signs, rule, way, first, costs }) => {
    const plan = planFor(signs)
    expect([planRules.find(({ when }) => when(signs))?.name, plan.way]).toEqual([rule, way])
    expect(plan.steps[0]).toMatch(first)
    expect(plan.costs).toMatch(costs)
    expect(plan.steps.length).toBeGreaterThan(0)
    expect(plan.steps.length).toBeLessThanOrEqual(3)
    for (const sentence of [plan.why, ...plan.steps, plan.costs, plan.changes]) expect(sentence).toMatch(/^[A-Z].*[.]$/)
  })

  it('is of six kinds; every rule has lines that it is for, and a row on its page', () => {
    expect(new Set(rows.map(({ way }) => way)).size).toBe(6)
    expect(Object.keys(planTable)).toEqual(planRules.map(({ name }) => name))
    expect(Object.values(planTable).every(({ rows: some }) => some.length > 1)).toBe(true)
    const page = readFileSync('docs/plan.md', 'utf8')
    const told = [...page.matchAll(/^\| `([a-z0-9-]+)` \| `([a-z-]+)` \|/gm)].map(([, name, way]) => [name, way])
    expect(told).toEqual(planRules.map(({ name, way }) => [name, way]))
  })

  it('is never chosen by what is known of a provider', () => {
    const changed = rows.filter(({ signs, way }) =>
      providers.some((provider) => planFor({ ...signs, known: { brands: [provider] } }).way !== way),
    )
    expect(changed).toEqual([])
  })

  it('is first of all to take back what was left on the router', () => {
    const restore = 'Run "mailworthy ports restore".'
    for (const { signs } of rows) {
      const plan = planFor({ ...signs, remedies: { ...signs.remedies, leftBehind: [restore] } })
      expect(plan.steps[0]).toBe(restore)
      expect(plan.steps.length).toBeLessThanOrEqual(3)
    }
  })

  it('keeps the ports open beside what else is to be found out', () => {
    const { steps } = planFor({ ...well, receive: 'unknown', opens: [25] })
    expect(steps).toEqual([expect.stringContaining('"mailworthy ports keep"')])
  })
})

describe('a tunnel', () => {
  const stepOf = (known: Signs['known']) => planFor({ ...well, receive: 'no', noAddressOfItsOwn: true, known }).steps[1]

  it('is of an association of the same country, with who says so', () => {
    expect(stepOf({ brands: [], country: 'FR' })).toContain(
      'such as FDN, Aquilenet or Illyse (YunoHost/doc, 2025-11; ask first whether port 25 is open)',
    )
    expect(stepOf({ brands: [], country: 'BE' })).toContain('such as Neutrinet (')
  })

  it('is of another country where there is none, or where the country is not known', () => {
    const elsewhere = 'such as FDN (FR), Neutrinet (BE) or In-Berlin (DE) ('
    expect(stepOf({ brands: [], country: 'US' })).toContain(elsewhere)
    expect(stepOf({ brands: [] })).toContain(elsewhere)
  })

  it('is not the one that the line goes through already', () => {
    expect(stepOf({ brands: [providerNamed('Neutrinet')], country: 'BE' })).not.toContain('Neutrinet')
  })
})

describe('the plan of a run', () => {
  const planOfRun = (run: typeof good, relay = false) => reportOf(run, { tool, relay, marks }).plan
  const tool = { name: 'mailworthy', version: '0.1.0' }

  it('is to host directly on a good line, and to watch it', () => {
    expect(planOfRun(good)).toMatchObject({ way: 'host-directly', steps: ['Leave it under watch.'] })
  })

  it('is a relay where only port 25 on the way out is blocked', () => {
    expect(planOfRun(blocked25)).toMatchObject({
      way: 'host-and-relay',
      steps: [/^Look in/, /relay/, /relay/].map(saying),
    })
  })

  it('names the switch where the provider is known', () => {
    expect(planOfRun(known).steps[0]).toContain('"Blocage SMTP sortant"')
  })

  it('is a tunnel behind carrier NAT', () => {
    expect(planOfRun(cgnat).way).toBe('host-behind-tunnel')
  })

  it('is to find out first without a probe, and names the reason, not what follows from it', () => {
    expect(planOfRun(noProbe)).toMatchObject({ way: 'find-out-first', steps: ['Start a probe.'] })
  })

  it('is never without a step, even when nothing that matters was looked at', () => {
    expect(planOfRun(runOf([])).steps).toEqual(['Run the check again with all its checks, and with a probe (--probe).'])
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

describe('a line that is known as a home line', () => {
  const tool = { name: 'mailworthy', version: '0.1.0' }
  const send = { matters: { send: 'required' as const }, fault: 'provider' as const }
  const nameless = answered('names.reverse.v4', 'generic', 'fail', send)
  const onList = answered('reputation.policy.v4', 'listed', 'fail', send)
  const planWith = (...findings: readonly ReturnType<typeof answered>[]) =>
    reportOf(runOf([...good.findings, ...findings]), { tool, relay: false, marks }).plan

  it('gets a name first, then off the list, and a relay is named whatever comes of it', () => {
    const { way, why, steps } = planWith(onList, nameless)
    expect(way).toBe('host-and-relay')
    expect(why).toContain('its address has no reverse name that a mail server has, and its address is on a list')
    expect(steps).toEqual(['Mend names.reverse.v4.', 'Mend reputation.policy.v4.', saying(/^Otherwise choose a relay/)])
  })

  it('is one by either alone', () => {
    expect(planWith(nameless).why).not.toContain('list')
    expect(planWith(onList).why).not.toContain('reverse name')
  })

  it('is told what is known of the reverse name with its provider', () => {
    const free = planWith(answered('line.provider', 'known', 'pass', { facts: { asns: [12_322] } }), nameless)
    expect(free.steps[0]).toMatch(/^Get a reverse name \(PTR\) of your own\. Free \(Freebox\): .*\(\S+, \d{4}/)
  })

  it('is none where its owner’s zone is at fault, where it is a warning, or where something else is the reason', () => {
    expect(planWith({ ...nameless, fault: 'zone' }).way).toBe('host-directly')
    expect(planWith({ ...nameless, verdict: 'warn' }).way).toBe('host-directly')
    const reason = answered('line.source.v6', 'temporary', 'warn')
    expect(planWith(reason, { ...nameless, explainedBy: 'line.source.v6' }).steps.join()).not.toContain('reverse')
  })
})

describe('what the router was asked', () => {
  const tool = { name: 'mailworthy', version: '0.1.0' }
  const opened = (port: number, proved = true) => ({ port, opening: 'opened', seen: { proved } })
  /** Nothing is forwarded, and the router was asked to open the ports. */
  const stepsWith = (answer: string, ports: readonly object[], more: Parameters<typeof answered>[3] = {}) => {
    const verdict = answer === 'works' ? 'pass' : 'warn'
    const run = runOf([
      ...good.findings.filter(({ check }) => check !== 'inbound.25.v4'),
      answered('inbound.25.v4', 'not-forwarded', 'unknown', { matters: { receive: 'required' } }),
      answered('router.mapping', answer, verdict, { facts: { v4: { ports }, v6: null }, ...more }),
    ])
    return reportOf(run, { tool, relay: false, marks }).plan.steps
  }

  it('is kept, where it opened port 25 and the probe came in', () => {
    const [first] = stepsWith('works', [opened(25), opened(993), opened(46_025)])
    expect(first).toContain('"mailworthy ports keep"')
    expect(first).toContain('25 and 993.')
  })

  it('is no way in where nobody came, or to another port alone', () => {
    expect(stepsWith('works', [opened(25, false)])).toEqual(['Mend inbound.25.v4.'])
    expect(stepsWith('works', [opened(465)])).toEqual(['Mend inbound.25.v4.'])
  })

  it.each(['conflict', 'forbidden', 'substituted'])('is mended first, where it came to %s', (answer) => {
    expect(stepsWith(answer, [])).toEqual(['Mend router.mapping.', 'Mend inbound.25.v4.'])
  })

  it('is left alone where another finding is the reason', () => {
    const nat = answered('line.nat.v4', 'double', 'warn')
    const run = runOf([
      nat,
      answered('inbound.25.v4', 'not-forwarded', 'unknown', { matters: { receive: 'required' } }),
      answered('router.mapping', 'forbidden', 'warn', { explainedBy: 'line.nat.v4' }),
    ])
    expect(reportOf(run, { tool, relay: false, marks }).plan.steps.join()).not.toContain('router.mapping')
  })

  it('is taken back first, where something was left behind', () => {
    expect(stepsWith('left-behind', [opened(25)])[0]).toBe('Mend router.mapping.')
    expect(stepsWith('left-behind', [opened(25)])[1]).toContain('"mailworthy ports keep"')
  })
})

function saying(pattern: RegExp): unknown {
  return expect.stringMatching(pattern)
}
