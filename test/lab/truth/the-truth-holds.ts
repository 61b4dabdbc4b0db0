import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, it, vi } from 'vitest'
import type { Report } from '../../../src/report/report.ts'
import { classicSight, contradictions } from '../classic-sight.ts'
import { describeInLab } from '../describe-in-lab.ts'
import { usersRefusal } from '../gate.ts'
import { needsUsers } from '../inbound-spec.ts'
import { raise } from '../raise.ts'
import { routerRules } from '../router-rules.ts'
import { playScenario, usualCommands } from '../scenario.ts'
import type { World } from '../world.ts'
import { type Subject, worldsAbout } from '../worlds/index.ts'
import type { KnownWorld } from '../worlds/known-world.ts'
import { usuallyUnknown } from '../worlds/usually-unknown.ts'

const validates = new Ajv2020({ strict: false }).compile(
  JSON.parse(readFileSync('src/report/report.schema.json', 'utf8')) as object,
)

/**
 * Every processor is busy while the worlds stand, and now and then one starves: a deadline that the machine has missed and not the
 * line is no finding. What is wrong is wrong again, and vitest says which world was tried twice.
 */
const again = 1

/** `2/3`: of every three worlds the second one, for whoever has not the time for all. */
const [, part = '1', of = '1'] = /^([1-9]\d?)\/([1-9]\d?)$/.exec(process.env['MAILWORTHY_WORLDS'] ?? '') ?? []

function isPlayed(_world: KnownWorld, at: number): boolean {
  return at % Number(of) === (Number(part) - 1) % Number(of)
}

/** In each world about that, mailworthy says what is so, no more and no less, and leaves everything as it was. */
export function theTruthHolds(about: Subject): void {
  /** A run waits most of its time; more worlds at once would wait for the machine instead, into the program's deadlines. */
  vi.setConfig({ maxConcurrency: 2 })
  describeInLab(`the truth about ${about}`, () => {
    it.concurrent.for<KnownWorld>(worldsAbout[about].filter(isPlayed))(
      '$name',
      { retry: again },
      async (known, { onTestFailed, skip }) => {
        const refusal = needsUsers(known.spec) ? usersRefusal() : undefined
        skip(refusal !== undefined, refusal)
        await using world = await raise(known.spec, onTestFailed)
        const servers = await world.sockets('home')
        const rules = await rulesOf(world)
        let against: readonly string[] = []
        let left: readonly unknown[] = []
        const witnesses = known.spec.witnesses === undefined ? 'given' : 'built-in'
        const commands = usualCommands({ agent: known.flags ?? [], witnesses })
        const { report, agent } = await playScenario(world, commands, async (said, link) => {
          left = await world.sockets('home')
          if (said === undefined) return
          against = contradictions(said as Report, await classicSight(world), link.split('#')[1] ?? '')
        })
        // A probe at home listens until it is stopped, which it is by now.
        if (known.spec.probe === 'on-this-machine') left = await world.sockets('home')
        // Whoever has strangers called is told what they learn.
        expect(agent.stderr).toMatch(known.flags?.includes('--globalping') ? /^Globalping \(/ : /^$/)
        expect(validates(report), JSON.stringify(validates.errors)).toBe(true)
        expect(told(report as Report, agent.code)).toEqual(expected(known))
        if (known.withinMs !== undefined) expect((report as Report).tookMs).toBeLessThan(known.withinMs)
        expect(against, 'what the classic tools see').toEqual([])
        const changed = differences(rules, await rulesOf(world))
        expect(changed.length > 0, `what the router leads where: ${changed.join(', ')}`).toBe(
          known.answers['router.mapping'] === 'left-behind',
        )
        expect(servers, 'still listening').toEqual(expect.arrayContaining([...left]))
      },
    )
  })
}

/** Every port that the router leads to a machine, and every hole in its firewall, whoever asked for it. */
async function rulesOf(world: World): Promise<readonly string[]> {
  if (world.spec.v4 === 'direct') return []
  const { mappings, pinholes } = await routerRules(world)
  return [...mappings, ...pinholes].map((each) => JSON.stringify(each))
}

function differences(before: readonly string[], after: readonly string[]): readonly string[] {
  return [...before.filter((rule) => !after.includes(rule)), ...after.filter((rule) => !before.includes(rule))]
}

function told(report: Report, exit: number | null) {
  const findings = report.findings
  return {
    answers: Object.fromEntries(findings.map((finding) => [finding.check, outcomeOf(finding)])),
    unknowns: findings
      .filter((finding) => finding.kind === 'answered' && finding.verdict === 'unknown')
      .map(({ check }) => check)
      .toSorted(),
    explained: Object.fromEntries(
      findings.flatMap((finding) =>
        finding.kind === 'answered' && finding.explainedBy !== undefined ? [[finding.check, finding.explainedBy]] : [],
      ),
    ),
    abilities: report.abilities,
    verdict: report.verdict,
    way: report.plan.way,
    exit,
  }
}

function expected({ answers, unknowns, explained, abilities, verdict, way, exit }: KnownWorld) {
  const usual = usuallyUnknown(answers)
  return {
    answers,
    unknowns: Object.keys({ ...usual.unknowns, ...unknowns }).toSorted(),
    explained: { ...usual.explained, ...explained },
    abilities,
    verdict,
    way,
    exit,
  }
}

function outcomeOf(finding: Report['findings'][number]): string {
  if (finding.kind === 'answered') return finding.answer
  if (finding.kind === 'crashed') return `crashed: ${finding.error}`
  return 'moot' in finding.because ? 'moot' : 'blind'
}
