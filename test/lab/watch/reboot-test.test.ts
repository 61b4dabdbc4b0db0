import { expect, it } from 'vitest'
import type { History } from '../../../src/report/history/history.ts'
import { provider, renumbered } from '../addresses.ts'
import { describeInLab } from '../describe-in-lab.ts'
import { natPmpMapped } from '../natpmpc.ts'
import { raise } from '../raise.ts'
import type { WorldSpec } from '../spec.ts'
import type { World } from '../world.ts'
import { cableOut } from './cable-out.ts'
import { addressStays, type RebootTest, rebootTest } from './reboot-test.ts'
import { renumberV4 } from './renumber.ts'
import { routerOff } from './router-off.ts'
import type { Trouble } from './trouble.ts'
import { historyAtHome } from './watcher.ts'

const line: WorldSpec = { portMapping: {}, witnesses: 'all' }

describeInLab('the guided restart of a router', () => {
  it('tells what became of the address and of what was forwarded, and a check knows it at once', async () => {
    await using world = await raise(line)
    expect(await natPmpMapped(world, 25, 25, 3_600)).toMatchObject({ mapped: { external: 25 } })

    const kept = await through(world, 'kept', routerOff(world))
    expect(await kept.said()).toContain(`The public IPv4 address is the same as before: ${provider.customer}.`)
    expect(await kept.said()).toContain('The router has forgotten what it forwarded: TCP 25 to port 25.')
    expect(await addressStays(world)).toBe('fixed')

    const changed = await through(world, 'changed', routerOff(world), () => renumberV4(world))
    expect(await changed.said()).toContain(
      `The public IPv4 address is another one: ${renumbered.v4}; before it was ${provider.customer}.`,
    )
    expect(await addressStays(world)).toBe('changed-once')

    // What was pulled is a cable, and the router ran on: nothing was tested, and nothing is written down.
    const cable = await through(world, 'cable', cableOut(world))
    expect(await cable.said()).toContain('its own clock has run on')

    const { addresses, outages } = (await historyAtHome(world)) as History
    expect(outages).toEqual([])
    expect(addresses.map(({ what, address, restarts }) => ({ what, address, restarts }))).toEqual([
      { what: 'public', address: provider.customer, restarts: 1 },
      { what: 'public', address: renumbered.v4, restarts: 0 },
    ])
  }, 240_000)
})

/** Does what it is asked to do, when it is asked. */
async function through(
  world: World,
  name: string,
  plug: Trouble,
  midst: () => Promise<unknown> = async () => {},
): Promise<RebootTest> {
  const test = await rebootTest(world, name, '16s')
  await plug.begin()
  await test.says(/It is silent\. Leave it off for 16 seconds/)
  await midst()
  await test.says(/Switch the router .* on now\./)
  await plug.end()
  await test.says(/line\.fixed|nothing is written down/)
  return test
}
