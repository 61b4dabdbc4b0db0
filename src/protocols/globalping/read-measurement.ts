import * as v from 'valibot'
import type { Line } from '../../core/line.ts'
import { askGlobalping } from './ask-globalping.ts'
import type { GlobalpingAsked } from './globalping-asked.ts'
import type { GlobalpingTrouble } from './globalping-trouble.ts'
import { isMeasurementId, measurementId } from './measurement-id.ts'
import { type ProbeResult, readResults } from './probe-result.ts'

export interface Measured {
  readonly kind: 'measured'
  /** For measuring again from the same probes, and for reading it at globalping.io. */
  readonly id: string
  /** Some probes may still come to another result. */
  readonly running: boolean
  /** In the order of the probes, which is the same in a measurement that reuses them. */
  readonly results: readonly ProbeResult[]
}

export type ReadOutcome = Measured | { readonly kind: 'unsuitable'; readonly what: 'id' } | GlobalpingTrouble

const schema = v.object({
  id: measurementId,
  type: v.literal('ping'),
  status: v.pipe(v.string(), v.maxLength(32)),
  results: v.unknown(),
})

/** Reads a measurement as it stands, in `ms` at most, 10 s unless told. More than twice in a second is refused. */
export async function readMeasurement(
  line: Line,
  asked: GlobalpingAsked,
  id: string,
  ms?: number,
): Promise<ReadOutcome> {
  if (!isMeasurementId(id)) return { kind: 'unsuitable', what: 'id' }
  const answer = await askGlobalping(line, asked, { path: `measurements/${id}`, ...(ms !== undefined && { ms }) })
  return answer.kind === 'answer' ? readMeasured(id, answer.body) : answer
}

function readMeasured(id: string, body: unknown): ReadOutcome {
  const parsed = v.safeParse(schema, body)
  if (!parsed.success || parsed.output.id !== id) return { kind: 'malformed' }
  const results = readResults(parsed.output.results)
  if (results === undefined) return { kind: 'malformed' }
  // Any other word is final, as the API's description has it.
  return { kind: 'measured', id, running: parsed.output.status === 'in-progress', results }
}
