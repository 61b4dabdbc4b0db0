import type { Quality } from '../../history/record.ts'
import type { Questions } from './questions.ts'
import { type WaySamples, waySamples } from './way-samples.ts'

/** How well the line does, hour by hour. */
export interface Hourly {
  /** One look, and the questions of it and of earlier ones that are known by now to have been asked while the line was up. */
  add(questions: readonly Questions[]): void
  /** The summary, once it is time. */
  due(atMs: number, wall: (steadyMs: number) => string): readonly Quality[]
  /** The summary so far, as of then, and a new one from there on. */
  flush(toMs: number, nextFromMs: number, wall: (steadyMs: number) => string): readonly Quality[]
}

const hourMs = 60 * 60_000

export function hourly(): Hourly {
  let fromMs = 0
  let looks = 0
  let ways = new Map<string, WaySamples>()

  const flush: Hourly['flush'] = (toMs, nextFromMs, wall) => {
    const done = { from: wall(fromMs), looks, ways: [...ways.values()].map((way) => way.summary()) }
    fromMs = nextFromMs
    looks = 0
    ways = new Map()
    return done.looks === 0 ? [] : [{ kind: 'quality', at: wall(toMs), ...done }]
  }

  return {
    add(questions) {
      looks += 1
      for (const one of questions) {
        const { witness } = one
        // Never seen to answer, or known to be silent: that says something of the witness and nothing of the line.
        if (!witness.answered || witness.mute) continue
        const key = `${witness.of} ${witness.family}`
        let way = ways.get(key)
        if (!way) ways.set(key, (way = waySamples(witness.of, witness.family)))
        way.add(one)
      }
    },
    due: (atMs, wall) => (atMs - fromMs < hourMs ? [] : flush(atMs, atMs, wall)),
    flush,
  }
}
