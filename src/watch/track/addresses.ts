import type { Family } from '../../core/line.ts'
import type { AddressIs } from '../../history/record.ts'
import type { AddressSeenNow } from '../look.ts'

/** Which addresses the line has, as far as it is believed. */
export interface Addresses {
  take(seen: readonly AddressSeenNow[], atMs: number, around: AddressesAround): readonly AddressIs[]
  /** A new one was seen and waits for a second word. */
  readonly inDoubt: boolean
  current(what: AddressIs['what'], family: Family): string | undefined
}

interface AddressesAround {
  readonly at: string
  /** When the last interruption of a family was over, steady; infinite as long as it is not. */
  returnedMs(family: Family): number
}

interface Kept {
  readonly what: AddressIs['what']
  readonly family: Family
  address: string | undefined
  /** When somebody last said so, steady. */
  confirmedMs: number
  /** Another address, and how many looks in a row showed it. */
  candidate: { readonly address: string; readonly looks: number } | undefined
  readonly changes: Recent
  /** How often another one was seen for the first time. */
  readonly doubts: Recent
}

/** How often something was, of late: halved by every day. */
interface Recent {
  count: number
  sinceMs: number
}

/**
 * A line behind a pool of addresses shows another one at every look. Each four changes a day ask for one look more in a row at
 * which the new one is seen, so that a pool fills no log, and a real change is still believed within minutes.
 */
const changesPerLook = 4
const dayMs = 24 * 60 * 60_000
/** Everybody is asked again at once for a second word; not for a fourth, and not on a line that shows another at every look. */
const hurried = { looks: 3, doubts: 10 }

/**
 * A new address is believed when two witnesses agree on it, or one at two looks in a row, and never while anybody still sees
 * the old one: then the witnesses differ (a pool, a policy route), and nothing has changed.
 */
export function addresses(): Addresses {
  const kept = new Map<string, Kept>()
  const of = (what: AddressIs['what'], family: Family): Kept => {
    const key = `${what} ${family}`
    const found = kept.get(key)
    if (found) return found
    const fresh: Kept = {
      what,
      family,
      address: undefined,
      confirmedMs: 0,
      candidate: undefined,
      changes: { count: 0, sinceMs: 0 },
      doubts: { count: 0, sinceMs: 0 },
    }
    kept.set(key, fresh)
    return fresh
  }

  return {
    get inDoubt() {
      return [...kept.values()].some(
        ({ candidate, doubts }) =>
          candidate !== undefined && candidate.looks < hurried.looks && doubts.count < hurried.doubts,
      )
    },
    current: (what, family) => kept.get(`${what} ${family}`)?.address,
    take(seen, atMs, around) {
      const records: AddressIs[] = []
      const byKind = new Map<Kept, AddressSeenNow[]>()
      for (const one of seen) {
        const kind = of(one.what, one.family)
        byKind.set(kind, [...(byKind.get(kind) ?? []), one])
      }
      for (const [kind, sightings] of byKind) {
        const address = believed(kind, sightings, atMs)
        if (address !== undefined) records.push(changed(kind, address, atMs, around))
      }
      return records
    },
  }
}

function believed(kind: Kept, seen: readonly AddressSeenNow[], atMs: number): string | undefined {
  if (seen.some(({ address }) => address === kind.address)) {
    kind.confirmedMs = atMs
    kind.candidate = undefined
    return undefined
  }
  const most = mostSeen(seen)
  if (most === undefined) return undefined
  const again = kind.candidate?.address === most.address ? kind.candidate : undefined
  if (!again) once(kind.doubts, atMs)
  kind.candidate = { address: most.address, looks: (again?.looks ?? 0) + 1 }
  const looks = Math.floor(ofLate(kind.changes, atMs) / changesPerLook) + (most.witnesses > 1 ? 1 : 2)
  return kind.candidate.looks >= looks ? most.address : undefined
}

function changed(kind: Kept, address: string, atMs: number, { at, returnedMs }: AddressesAround): AddressIs {
  const was = kind.address
  const afterOutage = was !== undefined && returnedMs(kind.family) >= kind.confirmedMs
  kind.address = address
  kind.candidate = undefined
  if (was !== undefined) once(kind.changes, atMs)
  kind.confirmedMs = atMs
  const { what, family } = kind
  return { kind: 'address', at, what, family, address, ...(was !== undefined && { was }), afterOutage }
}

function ofLate({ count, sinceMs }: Recent, atMs: number): number {
  return count * 0.5 ** ((atMs - sinceMs) / dayMs)
}

function once(recent: Recent, atMs: number): void {
  recent.count = ofLate(recent, atMs) + 1
  recent.sinceMs = atMs
}

interface Voices {
  readonly address: string
  readonly witnesses: number
}

/** The address that most witnesses see; of equals the first. */
function mostSeen(seen: readonly AddressSeenNow[]): Voices | undefined {
  const by = new Map<string, Set<string>>()
  for (const { address, witness } of seen) by.set(address, (by.get(address) ?? new Set()).add(witness))
  let most: Voices | undefined
  for (const [address, witnesses] of by) {
    if (witnesses.size > (most?.witnesses ?? 0)) {
      most = { address, witnesses: witnesses.size }
    }
  }
  return most
}
