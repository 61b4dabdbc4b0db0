import type { WatchLog } from '../../history/store.ts'
import { inOrder } from './in-order.ts'

/** What several folders have, as one: as if all of them had written to the same. */
export function together(logs: readonly WatchLog[]): WatchLog {
  const [first, ...others] = logs
  if (first !== undefined && others.length === 0) return first
  return {
    records: inOrder(logs.map(({ records }) => ({ kind: 'watch', records }))),
    alive: new Map(logs.flatMap(({ alive }) => [...alive])),
    unread: logs.reduce((sum, { unread }) => sum + unread, 0),
  }
}
