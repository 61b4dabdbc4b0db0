import { expect, it } from 'vitest'
import { hosts, provider } from './addresses.ts'
import { describeInLab } from './describe-in-lab.ts'
import { raise } from './raise.ts'
import { playScenario, usualCommands } from './scenario.ts'
import { cgnat } from './worlds/cgnat.ts'
import { goodStaticForwards } from './worlds/good-static-forwards.ts'

/** Stand-ins in a few lines: the probe says who called, the agent prints what it heard. */
const probe = `require('node:http')
  .createServer((asked, answer) => answer.end(JSON.stringify({ from: asked.socket.remoteAddress })))
  .listen(8025, '${hosts.probe.v4}', () => console.log('mailworthy check --probe http://${hosts.probe.v4}:8025/#pin'))`
const agent = `fetch(process.argv[1]).then((answer) => answer.text()).then((text) => console.log(text))`

const standIns = {
  probe: ['node', '-e', probe],
  paste: /--probe (http:\S+)/,
  agent: (link: string) => ['node', '-e', agent, link],
}

describeInLab('a scenario', () => {
  it.each([
    [goodStaticForwards, provider.customer],
    [cgnat, provider.shared],
  ])('brings the agent at home and the probe together in $name', async ({ spec }, seen) => {
    await using world = await raise(spec)
    const result = await playScenario(world, standIns)
    expect(result.link).toBe(`http://${hosts.probe.v4}:8025/#pin`)
    expect(result.report).toEqual({ from: seen })
    expect(result.agent.code).toBe(0)
    expect(result.probe.signal).toBe('SIGTERM')
    expect(await world.sockets('probe')).toEqual([])
  })

  it('hands over what cannot be read as it came', async () => {
    await using world = await raise(goodStaticForwards.spec)
    const result = await playScenario(world, { ...standIns, agent: () => ['sh', '-c', 'echo no json; exit 70'] })
    expect(result).toMatchObject({ report: undefined, agent: { code: 70, stdout: 'no json\n' } })
  })

  it('gives the programs nothing but addresses of the lab', () => {
    const { probe: started, agent: run } = usualCommands({ agent: ['--only', 'line.*'] })
    expect(started.join(' ')).toContain(`--listen ${hosts.probe.v4}`)
    expect(run('https://there#pin')).toContain('line.*')
  })
})
