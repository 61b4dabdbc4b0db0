import type { RecordType } from '../../core/line.ts'
import { isWithin } from '../../protocols/dns/is-within.ts'
import type { Records, Signed, Trouble, Zones } from './zone.ts'

export interface ZoneRecord {
  readonly name: string
  readonly type: RecordType
  readonly data: string
}

/** What is known of a name: its aliases and records of one type. Without any `exists` tells whether there is the name. */
export interface FoundInZones {
  readonly records: readonly ZoneRecord[]
  readonly exists: boolean
  /** The zone of the name that the aliases end at, and its signatures. */
  readonly zone: string
  readonly signed: Exclude<Signed, 'no'> | undefined
}

/** Longer chains are loops. */
const mostAliases = 8

/** The answer to a question, `name` in lower case: as RFC 1034 §4.3.2 has it, with all zones on one server. */
export function findInZones(zones: Zones, name: string, type: string): FoundInZones | Trouble {
  const records: ZoneRecord[] = []
  let owner = name
  for (let aliases = 0; ; aliases += 1) {
    const here = at(zones, owner)
    if (typeof here === 'string') return here
    const zone = zoneOf(zones, owner)
    const [alias] = type === 'CNAME' ? [] : dataOf(here, 'CNAME')
    if (alias !== undefined && aliases < mostAliases) {
      records.push({ name: owner, type: 'CNAME', data: alias })
      owner = alias
      continue
    }
    for (const data of dataOf(here, type)) records.push({ name: owner, type: type as RecordType, data })
    const exists = here !== undefined
    return { records, exists, zone, signed: signedOf(zones, zone) }
  }
}

function dataOf(here: Records | undefined, type: string): readonly string[] {
  if (here === undefined || type === 'signed' || !Object.hasOwn(here, type)) return []
  return here[type as keyof Omit<Records, 'signed'>] ?? []
}

/** What a name has; undefined where it does not exist. A name that others are below exists, and has nothing (RFC 8020). */
function at(zones: Zones, name: string): Records | Trouble | undefined {
  if (Object.hasOwn(zones, name)) return zones[name]
  const below = `.${name}`
  if (Object.keys(zones).some((each) => each.endsWith(below) && !each.startsWith('*.'))) return {}
  const wildcard = `*.${closestAbove(zones, name)}`
  return Object.hasOwn(zones, wildcard) ? zones[wildcard] : undefined
}

/** RFC 4592 §3.3.1: a wildcard stands in for a name only below the closest name above it that exists. */
function closestAbove(zones: Zones, name: string): string {
  const above = name.slice(name.indexOf('.') + 1)
  if (!name.includes('.')) return '.'
  const exists = Object.keys(zones).some((each) => each === above || each.endsWith(`.${above}`))
  return exists ? above : closestAbove(zones, above)
}

function signedOf(zones: Zones, zone: string): FoundInZones['signed'] {
  const top = Object.hasOwn(zones, zone) ? zones[zone] : undefined
  const signed = typeof top === 'object' ? top.signed : undefined
  return signed === 'no' ? undefined : signed
}

/** The closest zone that a name is in. */
function zoneOf(zones: Zones, name: string): string {
  const around = Object.keys(zones).filter((each) => {
    const records = zones[each]
    return typeof records === 'object' && (records.NS?.length ?? 0) > 0 && isWithin(name, each)
  })
  return around.toSorted((one, other) => other.length - one.length)[0] ?? '.'
}
