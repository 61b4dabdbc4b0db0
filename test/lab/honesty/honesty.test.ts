import { expect, it, vi } from 'vitest'
import type { Report } from '../../../src/report/report.ts'
import { describeInLab } from '../describe-in-lab.ts'
import { raise } from '../raise.ts'
import { playScenario } from '../scenario.ts'
import type { WorldSpec } from '../spec.ts'
import { truthOf } from './oracle.ts'
import { drawFrom, randomWorld } from './random-world.ts'

/** `npm run soak:honesty` asks for 200; each is a whole small internet and takes seconds, so a plain test run tries two. */
const rounds = Number(process.env['SOAK_ROUNDS'] ?? 2)
const seed = Number(process.env['SOAK_SEED'] ?? 1)

const draw = drawFrom(seed)
const worlds: readonly (readonly [string, WorldSpec])[] = Array.from({ length: rounds }, () => {
  const spec = randomWorld(draw)
  return [JSON.stringify(spec), spec] as const
})

/** As many as the table of known worlds runs at once. */
vi.setConfig({ maxConcurrency: 3 })

describeInLab(`honesty in worlds at random (SOAK_SEED=${seed} SOAK_ROUNDS=${rounds})`, () => {
  it.concurrent.for(worlds)('%s', async ([, spec], { onTestFailed }) => {
    await using world = await raise(spec, onTestFailed)
    const { report, agent } = await playScenario(world)
    expect(agent.stderr).toBe('')
    const { findings, abilities } = report as Report
    const { answers, ...able } = truthOf(spec)
    const said = Object.fromEntries(
      findings.filter(({ check }) => check in answers).map((finding) => [finding.check, outcomeOf(finding)]),
    )
    expect({ ...said, ...abilities }).toEqual({ ...answers, ...able })
  })
})

function outcomeOf(finding: Report['findings'][number]): string {
  if (finding.kind === 'answered') return finding.answer
  if (finding.kind === 'crashed') return `crashed: ${finding.error}`
  return 'moot' in finding.because ? 'moot' : 'blind'
}
