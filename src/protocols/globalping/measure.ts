import type { Line } from '../../core/line.ts'
import { deadlineOf } from '../deadline.ts'
import { type CreateOutcome, createMeasurement, type MeasurementWanted } from './create-measurement.ts'
import type { GlobalpingAsked } from './globalping-asked.ts'
import { type ReadOutcome, readMeasurement } from './read-measurement.ts'

export type MeasureOutcome = Exclude<CreateOutcome, { kind: 'created' }> | ReadOutcome

/** The API's guidelines: half a second after each answer, and never more than two requests a second. */
const pollMs = 500
/** An answer may be lost on the way while the measurement goes on; three in a row are no accident. */
const mostStumbles = 3

/**
 * Measures, and waits until every probe is done or `ms` have passed: then the probes that are not done yet are told as
 * `in-progress`. A silent port takes its probes 5 s, and the API a few more.
 */
export async function measure(
  line: Line,
  asked: GlobalpingAsked,
  wanted: MeasurementWanted,
  ms: number,
): Promise<MeasureOutcome> {
  const deadline = deadlineOf(line.clock, ms)
  const created = await createMeasurement(line, asked, wanted, deadline.left())
  if (created.kind !== 'created') return created

  let last: ReadOutcome = { kind: 'unreachable', failure: 'timed-out' }
  let waitMs = pollMs
  let paceMs = pollMs
  let stumbles = 0
  while (waitMs < deadline.left()) {
    await line.clock.pause(waitMs)
    const left = deadline.left()
    if (left <= 0) break
    const read = await readMeasurement(line, asked, created.id, left)
    if (read.kind === 'measured' && !read.running) return read
    if (read.kind === 'measured' || last.kind !== 'measured') last = read
    if (read.kind === 'rate-limited') {
      // Slower from now on, not just once.
      paceMs *= 2
      waitMs = Math.max(paceMs, read.retryAfterS * 1000)
      continue
    }
    stumbles = read.kind === 'measured' ? 0 : stumbles + 1
    if (read.kind !== 'measured' && !mayPass(read)) return read
    if (stumbles === mostStumbles) return last
    waitMs = paceMs
  }
  return last
}

/** Whether the next request may fare better. An interruption does not pass. */
function mayPass(trouble: ReadOutcome): boolean {
  if (trouble.kind === 'unreachable') return trouble.failure !== 'cancelled'
  return trouble.kind === 'refused' && trouble.status >= 500
}
