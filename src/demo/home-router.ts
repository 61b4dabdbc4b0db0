import type { Family } from '../core/line.ts'
import { home, provider } from './addresses.ts'
import type { Fake } from './fake.ts'
import { type FakeRouter, fakeRouter } from './fake-router/fake-router.ts'
import type { LineSpec } from './scenario.ts'

/** The router of a scripted line in its place: between the machine and the address that others see (`publicAddress`). */
export async function homeRouter(
  { router: spec = {}, uplink, v6 }: LineSpec,
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
  // Where the machine has the public address itself, or is connected to nothing, nobody is at the router's.
  return uplink === 'direct' || uplink === 'none' ? { ...router, ways: {} } : router
}
