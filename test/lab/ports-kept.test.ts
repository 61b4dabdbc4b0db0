import { expect, it } from 'vitest'
import { home, provider } from './addresses.ts'
import { describeInLab } from './describe-in-lab.ts'
import { portsAtHome } from './ports-at-home.ts'
import { raise } from './raise.ts'
import { restartRouter } from './restart-router.ts'
import { routerRules } from './router-rules.ts'
import type { World } from './world.ts'

const both = [25, 993].map((port) => ({ proto: 'tcp', external: port, to: { address: home.machine, port } }))

describeInLab('mailworthy ports keep', () => {
  it('renews, opens again what the router forgot, and tells of another address', async () => {
    await using world = await raise({ portMapping: {} })
    const ports = await portsAtHome(world)
    // Every pause a tenth: it looks every six seconds. A lease of two minutes is renewed after one, by the clock.
    const kept = await ports.start(
      ['keep', '25', '993', '--lease', '120', '--patience', '0.1', '--json'],
      /"event":"opened","port":993/,
    )
    const told = async (event: string, timeout: number) => {
      await expect.poll(() => kept.log(), { timeout, interval: 500 }).toContain(`"event":"${event}"`)
    }
    await told('renewed', 80_000)

    await restartRouter(world)
    await expect.poll(() => rules(world), { timeout: 15_000, interval: 200 }).toEqual(both)

    await renumber(world)
    await told('address-changed', 15_000)
    const { code, stdout } = await kept.stop()
    const events = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { readonly event: string })
    expect(events.find(({ event }) => event === 'address-changed')).toMatchObject({
      from: provider.customer,
      to: provider.second,
    })
    expect(events.filter(({ event }) => event === 'closed')).toHaveLength(2)
    expect(code).toBe(0)
    expect(await rules(world)).toEqual([])
  })
})

async function rules(world: World) {
  return (await routerRules(world)).mappings
}

/** The provider gives the router another address. */
async function renumber(world: World): Promise<void> {
  const script = `ip -4 addr flush dev wan; ip addr add ${provider.second}/24 dev wan; ip route replace default via ${provider.gateway}`
  const { code, stderr } = await world.exec('router', ['sh', '-ec', script])
  if (code !== 0) throw new Error(`the router was not renumbered: ${stderr}`)
}
