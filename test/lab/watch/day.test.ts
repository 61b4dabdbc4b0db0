import { expect, it, vi } from 'vitest'
import type { History, ListedOutage } from '../../../src/report/history/history.ts'
import type { Place as OutagePlace } from '../../../src/history/record.ts'
import { hosts, mailPorts, provider, renumbered } from '../addresses.ts'
import { describeInLab } from '../describe-in-lab.ts'
import { meetProbe } from '../meet-probe.ts'
import { raise } from '../raise.ts'
import { usualCommands } from '../scenario.ts'
import type { WorldSpec } from '../spec.ts'
import { cableOut } from './cable-out.ts'
import { providerSilent } from './provider-silent.ts'
import { byLinkLocal, renumberV4, renumberV6 } from './renumber.ts'
import { routerOff } from './router-off.ts'
import { lasting, type Stretch, type Trouble } from './trouble.ts'
import { historyAtHome, watcher } from './watcher.ts'

/** A line as many have it, with everybody on the internet whom the program knows by name. */
const line: WorldSpec = { v6: 'native-open', portMapping: {}, forwards: mailPorts, serves: 'mail', witnesses: 'all' }
/** How far off begin and end may be: a look is a second from the next. */
const offMs = 1_000
/** When a trouble took effect is itself known only so well: somewhere between two programs that told the time. */
const truthOffMs = 25
/** The last sign of life is written at a look. */
const crashOffMs = 1_500
/** The address that the machine speaks from is seen at every look, and believed at the second. */
const prefixOffMs = 4_000

vi.setConfig({ testTimeout: 300_000 })

interface Happened extends Stretch {
  readonly place: OutagePlace
}

describeInLab('a day of three minutes', () => {
  it('is told as it was: six interruptions, two new addresses, one crash, and nothing else', async () => {
    await using world = await raise(line)
    await byLinkLocal(world)
    const probe = await meetProbe(world, usualCommands())
    // By its name it has both families.
    const words = ['--interval', '1s', '--probe', probe.link.replace(hosts.probe.v4, 'probe.test')]
    const first = await watcher(world, 'watch', words)
    await first.until(({ kind }) => kind === 'address', 20_000)
    await well(10)

    const happened: Happened[] = []
    const trouble = async (place: OutagePlace, what: Trouble, seconds: number, midst?: () => Promise<unknown>) => {
      happened.push({ place, ...(await lasting(what, seconds * 1_000, midst)) })
      await well(11)
    }
    await trouble('provider', providerSilent(world, 'provider'), 8)
    await trouble('beyond', providerSilent(world, 'beyond'), 9)
    const newPrefixAt = await renumberV6(world)
    await well(6)
    await trouble('router', routerOff(world), 10)
    await trouble('home', cableOut(world), 7)
    await trouble('provider', providerSilent(world, 'provider'), 9, () => renumberV4(world))
    // The router forwards what came to its old address, and a server at home is still reached over IPv6.
    expect(await first.until(({ kind }) => kind === 'mail-ports', 60_000)).toMatchObject({
      answers: { 'inbound.25.v4': 'not-forwarded', 'inbound.25.v6': 'open', 'outbound.25.v4': 'open' },
    })
    const crashed = { from: await first.crash(), to: 0 }
    await well(7)
    const second = await watcher(world, 'watch-again', words)
    crashed.to = Date.now()
    await well(8)
    await trouble('provider', providerSilent(world, 'provider'), 5)
    expect(await second.stop()).toMatchObject({ signal: null })

    const history = (await historyAtHome(world)) as History
    for (const family of ['v4', 'v6'] as const) {
      const outages = history.outages.filter((outage) => outage.family === family)
      expect(outages.map(({ place, end }) => `${place} ${end}`)).toEqual(happened.map(({ place }) => `${place} seen`))
      for (const [index, truth] of happened.entries()) nearly(outages[index], truth)
      const known = history.availability[family]
      expect(known?.downMs).toBeCloseTo(sum(outages.filter(({ counts }) => counts).map(({ tookMs }) => tookMs)), -1)
      expect(known?.share).toBeCloseTo(1 - (known?.downMs ?? 0) / (known?.watchedMs ?? 1), 6)
    }
    expect(history.unwatched.map(({ why }) => why)).toEqual(['watcher-killed'])
    const [gone] = history.unwatched
    expect(Math.abs(Date.parse(gone?.from ?? '') - crashed.from)).toBeLessThan(crashOffMs)
    expect(Math.abs(Date.parse(gone?.to ?? '') - crashed.to)).toBeLessThan(crashOffMs)
    const known = (what: string, family: string) =>
      history.addresses
        .filter((each) => each.what === what && each.family === family)
        .map(({ address, afterOutage }) => ({ address, afterOutage }))
    expect(known('public', 'v4')).toEqual([
      { address: provider.customer, afterOutage: false },
      { address: renumbered.v4, afterOutage: true },
    ])
    expect(known('router', 'v4')).toEqual(known('public', 'v4'))
    const prefixes = history.addresses.filter(({ what }) => what === 'prefix')
    expect(prefixes.map(({ afterOutage }) => afterOutage)).toEqual([false, false])
    expect(Math.abs(Date.parse(prefixes[1]?.from ?? '') - newPrefixAt)).toBeLessThan(prefixOffMs)
    await probe.stop()
  })
})

/** What it claims to know holds, and it knows it well enough. */
function nearly(outage: ListedOutage | undefined, truth: Happened): void {
  const ends = [
    { off: Date.parse(outage?.from ?? '') - truth.from, withinMs: outage?.fromWithinMs ?? 0 },
    { off: Date.parse(outage?.to ?? '') - truth.to, withinMs: outage?.toWithinMs ?? 0 },
  ]
  for (const { off, withinMs } of ends)
    expect(Math.abs(off)).toBeLessThanOrEqual(Math.min(withinMs + truthOffMs, offMs))
}

function well(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1_000))
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, each) => all + each, 0)
}
