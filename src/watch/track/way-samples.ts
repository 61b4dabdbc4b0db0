import type { WayQuality } from '../../history/record.ts'
import type { Questions } from './questions.ts'
import type { Witness } from './witnesses.ts'

/** What is remembered of one way until the hour is over. */
export interface WaySamples {
  add(questions: Questions): void
  summary(): WayQuality
}

/** An hour of looks every second; beyond that every second answer is kept, then every fourth: the shape stays the same. */
const mostSamples = 4096

export function waySamples(to: WayQuality['to'], family: WayQuality['family']): WaySamples {
  let asked = 0
  let lost = 0
  let samples: number[] = []
  let answers = 0
  let keepEach = 1
  let steps = { count: 0, sumMs: 0 }
  /** Of each witness, for a step from one witness to another is no jitter. */
  const lastMs = new Map<Witness, number>()

  const keep = (rttMs: number) => {
    if (answers % keepEach === 0) samples.push(rttMs)
    answers += 1
    if (samples.length < mostSamples) return
    samples = samples.filter((_, index) => index % 2 === 0)
    keepEach *= 2
  }

  return {
    add({ witness, answeredMs, lostMs, rttsMs }) {
      asked += answeredMs.length + lostMs.length
      lost += lostMs.length
      for (const rttMs of rttsMs) {
        const before = lastMs.get(witness)
        if (before !== undefined) steps = { count: steps.count + 1, sumMs: steps.sumMs + Math.abs(rttMs - before) }
        lastMs.set(witness, rttMs)
        keep(rttMs)
      }
    },
    summary() {
      const sorted = samples.toSorted((a, b) => a - b)
      const medianMs = sorted[Math.floor((sorted.length - 1) / 2)]
      const p95Ms = sorted[Math.ceil(0.95 * sorted.length) - 1]
      return {
        to,
        family,
        asked,
        lost,
        ...(medianMs !== undefined && { medianMs: tenth(medianMs) }),
        ...(p95Ms !== undefined && { p95Ms: tenth(p95Ms) }),
        ...(steps.count > 0 && { jitterMs: tenth(steps.sumMs / steps.count) }),
      }
    },
  }
}

/** More digits are noise, and an hour's summary is most of what is written in a year. */
function tenth(ms: number): number {
  return Math.round(10 * ms) / 10
}
