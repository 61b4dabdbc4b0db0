import { setMaxListeners } from 'node:events'
import { networkInterfaces } from 'node:os'
import { beforeAll, describe, expect, it } from 'vitest'
import { checks } from '../../../src/checks/index.ts'
import { abilitiesOf, exitCodes, verdictOf } from '../../../src/core/ability.ts'
import { type Answered, type Finding, weightOf } from '../../../src/core/finding.ts'
import type { Run } from '../../../src/core/run.ts'
import { home, hosts, provider, transit, volunteerAddress } from '../../../src/demo/addresses.ts'
import { volunteers } from '../../../src/demo/globalping/volunteers.ts'
import { runDemo, scenarios } from '../../../src/demo/index.ts'
import { jsonOf } from '../../../src/report/json.ts'
import { marksOf } from '../../../src/report/marks-of.ts'
import { redact } from '../../../src/report/redact.ts'
import { type Report, reportOf } from '../../../src/report/report.ts'
import { textOf } from '../../../src/report/text.ts'
import { undocumented } from '../../unit/report/schema.ts'

/** Enough at once that the waits overlap, few enough that handshakes do not starve each other. */
const atOnce = 4
/** Two rounds of silence of 2 s each, for every scenario, on a machine that is busy with other things. */
const allMs = 240_000

const exits = { ready: 0, 'ready-with-reservations': 0, 'not-ready': 1, undetermined: 2 } as const

/** Containers often have no IPv6, not even to themselves. */
const hasV6 = Object.values(networkInterfaces()).some((some) => some?.some(({ address }) => address === '::1'))
const playable = scenarios.filter(({ line }) => line.v6 === undefined || hasV6)

const marks = marksOf(checks)

/** Who is who in the demo: what a redacted report must not tell. */
const identities: readonly string[] = [
  ...Object.values(hosts).flatMap((host) => Object.values(host)),
  provider,
  transit,
  home,
  volunteers.map((_, at) => volunteerAddress(at)),
  volunteers.map(({ network }) => network),
]
  .flatMap((each): string[] => (typeof each === 'string' ? [each] : Object.values(each)))
  .concat(['home.test', 'filter.test', 'eth0', 'ppp0', 'tun0'])

describe('the scenarios of the demo', () => {
  const runs = new Map<string, Run>()

  beforeAll(async () => {
    const waiting = [...playable]
    const never = new AbortController()
    // Every look and check of a run waits for it.
    setMaxListeners(0, never.signal)
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
          runs.set(next.name, await runDemo(next.name, { signal: never.signal }))
      }),
    )
  }, allMs)

  const runOf = (name: string): Run => {
    const run = runs.get(name)
    if (run === undefined) throw new Error(`${name} was not played`)
    return run
  }
  const reportFor = ({ name, line }: (typeof scenarios)[number]): Report =>
    reportOf(runOf(name), {
      tool: { name: 'mailworthy', version: '0.1.0' },
      relay: line.relay !== undefined,
      marks,
    })

  it.for(scenarios)('$name: $title', ({ name, line, answers, abilities, verdict }, { skip }) => {
    skip(line.v6 !== undefined && !hasV6, 'there is no ::1 here')
    const run = runOf(name)
    expect(Object.fromEntries(run.findings.map((finding) => [finding.check, told(finding)]))).toEqual(answers)
    expect(run.looks.filter((look) => 'error' in look)).toEqual([])
    const judged = abilitiesOf(run.findings, { relay: line.relay !== undefined })
    expect(judged).toEqual(abilities)
    expect(verdictOf(judged)).toBe(verdict)
    expect(exitCodes[verdictOf(judged)]).toBe(exits[verdict])
    expect(run).toMatchObject({ interrupted: false, scope: 'all' })
  })

  it('have names and titles of their own', () => {
    expect(new Set(scenarios.map(({ name }) => name)).size).toBe(scenarios.length)
    expect(new Set(scenarios.map(({ title }) => title)).size).toBe(scenarios.length)
    for (const { name, title } of scenarios) {
      expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
      expect(title).toMatch(/^[A-Z].*\.$/)
    }
  })

  it('speak of every check', () => {
    for (const { answers } of scenarios) expect(Object.keys(answers).sort()).toEqual(checks.map(({ id }) => id).sort())
  })

  it.for(playable)('$name is told in a report that keeps to the schema', (scenario) => {
    expect(undocumented(JSON.parse(jsonOf(reportFor(scenario))))).toEqual([])
  })

  it.for(playable)('$name can be posted in a forum', (scenario) => {
    const redacted = redact(reportFor(scenario), marks)
    const texts = [
      jsonOf(redacted),
      textOf(redacted, {
        width: 80,
        colour: false,
        verbose: true,
        titles: new Map(),
      }),
    ]
    for (const text of texts) expect(identities.filter((identity) => text.includes(identity))).toEqual([])
    expect(undocumented(JSON.parse(jsonOf(redacted)))).toEqual([])
  })

  it.for(playable)('$name explains what is not well by what is not well', ({ name }) => {
    const { findings } = runOf(name)
    for (const finding of answered(findings)) {
      if (finding.explainedBy === undefined) continue
      const reason = findings.find(({ check }) => check === finding.explainedBy)
      const pair = `${finding.check} (${finding.answer}) because of ${finding.explainedBy}`
      expect(reason, pair).toBeDefined()
      expect(finding.verdict, pair).not.toBe('pass')
      if (reason === undefined) continue
      expect(weightOf(reason), pair).not.toMatch(/pass|moot/)
      // Else nothing would be told to be in the way of a line that is not ready.
      if (finding.verdict === 'fail') expect(weightOf(reason), pair).toBe('fail')
    }
  })

  it.each([
    ['good', []],
    ['blocked-25', ['outbound.25.v4']],
    ['blocked-mail', ['outbound.25.v4']],
    ['tls-taken', ['outbound.465.v4', 'outbound.993.v4']],
    ['cgnat', ['line.nat.v4']],
    ['nothing-forwarded', ['inbound.25.v4']],
    ['one-port-forwarded', ['inbound.25.v4']],
    ['provider-blocks-25-in', ['inbound.blocker.v4']],
    ['provider-low-ports', ['inbound.blocker.v4']],
    ['own-firewall', ['inbound.blocker.v4']],
    ['server-for-itself', ['inbound.blocker.v4']],
    ['low-ports', ['inbound.25.v4']],
    ['other-machine', ['inbound.25.v4']],
    ['reply-lost', ['inbound.25.v4']],
    ['altered-in', ['inbound.25.v4']],
    ['address-changed', ['inbound.25.v4']],
    ['no-probe', ['vantage.probe']],
    ['probe-gone', ['vantage.probe']],
    ['probe-egress-blocked', ['vantage.probe']],
    ['probe-dies-midway', ['inbound.25.v4']],
    ['line-down', ['line.permanent']],
    ['router-opens-ports', ['inbound.blocker.v4']],
    ['router-not-asked', ['inbound.25.v4']],
    ['provider-blocks-25-mapped', ['inbound.465.v4', 'inbound.blocker.v4']],
    ['provider-blocks-low-ports-mapped', ['inbound.blocker.v4']],
    ['router-forwards-nothing', ['inbound.25.v4']],
    ['router-keeps-it', ['inbound.blocker.v4', 'router.mapping']],
    ['router-without-public-address', ['line.nat.v4']],
    ['hairpin-fails', ['router.hairpin']],
    ['globalping-open', ['vantage.probe']],
    ['globalping-closed', ['vantage.probe', 'inbound.25.v4']],
    ['globalping-listed', ['vantage.probe', 'inbound.25.v4']],
    ['name-servers', ['vantage.probe']],
    ['name-servers-hijacked', ['line.resolver', 'vantage.probe']],
    ['provider-known', ['outbound.25.v4']],
    ['shared-ports', ['line.nat.v4']],
    ['domain', []],
    ['domain-badly-signed', ['names.dnssec']],
    ['resolver-rewrites', ['line.resolver']],
    ['resolver-intercepts', ['line.resolver']],
    ['resolver-fails', ['line.resolver']],
    ['lists-refuse', ['reputation.policy.v4']],
    ['turned-away', ['reputation.receivers']],
  ])('shows one problem once: %s', (name, problems) => {
    const always = answered(runOf('good').findings).filter(({ verdict }) => verdict !== 'pass')
    const shown = answered(runOf(name).findings)
      .filter(({ verdict, explainedBy }) => verdict !== 'pass' && explainedBy === undefined)
      .filter(({ check, answer }) => !always.some((each) => each.check === check && each.answer === answer))
    expect(shown.map(({ check }) => check)).toEqual(problems)
  })

  it('tell whose fault it is only where nobody else is left', () => {
    const faultOf = (name: string, check: string) =>
      answered(runOf(name).findings).find((finding) => finding.check === check)?.fault
    expect(faultOf('own-firewall', 'inbound.25.v4')).toBe('machine')
    expect(faultOf('server-for-itself', 'inbound.25.v4')).toBe('machine')
    expect(faultOf('provider-blocks-25-in', 'inbound.25.v4')).toBe('provider')
    expect(faultOf('one-port-forwarded', 'inbound.25.v4')).toBe('undetermined')
    expect(faultOf('provider-blocks-25-mapped', 'inbound.25.v4')).toBe('provider')
    expect(faultOf('provider-blocks-low-ports-mapped', 'inbound.25.v4')).toBe('provider')
    expect(faultOf('router-forwards-nothing', 'inbound.25.v4')).toBe('undetermined')
    expect(faultOf('router-opens-ports', 'inbound.blocker.v4')).toBe('router')
    expect(faultOf('blocked-25', 'outbound.25.v4')).toBe('undetermined')
    expect(faultOf('relay-silent', 'outbound.relay')).toBe('server')
  })
})

function answered(findings: readonly Finding[]): readonly Answered[] {
  return findings.filter((finding) => finding.kind === 'answered')
}

function told(finding: Finding): string {
  if (finding.kind === 'answered') return finding.answer
  if (finding.kind === 'crashed') return `crashed: ${finding.error}`
  return 'moot' in finding.because ? 'moot' : 'blind'
}
