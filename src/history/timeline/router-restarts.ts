import type { Told } from './attributed.ts'
import type { Stretch } from './stretch.ts'

/** A router does not restart twice within it: two watchers saw the same. */
const onceMs = 60_000
/** A router's clock counts from some point of its start, in whole seconds. */
const aboutMs = 30_000
/** One that does not tell when it restarted was seen by then to have: it answers such questions minutes after its start. */
const seenWithinMs = 15 * 60_000

/** When the router restarted: between the two, as exactly as it is known. In order. */
export function routerRestarts(told: readonly Told[]): readonly Stretch[] {
  return told
    .flatMap(({ record }) => {
      if (record.kind !== 'router-restarted') return []
      const seenMs = Date.parse(record.at)
      if (record.since === undefined) return [{ fromMs: seenMs - seenWithinMs, toMs: seenMs }]
      const sinceMs = Date.parse(record.since)
      return [{ fromMs: sinceMs - aboutMs, toMs: sinceMs }]
    })
    .sort((one, other) => one.toMs - other.toMs)
    .filter(({ toMs }, index, all) => index === 0 || toMs - (all[index - 1]?.toMs ?? 0) > onceMs)
}
