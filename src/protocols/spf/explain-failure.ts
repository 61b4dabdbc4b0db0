import type { AskNames } from './ask-names.ts'
import { expandMacros } from './expand-macros.ts'
import { uses, validatedName } from './expand-target.ts'
import { readMacroString } from './read-macro-string.ts'
import type { SpfCheck } from './spf-check.ts'
import type { DomainSpec } from './spf-record.ts'
import { targetName } from './target-name.ts'

/** An SMTP reply may have several lines of 512; nobody reads more of it than this. */
const mostExplained = 1_024

/**
 * What a domain has to say to whom it refuses (RFC 7208 §6.2). Undefined where it does not come to a text: no error there
 * ever changes the result, and none of its questions is counted (§4.6.4).
 */
export async function explainFailure(
  check: SpfCheck,
  ask: AskNames,
  { spec, domain }: { readonly spec: DomainSpec; readonly domain: string },
): Promise<string | undefined> {
  const validated = uses(spec, 'p') ? await validatedName(check, ask, domain) : ''
  const place = expandMacros(spec, check.valuesFor(domain, validated))
  const name = place === undefined ? undefined : targetName(place)
  if (name === undefined) return undefined
  const found = await ask(name, 'TXT')
  const [text, ...more] = found.ok ? found.value : []
  if (text === undefined || more.length > 0) return undefined
  const read = readMacroString(text, { explaining: true })
  if (read === undefined) return undefined
  const caller = uses(read.parts, 'p') ? await validatedName(check, ask, domain) : ''
  const explanation = expandMacros(read.parts, check.valuesFor(domain, caller))
  // "limited to US-ASCII", which a local part may not be.
  const isTold = explanation !== undefined && /^[ -~]+$/.test(explanation) && explanation.length <= mostExplained
  return isTold ? explanation : undefined
}
