import type { AddressIs } from '../record.ts'
import type { Told } from './attributed.ts'
import type { Watcher } from './watcher.ts'

/** An address at one instant. */
export interface Sighting extends Pick<AddressIs, 'what' | 'family' | 'address' | 'afterOutage'> {
  readonly atMs: number
  /** Who goes on watching it, and would tell if it changed. */
  readonly by: Watcher | undefined
}

const none: readonly Sighting[] = []

/** What was seen of addresses by a record. A reboot test tells of them only where no watcher did. */
export function sightingsIn({ record, by }: Told): readonly Sighting[] {
  if (record.kind === 'address') {
    const { what, family, address, afterOutage } = record
    return [{ what, family, address, afterOutage, atMs: Date.parse(record.at), by }]
  }
  if (record.kind !== 'reboot-test' || by !== undefined) return none
  return [
    { seen: record.before, atMs: Date.parse(record.offFrom), afterOutage: false },
    { seen: record.after, atMs: Date.parse(record.to), afterOutage: true },
  ].flatMap(({ seen, atMs, afterOutage }) => [
    ...(seen.v4 === undefined
      ? []
      : [{ what: 'public', family: 'v4', address: seen.v4, afterOutage, atMs, by: undefined } as const]),
    ...(seen.v6Prefix === undefined
      ? []
      : [{ what: 'prefix', family: 'v6', address: seen.v6Prefix, afterOutage, atMs, by: undefined } as const]),
  ])
}
