import { familyOf } from '../addresses.ts'
import { isSpfRecord, readSpfRecord } from './read-spf-record.ts'

/** A record has no more that is wrong than it has terms; whoever has more starts anew. */
const mostBroken = 32

/**
 * A record by which these addresses pass, made of the one that there is: they stand first, so that they pass whatever comes
 * behind, and what is broken or among the `unwanted` terms is left out. Where there is none, nobody else passes.
 */
export function recordWith(
  addresses: readonly string[],
  record: string | undefined,
  unwanted: readonly string[] = [],
): string {
  const own = addresses.map((address) => `${familyOf(address) === 'v6' ? 'ip6' : 'ip4'}:${address}`)
  let terms = record !== undefined && isSpfRecord(record) ? record.split(' ').slice(1) : ['-all']
  terms = terms.filter((term) => term !== '' && !unwanted.includes(term) && !own.includes(term))
  for (let broken = 0; broken < mostBroken; broken += 1) {
    const text = ['v=spf1', ...own, ...terms].join(' ')
    const read = readSpfRecord(text)
    if (read.ok) return text
    terms.splice(terms.lastIndexOf(read.term), 1)
  }
  return ['v=spf1', ...own, '-all'].join(' ')
}
