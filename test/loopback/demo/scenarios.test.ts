import { setMaxListeners } from 'node:events'
import { networkInterfaces } from 'node:os'
import { beforeAll, describe, expect, it } from 'vitest'
import { checks } from '../../../src/checks/index.ts'
import { abilitiesOf, exitCodes, verdictOf } from '../../../src/core/ability.ts'
import type { Finding } from '../../../src/core/finding.ts'
import type { Run } from '../../../src/core/run.ts'
import { runDemo, scenarios } from '../../../src/demo/index.ts'

/** Enough at once that the waits overlap, few enough that handshakes do not starve each other. */
const atOnce = 3
/** Two rounds of silence of 2 s each, for every scenario, on a machine that is busy with other things. */
const allMs = 120_000

const exits = { ready: 0, 'ready-with-reservations': 0, 'not-ready': 1, undetermined: 2 } as const

/** Containers often have no IPv6, not even to themselves. */
const hasV6 = Object.values(networkInterfaces()).some((some) => some?.some(({ address }) => address === '::1'))
const playable = scenarios.filter(({ line }) => line.v6 === undefined || hasV6)

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

  it.for(scenarios)('$name: $title', ({ name, line, answers, abilities, verdict }, { skip }) => {
    skip(line.v6 !== undefined && !hasV6, 'there is no ::1 here')
    const run = runs.get(name)
    const findings = run?.findings ?? []
    expect(Object.fromEntries(findings.map((finding) => [finding.check, told(finding)]))).toEqual(answers)
    expect(run?.looks.filter((look) => 'error' in look)).toEqual([])
    const judged = abilitiesOf(findings)
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

  it('show one problem once', () => {
    const explained = (name: string) =>
      Object.fromEntries(
        (runs.get(name)?.findings ?? []).flatMap((finding) =>
          finding.kind === 'answered' && finding.explainedBy !== undefined
            ? [[finding.check, finding.explainedBy]]
            : [],
        ),
      )
    expect(explained('good')).toEqual({})
    expect(explained('blocked-25')).toEqual({})
    expect(explained('cgnat')).toEqual({ 'inbound.25.v4': 'line.nat.v4', 'inbound.blocker.v4': 'line.nat.v4' })
    expect(explained('nothing-forwarded')).toEqual({ 'inbound.blocker.v4': 'inbound.25.v4' })
    expect(explained('no-probe')).toEqual({ 'inbound.25.v4': 'vantage.probe', 'inbound.blocker.v4': 'vantage.probe' })
  })
})

function told(finding: Finding): string {
  if (finding.kind === 'answered') return finding.answer
  if (finding.kind === 'crashed') return `crashed: ${finding.error}`
  return 'moot' in finding.because ? 'moot' : 'blind'
}
