import type { Family } from '../core/line.ts'
import { home, ports, provider } from './addresses.ts'
import type { Fake } from './fake.ts'
import { type FakeRouter, fakeRouter } from './fake-router/fake-router.ts'
import { fakePage } from './fake-page.ts'
import type { LineSpec } from './scenario.ts'

/** The router of a scripted line in its place: between the machine and the address that others see (`publicAddress`). */
export async function homeRouter(
  { router: spec = {}, uplink, v6, ownPorts }: LineSpec,
  families: readonly Family[],
  publicAddress: string,
  keep: <F extends Fake>(fake: F) => F,
): Promise<FakeRouter> {
  const { wan = uplink === 'carrier' ? 'private' : 'public' } = spec
  const told = { public: publicAddress, private: provider.inner, untold: undefined, none: undefined } as const
  const router = await fakeRouter({
    spec,
    families,
    wan: told[wan],
    firewalled: v6 === 'firewalled',
    machine: { v4: [home.machine], v6: [home.machineV6, home.lastingV6] },
    keep,
  })
  const box = ownPorts && keep(await fakePage('v4', bboxPage(publicAddress, ownPorts)))
  const ways = { ...router.ways, ...(box !== undefined && { [`${home.router}:${ports.web}`]: box.at }) }
  // Where the machine has the public address itself, or is connected to nothing, nobody is at the router's.
  return uplink === 'direct' || uplink === 'none' ? { ...router, ways: {} } : { ...router, ways }
}

/** What a Bbox says of its own IPv4 to whoever asks (`/api/v1/wan/ip`). */
function bboxPage(address: string, { from, to }: NonNullable<LineSpec['ownPorts']>): string {
  return JSON.stringify([
    { wan: { ip: { address, state: 'Up', portrange: `${from}:${to}`, maptenable: 1, cgnatenable: 0 } } },
  ])
}
