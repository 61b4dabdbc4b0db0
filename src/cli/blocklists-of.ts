import type { Blocklist } from '../core/asked.ts'
import { blocklists as builtIn } from '../knowledge/blocklists.ts'
import type { ChosenBlocklist } from './settings/read-blocklist.ts'
import type { Settings } from './settings/settings.ts'

/** The lists that are asked: those that were set, else the built-in ones; with a key, where holders of one ask. */
export function blocklistsOf({ blocklist, dqsKey }: Settings): readonly Blocklist[] {
  const chosen: readonly ChosenBlocklist[] = blocklist ?? builtIn
  return chosen.map(({ name, zone, shownAs, of, codes, removal, keyed }) => {
    const place =
      dqsKey === undefined || keyed === undefined
        ? { zone, ...(shownAs !== undefined && { shownAs }) }
        : { zone: `${dqsKey}.${keyed}`, shownAs: keyed }
    return { name, ...place, of, codes, ...(removal !== undefined && { removal }) }
  })
}
