import type { Family } from '../../core/line.ts'
import type { AddressIs, KnownAs, OutageEnded } from '../record.ts'
import type { AddressSpan } from '../timeline.ts'
import type { Told } from './attributed.ts'
import type { Interruption } from './interruptions.ts'
import { type Sighting, sightingsIn } from './sightings.ts'
import { firstEndingAfter, type Stretch } from './stretch.ts'
import type { Watcher } from './watcher.ts'

/** How long an address stayed: from when it was first known to when it was last. */
export interface Stay extends Stretch {
  readonly what: AddressIs['what']
  readonly family: Family
  readonly address: string
  readonly afterOutage: boolean
  readonly knownAs: AddressSpan['knownAs'] | undefined
}

/** One that nothing has followed yet: as far as it is known by now. */
interface Current extends Stay {
  toMs: number
  knownAs: Stay['knownAs']
  by: Watcher | undefined
}

/** Addresses are looked for as often as far witnesses are asked: what changed while nobody looked is seen by the second. */
const looksFar = 2

/** Every address in order of their coming. `outages` and `watched` are in order. */
export function addressStays(
  told: readonly Told[],
  outages: readonly Interruption[],
  watched: readonly Stretch[],
): readonly Stay[] {
  const current = new Map<string, Current>()
  const stays: Stay[] = []
  const outagesOf = {
    v4: outages.filter(({ family }) => family === 'v4'),
    v6: outages.filter(({ family }) => family === 'v6'),
  }

  for (const each of told) {
    for (const sighting of sightingsIn(each)) {
      const key = `${sighting.what} ${sighting.family}`
      const before = current.get(key)
      if (before?.address === sighting.address) goOn(before, sighting)
      else {
        if (before !== undefined) before.toMs = lastKnown(before, sighting)
        const stay = begun(sighting)
        current.set(key, stay)
        stays.push(stay)
      }
    }
    const { record } = each
    if (record.kind === 'outage-ended' && record.notOffered) leave(record)
    if (record.kind !== 'known-as') continue
    const now = current.get(`public ${record.family}`)
    if (now?.address === record.address) now.knownAs = knownAsIn(record)
  }
  for (const each of current.values()) each.toMs = Math.max(each.toMs, each.by?.endMs ?? each.toMs)
  return stays.sort((one, other) => one.fromMs - other.fromMs)

  /** It went with the family, and whoever watches does not see it any more. */
  function leave({ family, from }: OutageEnded): void {
    for (const each of current.values()) {
      if (each.family !== family) continue
      each.toMs = Math.max(each.toMs, Date.parse(from.time))
      each.by = undefined
    }
  }

  /** When the address that was followed by another was last known to hold. */
  function lastKnown(before: Current, { atMs, by, family, afterOutage }: Sighting): number {
    if (before.by === undefined) return before.toMs
    const watchedTo = before.by === by ? atMs : Math.min(atMs, before.by.endMs)
    const ends = [watchedTo, ...(by === undefined ? [] : [gapBefore(atMs, by)])]
    if (afterOutage) {
      const of = outagesOf[family]
      // The last that began before: it may have ended an instant after the address was seen.
      const index = firstEndingAfter(of, atMs)
      const outage = (of[index]?.fromMs ?? Number.POSITIVE_INFINITY) < atMs ? of[index] : of[index - 1]
      if (outage !== undefined) ends.push(outage.fromMs)
    }
    const end = Math.min(...ends.filter((ms) => ms >= before.toMs))
    return Math.max(before.toMs, Number.isFinite(end) ? end : before.toMs)
  }

  /** Where nobody had looked until shortly before: when somebody last did. Else the instant itself. */
  function gapBefore(atMs: number, by: Watcher): number {
    const index = firstEndingAfter(watched, atMs - 1)
    const piece = watched[index]
    const previous = watched[index - 1]
    if (piece === undefined || previous === undefined) return atMs
    return atMs - piece.fromMs <= looksFar * by.farEveryMs ? previous.toMs : atMs
  }
}

function begun({ what, family, address, afterOutage, atMs, by }: Sighting): Current {
  return { what, family, address, afterOutage, fromMs: atMs, toMs: atMs, knownAs: undefined, by }
}

/** Seen again, if need be by another watcher: what lies between was the same. */
function goOn(current: Current, { atMs, by }: Sighting): void {
  current.toMs = Math.max(current.toMs, atMs)
  current.by = by ?? current.by
}

function knownAsIn({ name, reverse, policy }: KnownAs): NonNullable<Stay['knownAs']> {
  return { name, ...(reverse === undefined ? {} : { reverse }), ...(policy === undefined ? {} : { policy }) }
}
