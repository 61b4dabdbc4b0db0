import type { RecordType } from '../../core/line.ts'

/**
 * Names of the scripted internet with all that they have, as one literal:
 *
 *     { 'home.test': { NS: ['ns.zones.test'], MX: ['10 mail.home.test'] }, 'mail.home.test': { A: ['192.0.2.1'] } }
 *
 * In lower case and without the dot at their end, the root being `.`. A name with NS records is a zone; it has a SOA of
 * its own accord. `*.name` is a wildcard (RFC 4592).
 */
export type Zones = Readonly<Record<string, Records | Trouble>>

/** By type, in the presentation form of zone files: `10 mail.home.test`, the text of a TXT, `0 issue "ca.test"`. */
export type Records = { readonly [T in ZoneType]?: readonly string[] } & {
  /** Of a zone: its signatures, and the records that lead to them. */
  readonly signed?: Signed
}

export type ZoneType = Exclude<RecordType, 'SOA' | 'DNSKEY'>

/**
 * `badly`: they do not match, so that whoever checks them takes nothing of the zone. `not-for-long`: they end today. `no`:
 * there are none, as where nothing is told.
 */
export type Signed = 'well' | 'badly' | 'not-for-long' | 'no'

/** A name that nobody gets an answer about (RFC 1035 §4.1.1). */
export type Trouble = 'SERVFAIL' | 'REFUSED'

/** Names that have other records than before: a type that is given is meant in place of the one there was, `[]` is none. */
export type Differences = Readonly<Record<string, Records | Trouble | 'gone'>>

export function differing(zones: Zones, differences: Differences): Zones {
  const merged: Record<string, Records | Trouble> = { ...zones }
  for (const [name, difference] of Object.entries(differences)) {
    const before = merged[name]
    if (difference === 'gone') delete merged[name]
    else if (typeof difference === 'string' || typeof before === 'string') merged[name] = difference
    else merged[name] = { ...before, ...difference }
  }
  return merged
}
