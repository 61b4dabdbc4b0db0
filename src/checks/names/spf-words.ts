import { spfLimits } from '../../protocols/spf/spf-check.ts'
import { recordWith } from '../../protocols/spf/record-with.ts'
import type { SpfFacts, SpfIdentityFacts, SpfStepFacts } from './spf-facts.ts'

/** From so many of the ten on, the next service that is added may be the one too many. */
const manyLookups = 8
/** RFC 7208 §3.4: with a name and other records beside it, what fits into an answer of 512 bytes. */
const longRecord = 450

export function isNearLimit({ whole, record = '' }: SpfIdentityFacts): boolean {
  return whole.lookups >= manyLookups || record.length > longRecord
}

/** `mail of example.org`, or the server itself where it is judged by the name that it gives. */
export function mailOf({ identity, domain }: SpfIdentityFacts): string {
  return identity === 'mail-from' ? `mail of ${domain}` : `mail as ${domain} (the name it gives in HELO)`
}

/** What decided, at the end of all includes: `"-all" of example.org`. */
export function decider({ decidedBy }: SpfIdentityFacts): string {
  const last = decidedBy.at(-1)
  return last === undefined ? '' : stepWords(last)
}

/** `"-all" of example.org` */
function stepWords({ term, domain }: SpfStepFacts): string {
  return term === undefined ? `the record of ${domain}` : `"${term}" of ${domain}`
}

/** Why there is no result, at the last term that led there: `"foo" of example.org: it is no mechanism of SPF`. */
export function trouble({ decidedBy }: SpfIdentityFacts): string {
  const because = decidedBy.at(-1)?.because ?? 'no reason is known'
  const at = decidedBy.findLast(({ term }) => term !== undefined)
  return at === undefined ? because : `${stepWords(at)}: ${because}`
}

export function limits({ domain, whole, record = '' }: SpfIdentityFacts): string {
  const { lookups, complete } = whole
  const { lookups: allowed } = spfLimits
  const count = `${complete ? '' : 'at least '}${lookups}`
  if (lookups > allowed)
    return `For senders that it does not mention early, it takes ${count} lookups in the DNS where ${allowed} are allowed: their mail fails.`
  if (lookups >= manyLookups)
    return `It takes ${count} of the ${allowed} lookups in the DNS that are allowed: whoever is included may add the one too many.`
  return `The record of ${domain} is ${record.length} characters long, and an answer with more than about ${longRecord} does not reach everyone.`
}

/** RFC 7208 §5.5: a mechanism that is slow, and that some receivers do not try. */
export function byName({ decidedBy }: SpfIdentityFacts): string {
  return /^\+?ptr\b/i.test(decidedBy.at(-1)?.term ?? '')
    ? ' That hangs on its reverse name, which some receivers do not look at for this: an address (ip4:, ip6:) is better.'
    : ''
}

export function publish(judged: SpfIdentityFacts, facts: SpfFacts): string {
  return `Publish as the SPF record (TXT) of ${judged.domain}: "${proposedRecord(judged, facts)}".`
}

/** The record by which this line passes: what is there stays, but for what cannot stay. */
export function proposedRecord(
  { record, decidedBy, result, whole }: SpfIdentityFacts,
  { address, otherAddress }: SpfFacts,
): string {
  const [first] = decidedBy
  const addresses = otherAddress === undefined ? [address] : [address, otherAddress]
  // An include of a record that is broken or gone spoils the own one, and only its owner can mend that.
  const spoils = result === 'permerror' && first !== undefined && !isLimit(first.reason) ? first.term : undefined
  const opens = whole.open?.domain === first?.domain ? whole.open?.term : undefined
  const kept =
    opens !== undefined && /^\+?all$/i.test(opens) ? record?.replace(/(^| )\+?all(?= |$)/i, '$1-all') : record
  return recordWith(
    byFamily(addresses),
    kept,
    [spoils, opens].filter((term) => term !== undefined),
  )
}

function isLimit(reason: SpfStepFacts['reason']): boolean {
  return ['too-many-lookups', 'too-many-voids', 'too-many-exchangers'].includes(reason)
}

function byFamily(addresses: readonly string[]): readonly string[] {
  return addresses.toSorted((one, other) => Number(one.includes(':')) - Number(other.includes(':')))
}
