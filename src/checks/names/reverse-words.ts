import { type Failure, failures } from '../../core/failure.ts'
import { isWithin } from '../../protocols/dns/is-within.ts'
import type { ReverseClass } from '../../protocols/reverse-name/classify-reverse-name.ts'
import { inPlaceOf } from './privacy-words.ts'
import { judgedName, type ReverseFacts } from './reverse-facts.ts'

const recordType = { v4: 'A', v6: 'AAAA' } as const

export function allNames({ names }: ReverseFacts): string {
  return names.map(({ name }) => name).join(', ')
}

export function judged(facts: ReverseFacts): string {
  return judgedName(facts)?.name ?? 'none'
}

/** The name to ask for: that of the mail server, or one that it could have, which is then said to be no more. */
export function wanted({ host, domain }: ReverseFacts): string {
  return host ?? `the name of the mail server, such as mail.${domain ?? 'example.org'}`
}

/** Who could change the record, as a sentence; nothing where the zone is not known. */
export function who({ zone, servers, aliases }: ReverseFacts): string {
  if (zone === undefined) return ''
  const [first] = servers
  const where = first === undefined ? zone : `${zone} (name server ${first})`
  const alias = aliases.at(-1)
  return alias === undefined
    ? ` Whoever runs the zone ${where} can do it.`
    : ` It is handed on to ${alias}, in the zone ${where}: whoever runs that can do it, and it may be you.`
}

/** The way out where the address needs another name. */
export function askForName(facts: ReverseFacts): string {
  const { address, family } = facts
  const way =
    family === 'v6'
      ? ' Until then, let the mail server send over IPv4 alone: over IPv6 the large receivers insist on a name.'
      : ' Where the provider does not do that, send by a relay, or from another line.'
  return `Ask the provider to set the reverse name (PTR) of ${address} to ${wanted(facts)}, and let that name lead to ${address}.${who(facts)}${way}`
}

/** The name of the address that is the user's own: where it leads nowhere, that is theirs to mend. */
export function ownName({ names, domain }: ReverseFacts): ReverseFacts['names'][number] | undefined {
  return names.find(({ name }) => domain !== undefined && isWithin(name, domain))
}

/** The way out where a name leads nowhere. */
export function leadBack(facts: ReverseFacts): string {
  const { domain, address, family } = facts
  const own = ownName(facts)
  return own === undefined
    ? askForName(facts)
    : `Publish this record in the zone ${domain}: "${own.name}. ${recordType[family]} ${address}".`
}

/** What the name looks like, and why. */
export function looksLike(facts: ReverseFacts): string {
  const name = judgedName(facts)
  if (name === undefined) return `The address ${facts.address} has no name.`
  return `The name of ${facts.address}, ${name.name}, ${kindWords[name.class]}: it ${name.because.join(', and ')}.${inPlaceOf(facts)}`
}

/** What each class is, as a clause that goes after the name. */
export const kindWords: Readonly<Record<ReverseClass, string>> = {
  custom: 'is one that somebody chose',
  generic: 'is one that the provider made up, as for all its lines',
  'generic-static': 'is one that the provider made up, for a line whose address stays',
  'hosting-generic': 'is one that a provider gives every rented machine until its owner names it',
  suspect: 'could be one that a provider made up',
}

export function halfOwnRemedy(facts: ReverseFacts): string {
  if (judgedName(facts)?.class !== 'hosting-generic') return askForName(facts)
  return `Set the reverse name (PTR) of ${facts.address} to ${wanted(facts)}: the panel of the provider has a field for it, at the machine or at its address. Let that name lead to ${facts.address}.${who(facts)}`
}

/** The record that only the name servers of its zone have; undefined where the resolver finds all. */
export function unseenRecord(facts: ReverseFacts): string | undefined {
  const name = judgedName(facts)
  if (facts.resolverDiffers) return `the name (PTR) of ${facts.address}`
  return name?.resolverDiffers ? `the ${recordType[facts.family]} record of ${name.name}` : undefined
}

/** Some receivers look at one name alone, and not always at the same. */
export function besides({ names }: ReverseFacts): string {
  if (names.length < 2) return ''
  return ` The address has ${names.length} names, of which some receivers see only one: better have it alone.`
}

export function failureWords({ failure, names }: ReverseFacts): string {
  const failing = failure ?? names.find((each) => each.failure !== undefined)?.failure
  return failing === undefined ? 'no answer' : failures[failing]
}

/** What keeps a question from the very resolver says nothing of the name servers that it would have asked. */
const neverAsked: readonly (Failure | undefined)[] = [
  'refused',
  'host-unreachable',
  'network-unreachable',
  'prohibited',
  'not-let-out',
  'not-permitted',
]

/** The way out where the reverse name, or the address of it, could not be looked up. */
export function lookAgain({ failure, names, zone }: ReverseFacts): string {
  if (neverAsked.includes(failure ?? names.find((each) => each.failure !== undefined)?.failure))
    return 'See that this machine is online and that its resolver answers; then run the check again.'
  if (failure === undefined)
    return 'Run the check again later. If it stays so, the name servers of that name do not answer: tell whoever runs them.'
  return `Run the check again later. If it stays so, tell the provider that the name servers of the reverse zone do not answer.${zone === undefined ? '' : ` It is ${zone}.`}`
}
