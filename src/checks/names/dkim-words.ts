import { failures } from '../../core/failure.ts'
import type { DkimFacts, SelectorFacts } from './dkim.ts'

const flawWords: Readonly<Record<NonNullable<SelectorFacts['flaw']>, string>> = {
  several: 'there are several records, and which of them counts is left to chance',
  grammar: 'it is not made of tags such as "k=rsa" with semicolons between',
  'wrong-version': 'its version must be "v=DKIM1", and come first',
  twice: 'it has a tag twice',
  'no-key': 'it has no p, where the key belongs',
  'unknown-kind': 'its k is neither rsa nor ed25519',
  'wrong-key': 'what stands in its p is no such key, perhaps because a part of it was lost',
  'not-for-mail': 'its s says that it is not for mail',
}

export type State = 'published' | 'weak' | 'testing' | 'revoked' | 'malformed' | 'missing' | 'lookup-failed'

/** RFC 8301 §3.2: verifiers take no key below 1024 bits, and signers are to use 2048. */
const goodBits = 2048
const leastBits = 1024

export function stateOf({ failure, flaw, key }: SelectorFacts): State {
  if (failure === 'name-not-found' || failure === 'no-data') return 'missing'
  if (failure !== undefined) return 'lookup-failed'
  if (flaw !== undefined || key === undefined) return 'malformed'
  if (key.revoked) return 'revoked'
  if (!key.sha256 || (key.kind === 'rsa' && (key.bits ?? 0) < goodBits)) return 'weak'
  return key.testing ? 'testing' : 'published'
}

/** `"2026" (RSA, 2048 bits)`, each of them that is in this state. */
export function keysThat({ selectors }: DkimFacts, state: State): string {
  return selectors
    .filter((each) => stateOf(each) === state)
    .map((each) => `"${each.selector}"${detail(each)}`)
    .join(', ')
}

function detail({ flaw, failure, key }: SelectorFacts): string {
  if (flaw !== undefined) return ` (${flawWords[flaw]})`
  if (key?.revoked === false)
    return ` (${key.kind === 'rsa' ? `RSA, ${key.bits} bits` : 'Ed25519'}${key.sha256 ? '' : ', with SHA-1 alone'})`
  return failure === undefined || failure === 'name-not-found' || failure === 'no-data' ? '' : ` (${failures[failure]})`
}

/** Weak, and how much so. */
export function weakness({ selectors }: DkimFacts): string {
  const weak = selectors.filter((each) => stateOf(each) === 'weak')
  return weak.some(({ key }) => key?.sha256 === false || (key?.bits ?? goodBits) < leastBits)
    ? 'Receivers do not believe it.'
    : 'Receivers still take it; 2048 bits are what is asked for today.'
}

/** Where the key belongs. */
export function keyPlace({ domain, selectors }: DkimFacts, state: State): string {
  return selectors
    .filter((each) => stateOf(each) === state)
    .map(({ selector }) => `${selector}._domainkey.${domain}`)
    .join(' and ')
}
