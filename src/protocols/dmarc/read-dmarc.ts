import { tagList } from '../tag-list.ts'
import { readReportAddress } from './report-address.ts'

const policies = ['none', 'quarantine', 'reject'] as const

export type DmarcPolicy = (typeof policies)[number]

/** What a domain asks for mail that bears its name and cannot prove it: `v=DMARC1; p=reject` (RFC 9989 §4.7). */
export interface DmarcRecord {
  /** For the domain, its subdomains, and those of them that do not exist. */
  readonly p: DmarcPolicy
  readonly sp: DmarcPolicy
  readonly np: DmarcPolicy
  /** The policy is on trial: receivers act as if it were one step milder. */
  readonly trial: boolean
  /** Whether this is a public suffix: `u`, the record does not say. */
  readonly psd: 'y' | 'n' | 'u'
  /** `mailto:` addresses for reports about many messages, and about single ones. */
  readonly rua: readonly string[]
  readonly ruf: readonly string[]
  /** Tags whose value is none: receivers do without them. */
  readonly wrong: readonly string[]
  /** Tags of RFC 7489 that are no longer heeded. */
  readonly removed: readonly string[]
  /** No policy can be read, and no address for reports either: receivers act as if there were no record. */
  readonly useless: boolean
}

const removedTags = ['pct', 'rf', 'ri']
/** Of §4.7; others are ignored, and may be those of a later version. */
const shapes: Readonly<Record<string, RegExp>> = {
  p: /^(none|quarantine|reject)$/i,
  sp: /^(none|quarantine|reject)$/i,
  np: /^(none|quarantine|reject)$/i,
  adkim: /^[rs]$/i,
  aspf: /^[rs]$/i,
  fo: /^[01ds](\s*:\s*[01ds])*$/i,
  t: /^[yn]$/i,
  psd: /^[ynu]$/i,
}
/** Each is told, and asked about. */
const mostAddresses = 10

/** Whether a TXT record is one of DMARC's: the version is the first tag, to the letter (§4.7). */
export function isDmarc(text: string): boolean {
  return /^v[ \t]*=[ \t]*DMARC1[ \t]*(;|$)/.test(text)
}

/** Reads a record that is one of DMARC's; undefined for others. What is wrong in it costs no more than itself. */
export function readDmarc(text: string): DmarcRecord | undefined {
  const list = isDmarc(text) ? tagList(text) : undefined
  if (list === undefined) return undefined
  const [, ...tags] = list.tags.map(({ name, value }) => ({ name: name.toLowerCase(), value }))
  // The first of a name counts.
  const found = new Map(tags.toReversed().map(({ name, value }) => [name, value]))
  const wrong = Object.entries(shapes).flatMap(([name, shape]) => {
    const value = found.get(name)
    return value === undefined || shape.test(value) ? [] : [name]
  })
  const sound = (name: string) => (wrong.includes(name) ? undefined : found.get(name)?.toLowerCase())
  const [rua, ruf] = ['rua', 'ruf'].map((name) => addressesIn(found.get(name)))
  const broken = [...(rua?.broken ? ['rua'] : []), ...(ruf?.broken ? ['ruf'] : [])]
  // §4.10.1: with one of these unreadable, the record is good for its reports alone.
  const unread = ['p', 'sp', 'np'].some((name) => wrong.includes(name))
  const p = unread ? 'none' : (policyOf(sound('p')) ?? 'none')
  const sp = unread ? 'none' : (policyOf(sound('sp')) ?? p)
  return {
    p,
    sp,
    np: unread ? 'none' : (policyOf(sound('np')) ?? sp),
    trial: sound('t') === 'y',
    psd: psdOf(sound('psd')),
    rua: rua?.addresses ?? [],
    ruf: ruf?.addresses ?? [],
    wrong: [...wrong, ...broken, ...(list.broken > 0 ? ['a part without "="'] : [])],
    removed: removedTags.filter((name) => found.has(name)),
    useless: unread && (rua?.addresses.length ?? 0) === 0,
  }
}

function addressesIn(value: string | undefined): { readonly addresses: readonly string[]; readonly broken: boolean } {
  if (value === undefined) return { addresses: [], broken: false }
  const parts = value.split(',', mostAddresses)
  const addresses = parts.map((part) => part.trim()).filter((part) => readReportAddress(part) !== undefined)
  return { addresses, broken: addresses.length < parts.length }
}

function policyOf(text: string | undefined): DmarcPolicy | undefined {
  return policies.find((policy) => policy === text)
}

function psdOf(text: string | undefined): DmarcRecord['psd'] {
  return text === 'y' || text === 'n' ? text : 'u'
}
