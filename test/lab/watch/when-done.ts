import type { Place } from '../spec.ts'
import type { World } from '../world.ts'

/**
 * Runs a script in a place and says when it took effect, ms since 1970: the middle between the clock just before and just after,
 * read within the place, so that neither the way there nor a busy machine counts.
 */
export async function whenDone(world: World, place: Place, script: string): Promise<number> {
  const timed = `date +%s%3N\n${script}\ndate +%s%3N`
  const { code, stdout, stderr } = await world.exec(place, ['sh', '-es'], { input: timed })
  if (code !== 0) throw new Error(`could not be done in ${place} (${code}): ${stderr}\n${script}`)
  const clocks = stdout.trim().split('\n').map(Number)
  return ((clocks.at(0) ?? Number.NaN) + (clocks.at(-1) ?? Number.NaN)) / 2
}
