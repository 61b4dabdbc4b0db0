import { expect, it } from 'vitest'
import type { Report } from '../../src/report/report.ts'
import { describeInLab } from './describe-in-lab.ts'
import { raise } from './raise.ts'
import { playScenario, usualCommands } from './scenario.ts'
import { outbound25Dropped } from './worlds/outbound-25-dropped.ts'

describeInLab('a Ctrl-C in the middle of a run', () => {
  it.each(['INT', 'TERM'])('gives the findings so far and leaves nothing listening (%s)', async (signal) => {
    await using world = await raise(outbound25Dropped.spec)
    const { agent } = usualCommands()
    // The silence of port 25 lasts four seconds: the mail ports are open at home, and outbound.25 is not known yet.
    const interrupting = (link: string) => ['timeout', '--preserve-status', '-s', signal, '2', ...agent(link)]
    const result = await playScenario(world, { ...usualCommands(), agent: interrupting })
    expect(result.agent.code).toBe(130)
    const { interrupted, findings } = result.report as Report
    expect(interrupted).toBe(true)
    const answered = new Set(findings.filter(({ kind }) => kind === 'answered').map(({ check }) => check))
    expect(answered).toContain('line.gateway')
    expect(findings.find(({ check }) => check === 'outbound.25.v4')).toMatchObject({
      kind: 'skipped',
      because: { blind: 'the run was interrupted' },
    })
    expect(await world.sockets('home')).toEqual([])
  })
})
