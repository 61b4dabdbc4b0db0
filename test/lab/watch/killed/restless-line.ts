import { setTimeout as pause } from 'node:timers/promises'
import { provider, renumbered } from '../../addresses.ts'
import type { Draw } from '../../honesty/random-world.ts'
import type { World } from '../../world.ts'
import { cableOut } from '../cable-out.ts'
import { providerSilent } from '../provider-silent.ts'
import { lasting, type Stretch } from '../trouble.ts'
import { whenDone } from '../when-done.ts'

/** A line that is cut and mended, and comes back with another address, over and over. */
export interface RestlessLine {
  /** Mended; resolves to when it was cut, and when what was done to it failed, throws. */
  settled(): Promise<readonly Stretch[]>
}

/** Between two cuts there is time to be seen up, in a cut to be seen down, and often to be killed before either. */
const wellMs = { least: 3_000, more: 5_000 }
const cutMs = { least: 2_000, more: 3_000 }

export function restlessLine(world: World, draw: Draw): RestlessLine {
  const cuts: Stretch[] = []
  const over = new AbortController()
  let [address, other]: readonly [string, string] = [provider.customer, renumbered.v4]

  async function renumber(): Promise<void> {
    const script = `ip addr del ${address}/24 dev wan
ip addr add ${other}/24 dev wan
ip route replace default via ${provider.gateway}`
    await whenDone(world, 'router', script)
    ;[address, other] = [other, address]
  }

  async function goOn(): Promise<void> {
    while (!over.signal.aborted) {
      await pause(wellMs.least + draw(wellMs.more), undefined, over).catch(() => undefined)
      if (over.signal.aborted) return
      const trouble = draw(3) === 0 ? cableOut(world) : providerSilent(world, 'provider')
      const again = draw(2) === 0 ? renumber : undefined
      cuts.push(await lasting(trouble, cutMs.least + draw(cutMs.more), again))
    }
  }

  const going = goOn()
  // Thrown when it is asked for.
  going.catch(() => undefined)
  return {
    async settled() {
      over.abort()
      await going
      return cuts
    },
  }
}
