import type { AskNames } from './ask-names.ts'
import { expandMacros } from './expand-macros.ts'
import type { SpfCheck, SpfStop } from './spf-check.ts'
import type { DomainSpec, MacroPart } from './spf-record.ts'
import { targetName } from './target-name.ts'
import { firstValidated, isUnder, reverseNames } from './validated-names.ts'

/** The name that a term is about; `none`: it is no name, or not one for this sender, so that the term cannot match. */
export type Target =
  | { readonly name: string }
  /** `local`: because the local part cannot stand in a name. */
  | { readonly none: 'malformed' | 'local' }
  | SpfStop

/** Puts a domain-spec together for the record of `domain` (RFC 7208 §4.8, §7). */
export async function expandTarget(check: SpfCheck, ask: AskNames, spec: DomainSpec, domain: string): Promise<Target> {
  // RFC 8616 §4: with a local part that is not ASCII, terms with %{s} or %{l} do not match anything.
  const international = /[^\0-\x7f]/.test(check.sender.localPart)
  if (international && (uses(spec, 's') || uses(spec, 'l'))) return { none: 'local' }
  const validated = uses(spec, 'p') ? await countedName(check, ask, domain) : ''
  if (typeof validated !== 'string') return validated
  const text = expandMacros(spec, check.valuesFor(domain, validated))
  const name = text === undefined ? undefined : targetName(text)
  return name === undefined ? { none: 'malformed' } : { name }
}

/** Whether a letter is among the macros. */
export function uses(parts: readonly MacroPart[], letter: string): boolean {
  return parts.some((part) => typeof part !== 'string' && part.letter === letter)
}

/** %{p} asks as a `ptr` does, and is counted like one (RFC 7208 §4.6.4). */
async function countedName(check: SpfCheck, ask: AskNames, domain: string): Promise<string | SpfStop> {
  const stop = check.countLookup()
  if (stop !== undefined) return stop
  const names = await reverseNames(check, ask)
  if (names === 'void') return check.countVoid() ?? unknownName
  return (await bestName(check, ask, names, domain)) ?? unknownName
}

const unknownName = 'unknown'

/** What %{p} stands for in an explanation, which is free of charge (§4.6.4). */
export async function validatedName(check: SpfCheck, ask: AskNames, domain: string): Promise<string> {
  const names = await reverseNames(check, ask)
  return (names === 'void' ? undefined : await bestName(check, ask, names, domain)) ?? unknownName
}

/** §7.3: the domain itself before what is below it, before any other. */
async function bestName(check: SpfCheck, ask: AskNames, names: readonly string[], domain: string) {
  const rank = (name: string) => (name === domain.toLowerCase() ? 0 : isUnder(name, domain) ? 1 : 2)
  return firstValidated(
    check,
    ask,
    names.toSorted((one, other) => rank(one) - rank(other)),
  )
}
