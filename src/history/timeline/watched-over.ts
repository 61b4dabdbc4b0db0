import type { Family } from '../../core/line.ts'
import type { Interruption } from './interruptions.ts'
import { joined, type Stretch, within } from './stretch.ts'
import type { Watcher } from './watcher.ts'

/**
 * When a family was watched: what somebody watched since the family was seen. An interruption is a sign of it too, from its
 * begin on. In order, nothing overlapping.
 */
export function watchedOver(
  family: Family,
  watchers: readonly Watcher[],
  outages: readonly Interruption[],
  watched: readonly Stretch[],
): readonly Stretch[] {
  const seen = watchers.flatMap((watcher) => watcher.seen.of(family))
  const down = outages.filter((outage) => outage.family === family)
  return joined([...seen, ...down]).flatMap((each) => within(each, watched))
}
