import { tagList } from '../tag-list.ts'
import { rsaBits } from './rsa-bits.ts'

/** A public key at `<selector>._domainkey.<domain>` (RFC 6376 §3.6.1). */
export interface DkimKey {
  readonly kind: 'rsa' | 'ed25519'
  /** Absent where the key was revoked. */
  readonly bits?: number
  /** `p=` without a key: whatever was signed with it is not to be believed. */
  readonly revoked: boolean
  /** `t=y`: receivers treat what is signed with it as if it were not. */
  readonly testing: boolean
  /** It may be used with SHA-256, which alone still counts (RFC 8301 §3.1). */
  readonly sha256: boolean
}

export type DkimFlaw = 'grammar' | 'wrong-version' | 'twice' | 'no-key' | 'unknown-kind' | 'wrong-key' | 'not-for-mail'

/** Ed25519 keys are the 32 bytes alone, without anything around them (RFC 8463 §4). */
const ed25519Bytes = 32

/** Reads the record, or says why receivers find no key in it. */
export function readDkimKey(text: string): DkimKey | { readonly flaw: DkimFlaw } {
  const list = tagList(text)
  if (list === undefined || list.broken > 0 || list.tags.length === 0) return { flaw: 'grammar' }
  const found = new Map(list.tags.map(({ name, value }) => [name, value]))
  // §3.2: "Tags with duplicate names MUST NOT occur"; the whole list is then none.
  if (found.size < list.tags.length) return { flaw: 'twice' }
  // §3.6.1: the version may be left out; if it is there, it comes first.
  if (found.has('v') && (found.get('v') !== 'DKIM1' || list.tags[0]?.name !== 'v')) return { flaw: 'wrong-version' }
  const p = found.get('p')
  if (p === undefined) return { flaw: 'no-key' }
  const kind = found.get('k') ?? 'rsa'
  if (kind !== 'rsa' && kind !== 'ed25519') return { flaw: 'unknown-kind' }
  if (!includes(found.get('s') ?? '*', ['*', 'email'])) return { flaw: 'not-for-mail' }
  const common = {
    kind,
    testing: includes(found.get('t') ?? '', ['y']),
    sha256: includes(found.get('h') ?? 'sha256', ['sha256']),
  } as const
  if (p === '') return { ...common, revoked: true }
  const bits = keyBits(kind, p)
  return bits === undefined ? { flaw: 'wrong-key' } : { ...common, bits, revoked: false }
}

function keyBits(kind: DkimKey['kind'], p: string): number | undefined {
  // §3.6.1: blanks may stand within the base64.
  const base64 = p.replaceAll(/[ \t\r\n]/g, '')
  if (base64.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return undefined
  const bytes = Buffer.from(base64, 'base64')
  if (kind === 'rsa') return rsaBits(bytes)
  return bytes.length === ed25519Bytes ? ed25519Bytes * 8 : undefined
}

/** Whether a list with colons has one of these in it. */
function includes(list: string, wanted: readonly string[]): boolean {
  return list.split(':').some((each) => wanted.includes(each.trim()))
}
