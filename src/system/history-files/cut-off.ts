import type { WatchEnded, WatchRecord } from '../../history/record.ts'
import type { LastAlive } from './alive-slots.ts'
import { machineRestarted } from './holder.ts'

/**
 * What watchers could not write any more themselves, because they were killed: that they ended, and when they were last alive.
 *
 * `records`: of the newest segments, oldest first; `alive`: the sign of life that was left. There are two such watchers only
 * where the newer was killed before it left a sign.
 */
export function cutOff(records: readonly WatchRecord[], alive: LastAlive | undefined): readonly WatchEnded[] {
  const ended = new Set(records.flatMap((each) => (each.kind === 'ended' ? [each.watcher] : [])))
  const began = records.findLast((each) => each.kind === 'began')
  const running = new Set([alive?.watcher, began?.watcher].filter((each) => each !== undefined && !ended.has(each)))
  return [...running].flatMap((watcher): readonly WatchEnded[] => {
    const sign = alive?.watcher === watcher ? alive : undefined
    // What was written is a sign of life as well, if it was this watcher that wrote it.
    const written = began === undefined || began.watcher === watcher ? records.at(-1)?.at : undefined
    const at = latest(sign?.at, written)
    if (watcher === undefined || at === undefined) return []
    return [{ kind: 'ended', watcher, why: machineRestarted(sign ?? {}, at) ? 'machine-restarted' : 'killed', at }]
  })
}

function latest(one: string | undefined, other: string | undefined): string | undefined {
  if (one === undefined || other === undefined) return one ?? other
  return Date.parse(one) >= Date.parse(other) ? one : other
}
