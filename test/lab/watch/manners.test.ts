import { expect, it } from 'vitest'
import { home, hosts, provider } from '../addresses.ts'
import { describeInLab } from '../describe-in-lab.ts'
import { meetProbe } from '../meet-probe.ts'
import { raise } from '../raise.ts'
import { usualCommands } from '../scenario.ts'
import type { WorldSpec } from '../spec.ts'
import { packets } from './packets.ts'
import { providerSilent } from './provider-silent.ts'
import { lasting } from './trouble.ts'
import { watcher } from './watcher.ts'

const line: WorldSpec = { v6: 'native-open', portMapping: {}, witnesses: 'all' }
/** All but our own router, our provider's and our own probe, by TCP and by UDP. */
const own = [home.network, home.networkV6, provider.gateway, provider.gatewayV6, hosts.probe.v4, hosts.probe.v6]
const strangers = `(udp or tcp) and not multicast and not (${own.map((each) => `dst net ${each}`).join(' or ')})`
/** Long enough to find out where it is, and to look up the names of an address. */
const beginsMs = 15_000
/** For so long after an interruption everybody may be asked: does it hold, and is the address the same? */
const afterMs = 12_000
const wellMs = 15_000

describeInLab('a watcher and strangers', () => {
  it('leaves them alone while its own probe answers, and asks them when it does not', async () => {
    await using world = await raise(line)
    const probe = await meetProbe(world, usualCommands())
    const link = probe.link.replace(hosts.probe.v4, 'probe.test')
    const sent = await packets(world, 'to-strangers', strangers)
    const asked = await packets(world, 'to-the-probe', `dst host ${hosts.probe.v4} or dst host ${hosts.probe.v6}`)
    const began = Date.now()
    const watching = await watcher(world, 'watch', ['--interval', '1s', '--no-mail-ports', '--probe', link])
    const calm = { from: began + beginsMs, to: began + beginsMs + wellMs }
    await until(calm.to)
    const trouble = await lasting(providerSilent(world, 'provider'), 6_000)
    await until(trouble.to + afterMs + wellMs)
    await watching.stop()
    const times = (await sent()).map(({ at }) => at)
    const between = (from: number, to: number) => times.filter((at) => at >= from && at < to).length
    expect(between(began, calm.from)).toBeGreaterThan(0)
    expect(between(calm.from, calm.to)).toBe(0)
    expect(between(trouble.from, trouble.to)).toBeGreaterThan(0)
    expect(between(trouble.to + afterMs, trouble.to + afterMs + wellMs)).toBe(0)
    const looks = (await asked()).filter(({ at }) => at >= calm.from && at < calm.to)
    expect(looks.length).toBeGreaterThan(wellMs / 1_000)
    await probe.stop()
  })
})

async function until(at: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, at - Date.now())))
}
