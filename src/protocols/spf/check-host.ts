import { isDenial } from '../dns/is-denial.ts'
import type { AskNames } from './ask-names.ts'
import { expandTarget } from './expand-target.ts'
import { lookupStop } from './lookup-stop.ts'
import { type Match, matchMechanism } from './match-mechanism.ts'
import { notedNames } from './noted-names.ts'
import { isSpfRecord, readSpfRecord } from './read-spf-record.ts'
import type { SpfCheck, SpfStop } from './spf-check.ts'
import type { SpfDecision, SpfReason, SpfRecordSeen, SpfResult, SpfTermSeen } from './spf-evaluation.ts'
import type { DomainSpec, Qualifier, SpfRecord } from './spf-record.ts'
import { domainName } from './target-name.ts'

/** What became of the record of one domain. */
export interface HostChecked {
  readonly result: SpfResult
  readonly decidedBy: SpfDecision
  readonly seen: SpfRecordSeen
  /** The record that refused has this to say: it is of the domain where a mechanism matched (RFC 7208 §6.2). */
  readonly exp?: { readonly spec: DomainSpec; readonly domain: string }
}

/** RFC 7208 §4.6.2. */
const results: Readonly<Record<Qualifier, SpfResult>> = { '+': 'pass', '-': 'fail', '~': 'softfail', '?': 'neutral' }

/** `check_host()` of RFC 7208 §4, with the tree of all that was looked at. Ends within the limits of §4.6.4, loops too. */
export async function checkHost(check: SpfCheck, asked: string): Promise<HostChecked> {
  const domain = domainName(asked)
  const without = (result: SpfResult, reason: SpfReason, because: string, record?: string): HostChecked => ({
    result,
    decidedBy: { domain: domain ?? asked, reason, because },
    seen: { domain: domain ?? asked, ...(record !== undefined && { record }), result, terms: [] },
  })
  if (domain === undefined) return without('none', 'no-domain', `"${asked}" is no domain that could have a record`)
  const found = await check.ask(domain, 'TXT')
  if (!found.ok && !isDenial(found)) {
    const { outcome, reason, because } = lookupStop(domain, 'TXT', found.failure)
    return without(outcome, reason, because)
  }
  const [text, ...more] = (found.ok ? found.value : []).filter(isSpfRecord)
  if (text === undefined) return without('none', 'no-record', `${domain} has no SPF record`)
  if (more.length > 0)
    return without('permerror', 'several-records', `${domain} has ${more.length + 1} SPF records, and there may be one`)
  const read = readSpfRecord(text)
  if (read.ok) return evaluated(check, domain, text, read.record)
  const broken = without('permerror', 'syntax', `it ${read.wrong}`, text)
  return { ...broken, decidedBy: { ...broken.decidedBy, term: read.term } }
}

/** §4.6: term by term, from left to right, until one of them decides. */
async function evaluated(check: SpfCheck, domain: string, text: string, record: SpfRecord): Promise<HostChecked> {
  const terms: SpfTermSeen[] = []
  const ended = (result: SpfResult, decidedBy: SpfDecision): HostChecked => ({
    result,
    decidedBy,
    seen: { domain, record: text, result, terms },
  })
  for (const { term, qualifier, mechanism } of record.directives) {
    const { ask, asked } = notedNames(check.ask)
    const { match, leads } =
      mechanism.kind === 'include'
        ? await included(check, ask, mechanism.target, domain)
        : { match: await matchMechanism(check, ask, mechanism, domain) }
    terms.push({ term, outcome: match.outcome, asked, ...(leads !== undefined && { leads: leads.seen }) })
    if (match.outcome === 'no-match') continue
    const decision = { domain, term, because: match.because, ...(leads !== undefined && { within: leads.decidedBy }) }
    if (match.outcome !== 'match') return ended(match.outcome, { ...decision, reason: match.reason })
    const checked = ended(results[qualifier], { ...decision, reason: 'matched' })
    const spec = record.exp?.target
    return spec === undefined ? checked : { ...checked, exp: { spec, domain } }
  }
  // §5.1: a redirect beside an "all" is ignored, and here it is, for the "all" has matched by now.
  if (record.redirect === undefined) {
    const because = 'no term is about this sender, and nothing is said of all others'
    return ended('neutral', { domain, reason: 'nothing-matched', because })
  }
  const { term, target = [] } = record.redirect
  const { ask, asked } = notedNames(check.ask)
  const { stop, leads } = await redirected(check, ask, target, domain)
  const outcome = stop?.outcome ?? 'match'
  terms.push({ term, outcome, asked, ...(leads !== undefined && { leads: leads.seen }) })
  const within = leads === undefined ? {} : { within: leads.decidedBy }
  if (stop !== undefined)
    return ended(stop.outcome, { domain, term, reason: stop.reason, because: stop.because, ...within })
  const { result, decidedBy, exp } = leads
  const because = `the record of ${decidedBy.domain} counts instead`
  const checked = ended(result, { domain, term, reason: decidedBy.reason, because, ...within })
  // §6.2: what there is to say is that of the domain that the redirect leads to, or nothing.
  return exp === undefined ? checked : { ...checked, exp }
}

/** §5.2: the other record is asked one thing, whether it lets the sender pass. What it explains is never told (§6.2). */
async function included(
  check: SpfCheck,
  ask: AskNames,
  spec: DomainSpec,
  domain: string,
): Promise<{ readonly match: Match; readonly leads?: HostChecked }> {
  const target = check.countLookup() ?? (await expandTarget(check, ask, spec, domain))
  if ('outcome' in target) return { match: target }
  if ('none' in target) return { match: target.none === 'local' ? { outcome: 'no-match' } : nowhere('no domain') }
  const leads = await checkHost(check, target.name)
  const { result, decidedBy } = leads
  switch (result) {
    case 'pass':
      return { match: { outcome: 'match', because: `the record of ${target.name} lets it pass` }, leads }
    case 'none':
      return { match: nowhere(`${target.name}, which has no SPF record`), leads }
    case 'temperror':
    case 'permerror': {
      const because = `the record of ${target.name} cannot be judged`
      return { match: { outcome: result, reason: decidedBy.reason, because }, leads }
    }
    default:
      return { match: { outcome: 'no-match' }, leads }
  }
}

/** §6.1. */
async function redirected(
  check: SpfCheck,
  ask: AskNames,
  spec: DomainSpec,
  domain: string,
): Promise<
  { readonly stop: SpfStop; readonly leads?: HostChecked } | { readonly stop?: never; readonly leads: HostChecked }
> {
  const target = check.countLookup() ?? (await expandTarget(check, ask, spec, domain))
  if ('outcome' in target) return { stop: target }
  if ('none' in target) return { stop: nowhere('no domain') }
  const leads = await checkHost(check, target.name)
  return leads.result === 'none' ? { stop: nowhere(`${target.name}, which has no SPF record`), leads } : { leads }
}

function nowhere(where: string): SpfStop {
  return { outcome: 'permerror', reason: 'leads-nowhere', because: `it leads to ${where}` }
}
