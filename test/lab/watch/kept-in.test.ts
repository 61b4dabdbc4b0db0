import { expect, it, vi } from 'vitest'
import type { WatchRecord } from '../../../src/history/record.ts'
import { hosts } from '../addresses.ts'
import { describeInLab } from '../describe-in-lab.ts'
import { meetProbe } from '../meet-probe.ts'
import { raise } from '../raise.ts'
import { usualCommands } from '../scenario.ts'
import type { WorldSpec } from '../spec.ts'
import { keptIn } from './kept-in.ts'
import { byLinkLocal } from './renumber.ts'
import { lasting } from './trouble.ts'
import { watcher } from './watcher.ts'

const line: WorldSpec = { v6: 'native-open', portMapping: {}, witnesses: 'all' }
const lastsMs = 7_000

vi.setConfig({ testTimeout: 120_000 })

describeInLab('IPv6 that a firewall keeps in', () => {
  it('is kept in by this machine where the kernel says so, and else by somebody outside', async () => {
    await using world = await raise(line)
    await byLinkLocal(world)
    const probe = await meetProbe(world, usualCommands())
    // By its name it has both families.
    const words = ['--interval', '1s', '--no-mail-ports', '--probe', probe.link.replace(hosts.probe.v4, 'probe.test')]
    const watching = await watcher(world, 'watch', words)
    await watching.until((record) => record.kind === 'address' && record.family === 'v6', 20_000)
    await well(8)
    for (const verdict of ['drop', 'reject with icmpx admin-prohibited']) {
      await lasting(keptIn(world, 'machine', verdict), lastsMs)
      await well(6)
    }
    await lasting(keptIn(world, 'router', 'reject with icmpx admin-prohibited'), lastsMs)
    await well(6)
    await watching.stop()

    const told = (await watching.records()).flatMap(placeIn)
    expect(told).toEqual(['v6 machine', 'v6 machine', 'v6 provider'])
    await probe.stop()
  })
})

function placeIn(record: WatchRecord): readonly string[] {
  return record.kind === 'outage-ended' ? [`${record.family} ${record.place}`] : []
}

function well(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1_000))
}
