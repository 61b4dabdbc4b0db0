import { expect, it } from 'vitest'
import type { IdleLook } from '../../../src/watch/idle/look-at-idle.ts'
import { hosts } from '../addresses.ts'
import { describeInLab } from '../describe-in-lab.ts'
import { meetProbe } from '../meet-probe.ts'
import { bundles } from '../programs.ts'
import { raise } from '../raise.ts'
import { usualCommands } from '../scenario.ts'
import type { World } from '../world.ts'

/** Seconds. */
const silences = [1, 3]
const forgottenAfter = 2

describeInLab('a connection on which nobody says a word', () => {
  it('is kept by a router that keeps it, and lost where the router forgets it, in both families', async () => {
    await using world = await raise({ v6: 'native-firewalled' })
    const probe = await meetProbe(world, usualCommands())
    const link = probe.link.replace(hosts.probe.v4, 'probe.test')
    const found = (bounds: object) => [
      { kind: 'found', found: { family: 'v4', ...bounds } },
      { kind: 'found', found: { family: 'v6', ...bounds } },
    ]

    expect(await held(world, link)).toEqual(found({ keptMs: 3_000 }))

    await forget(world)
    expect(await held(world, link)).toEqual(found({ keptMs: 1_000, lostMs: 3_000 }))
    await probe.stop()
  })
})

async function held(world: World, link: string): Promise<readonly IdleLook[]> {
  const program = bundles()['hold-silent']
  const over = async (family: string) => {
    const argv = ['node', program, link, family, ...silences.map(String)]
    const { code, stdout, stderr } = await world.exec('home', argv)
    if (code !== 0) throw new Error(stderr)
    return JSON.parse(stdout) as IdleLook
  }
  return Promise.all([over('v4'), over('v6')])
}

/** From now on the router forgets a connection on which nothing was said for so long; RFC 5382 REQ-5 wants two hours. */
async function forget(world: World): Promise<void> {
  const setting = '/proc/sys/net/netfilter/nf_conntrack_tcp_timeout_established'
  const { code, stderr } = await world.exec('router', ['sh', '-ec', `echo ${forgottenAfter} > ${setting}`])
  if (code !== 0) throw new Error(stderr)
}
