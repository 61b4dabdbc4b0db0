import type { IdleKnown } from '../timeline.ts'
import type { Told } from './attributed.ts'
import { iso } from './stretch.ts'

/** What was found of each family, where it is news: each watcher writes it down anew. What stood at `sinceMs` stands from then. */
export function idleKnown(told: readonly Told[], sinceMs: number): readonly IdleKnown[] {
  const newest = new Map<IdleKnown['family'], IdleKnown>()
  const known: IdleKnown[] = []
  for (const { record } of told) {
    if (record.kind !== 'idle') continue
    const { at, family, keptMs, lostMs } = record
    const last = newest.get(family)
    if (last !== undefined && last.keptMs === keptMs && last.lostMs === lostMs) continue
    const found = { at, family, ...(keptMs !== undefined && { keptMs }), ...(lostMs !== undefined && { lostMs }) }
    newest.set(family, found)
    known.push(found)
  }
  const stood = new Map<IdleKnown['family'], IdleKnown>()
  for (const each of known) if (Date.parse(each.at) < sinceMs) stood.set(each.family, { ...each, at: iso(sinceMs) })
  return [...stood.values(), ...known.filter(({ at }) => Date.parse(at) >= sinceMs)]
}
