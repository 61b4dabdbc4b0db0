import type { Answer } from 'dns-packet'
import type { ZoneRecord } from './find-in-zones.ts'
import { ttl } from './record.ts'
import type { Signed } from './zone.ts'

const dayS = 86_400
/** ECDSA P-256 with SHA-256 (RFC 6605), and the lengths of its signatures and keys. */
const [algorithm, signatureBytes, keyBytes] = [13, 64, 64]
const keyTag = 12_345

/** What of a signed zone leads to its signatures: the key that it names itself, and the digest that its parent has of it. */
export function keyRecords(zone: string, type: string): ZoneRecord[] {
  if (type === 'DNSKEY')
    return [{ name: zone, type, data: `257 3 ${algorithm} ${filled(keyBytes).toString('base64')}` }]
  return type === 'DS' ? [{ name: zone, type, data: `${keyTag} ${algorithm} 2 ${filled(32).toString('hex')}` }] : []
}

/**
 * The signatures over an answer, one for each set of records (RFC 4034 §3.1). Only their dates mean anything: nobody in the
 * demo checks the rest, for that is the resolver's part, and the resolver is ours.
 */
export function signatures(records: readonly ZoneRecord[], zone: string, signed: Signed): Answer[] {
  const now = Math.floor(Date.now() / 1000)
  const inception = now - 7 * dayS
  const expiration = now + (signed === 'not-for-long' ? dayS / 2 : 14 * dayS)
  const sets = new Map(records.map((record) => [`${record.name} ${record.type}`, record]))
  return [...sets.values()].map(({ name, type }) => ({
    type: 'RRSIG',
    name,
    ttl,
    class: 'IN',
    data: {
      typeCovered: type,
      algorithm,
      labels: name === '.' ? 0 : name.split('.').length,
      originalTTL: ttl,
      expiration,
      inception,
      keyTag,
      signersName: zone,
      signature: filled(signatureBytes),
    },
  }))
}

function filled(bytes: number): Buffer {
  return Buffer.alloc(bytes, 0x5a)
}
