import { expect, it } from 'vitest'
import type { History } from '../../../src/report/history/history.ts'
import { hosts } from '../addresses.ts'
import { describeInLab } from '../describe-in-lab.ts'
import { meetProbe } from '../meet-probe.ts'
import { raise } from '../raise.ts'
import { usualCommands } from '../scenario.ts'
import type { WorldSpec } from '../spec.ts'
import { packetLoss } from './packet-loss.ts'
import { historyAtHome, watcher } from './watcher.ts'

const line: WorldSpec = { v6: 'native-open', portMapping: {}, witnesses: 'all' }
const metricsPort = 9464
/** Enough questions for a share of them to say something. */
const watchedMs = 60_000

describeInLab('a line that loses a packet of twenty', () => {
  it('is not interrupted, and how much it loses is told, also to Prometheus', async () => {
    await using world = await raise(line)
    const probe = await meetProbe(world, usualCommands())
    await packetLoss(world, 5).begin()
    const link = probe.link.replace(hosts.probe.v4, 'probe.test')
    const words = ['--interval', '1s', '--no-mail-ports', '--metrics', String(metricsPort), '--probe', link]
    const watching = await watcher(world, 'watch', words)
    await new Promise((resolve) => setTimeout(resolve, watchedMs))

    const page = `fetch('http://127.0.0.1:${metricsPort}/metrics').then((page) => page.text()).then(console.log)`
    const { stdout: metrics } = await world.exec('home', ['node', '-e', page])
    const judged = await world.exec('home', ['promtool', 'check', 'metrics'], { input: metrics })
    expect(judged).toMatchObject({ code: 0, stdout: '', stderr: '' })

    await watching.stop()
    const history = (await historyAtHome(world)) as History
    expect(history.outages).toEqual([])
    const to = (wanted: string) => history.quality.filter((way) => way.to === wanted)
    const all = (ways: typeof history.quality, of: 'asked' | 'lost') => ways.reduce((sum, way) => sum + way[of], 0)
    expect(to('far').map(({ family }) => family)).toEqual(['v4', 'v6'])
    const share = all(to('far'), 'lost') / all(to('far'), 'asked')
    // By lot, of two hundred and more: once in ten thousand times it is more or less than this.
    expect(share).toBeGreaterThan(0.01)
    expect(share).toBeLessThan(0.12)
    expect(all(to('gateway'), 'asked')).toBeGreaterThan(watchedMs / 1_000)
    expect(all(to('gateway'), 'lost')).toBe(0)
    await probe.stop()
  })
})
