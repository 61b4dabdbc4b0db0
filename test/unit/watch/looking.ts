import { lookAtLine } from '../../../src/watch/look-at-line.ts'
import type { Look, NextLook } from '../../../src/watch/look.ts'
import type { WatchedWorld } from './watched-world.ts'

const farEveryMs = 300_000

/** A looker that has begun, and looks when it is told to. */
export async function looking(world: WatchedWorld, { intervalMs = 30_000 } = {}) {
  const { line, asked, clock, questions } = world
  const looker = lookAtLine({ line, asked, intervalMs, farEveryMs })
  const key = await looker.begin()
  questions.length = 0
  const look = async (whom: NextLook['whom'], afterMs = 1_000): Promise<Look & { asked: readonly string[] }> => {
    clock.advance(afterMs)
    const from = questions.length
    const seen = await looker.look(whom)
    // What it does beside the looks.
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve))
    return { ...seen, asked: questions.slice(from) }
  }
  return { key, look }
}
