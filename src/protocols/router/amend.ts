import type { Failure } from '../../core/failure.ts'
import type { NotedChange, RouterChange } from '../../core/journal.ts'
import type { Line } from '../../core/line.ts'

export interface Amended {
  readonly noted: NotedChange
  /** It could not be written down. */
  readonly failure?: Failure
}

/** Notes what has become known of a change, or is about to be asked for anew: on the disk when it is fulfilled. */
export async function amend(line: Line, { id, change }: NotedChange, known: Partial<RouterChange>): Promise<Amended> {
  const noted = { id, change: { ...change, ...known } }
  const isNews = (Object.keys(known) as (keyof RouterChange)[]).some((key) => known[key] !== change[key])
  const written = isNews ? await line.journal.amend(id, noted.change) : undefined
  return written === undefined || written.ok ? { noted } : { noted, failure: written.failure }
}
