import { defineCheck } from '../../core/check.ts'
import { type Failure, failures } from '../../core/failure.ts'
import type { Banner, Name } from '../../core/mark.ts'
import { foreignReports } from '../../protocols/dmarc/foreign-reports.ts'
import type { DmarcPolicy } from '../../protocols/dmarc/read-dmarc.ts'
import { readReportAddress } from '../../protocols/dmarc/report-address.ts'
import { organisationOf, type Visit, visit, walkTree } from '../../protocols/dmarc/walk-tree.ts'
import { budgets } from '../budgets.ts'
import { policyWords, proposed, removedTags, silentTargets, wrongWords } from './dmarc-words.ts'

export interface DmarcFacts {
  readonly domain: Name
  /** Why it is not known whether there is a record. */
  readonly failure?: Failure
  /** The name whose record counts: the domain, or one above it. */
  readonly at?: Name
  /** The records at the domain itself, or the one that counts, or one that nearly is one. */
  readonly texts: readonly Banner[]
  readonly nearly?: boolean
  readonly record?: DmarcRecordFacts
  /** Others who get reports, and whether they agreed to. */
  readonly foreign: readonly ForeignFacts[]
}

export interface DmarcRecordFacts {
  readonly p: DmarcPolicy
  readonly sp: DmarcPolicy
  readonly trial: boolean
  readonly rua: readonly Banner[]
  readonly ruf: readonly Banner[]
  readonly wrong: readonly string[]
  readonly removed: readonly string[]
  readonly useless: boolean
}

export interface ForeignFacts {
  readonly to: Name
  readonly agreed: 'yes' | 'no' | 'unknown'
}

/** What the domain asks receivers to do with mail that bears its name and cannot prove it. */
export const namesDmarc = defineCheck<DmarcFacts>()({
  id: 'names.dmarc',
  stem: 'names.dmarc',
  title: 'The domain says what is to become of mail that only pretends to come from it (DMARC).',
  matters: {},
  revision: 1,
  needs: {},
  budget: budgets.treeWalk,
  moot: ({ domain }) => (domain === undefined ? 'No domain was given (--domain).' : undefined),
  marks: { domain: 'name', at: 'name', texts: 'banner', rua: 'banner', ruf: 'banner', to: 'name' },
  answers: {
    enforced: {
      verdict: 'pass',
      says: (facts) =>
        `Forged mail of ${facts.domain} is not to be delivered as if it were sound: ${policyWords(facts)}.`,
    },
    monitoring: {
      verdict: 'pass',
      says: (facts) =>
        `The domain ${facts.domain} has a DMARC record that large receivers ask for (${policyWords(facts)}); forged mail is delivered all the same.`,
    },
    none: {
      verdict: 'warn',
      fault: 'zone',
      says: ({ domain }) =>
        `The domain ${domain} has no DMARC record. Large receivers ask for one from whoever sends them much, and anybody can write in its name.`,
      remedy: (facts) =>
        `Publish ${proposed(facts)}. Once the reports show that all of your own mail proves itself, let p be "quarantine", then "reject".`,
    },
    malformed: {
      verdict: 'warn',
      fault: 'zone',
      says: (facts) => `The DMARC record at _dmarc.${facts.at ?? facts.domain} is not sound: ${wrongWords(facts)}.`,
      remedy: (facts) =>
        `Publish ${proposed({ domain: facts.at ?? facts.domain })}, or with the p that you had in mind.`,
    },
    several: {
      verdict: 'warn',
      fault: 'zone',
      says: ({ domain, texts }) =>
        `There are ${texts.length} DMARC records at _dmarc.${domain}; receivers discard all of them.`,
      remedy: 'Leave one of them. Several addresses for reports go into one record, with commas between.',
    },
    'report-address-unauthorised': {
      verdict: 'warn',
      fault: 'zone',
      says: (facts) =>
        `Reports about ${facts.domain} are meant to go to ${silentTargets(facts).join(', ')}, which has not agreed to get them, so nobody sends any.`,
      remedy: (facts) =>
        `Let whoever runs ${silentTargets(facts).join(', ')} publish a TXT record "v=DMARC1" at ${silentTargets(facts)
          .map((to) => `${facts.at ?? facts.domain}._report._dmarc.${to}`)
          .join(', ')}; or have reports sent to an address of ${facts.domain}.`,
    },
    'outdated-tags': {
      verdict: 'warn',
      fault: 'zone',
      says: (facts) =>
        `The DMARC record of ${facts.at ?? facts.domain} has tags that are no longer heeded: ${removedTags(facts)}. Its policy is ${policyWords(facts)}.`,
      remedy:
        'Take these tags away. Older receivers may still heed them, so first see that the policy is right without.',
    },
    'lookup-failed': {
      verdict: 'unknown',
      says: ({ domain, failure }) =>
        `The DMARC record of ${domain} could not be looked up: ${failures[failure ?? 'lookup-failed']}.`,
      remedy: 'Run the check again later; if it stays so, the name servers of the domain do not answer.',
    },
  },
  async observe(line, _given, { domain = '' }) {
    const own = await visit(line, domain)
    if (own.failure !== undefined) return { domain, failure: own.failure, texts: [], foreign: [] }
    // RFC 9989 §4.10.1: a record of its own counts, whatever those above say.
    if (own.record !== undefined) return { ...recordFacts(domain, own), foreign: await foreignOf(line, own, own) }
    if (own.texts.length > 1) return { domain, texts: own.texts, foreign: [] }
    const visits = await walkTree(line, domain, own)
    const counts = countingFor(visits)
    if (counts !== undefined) return { ...recordFacts(domain, counts), foreign: await foreignOf(line, counts) }
    if (own.nearly !== undefined) return { domain, at: domain, texts: [own.nearly], nearly: true, foreign: [] }
    const failure = visits.find((each) => each.failure !== undefined)?.failure
    return { domain, ...(failure !== undefined && { failure }), texts: [], foreign: [] }
  },
  judge(facts) {
    const { failure, texts, record, nearly } = facts
    if (failure !== undefined) return 'lookup-failed'
    if (record === undefined && nearly !== true) return texts.length > 1 ? 'several' : 'none'
    if (record === undefined || record.wrong.length > 0) return 'malformed'
    if (silentTargets(facts).length > 0) return 'report-address-unauthorised'
    if (record.removed.length > 0) return 'outdated-tags'
    const policy = facts.at === facts.domain ? record.p : record.sp
    return policy === 'none' || record.trial ? 'monitoring' : 'enforced'
  },
})

/** The record of the organisation, else of the public suffix above it (RFC 9989 §4.10.1). */
function countingFor(visits: readonly Visit[]): Visit | undefined {
  const organisation = organisationOf(visits)
  const own = visits.find(({ name, record }) => name === organisation && record !== undefined)
  return own ?? visits.findLast(({ record }) => record?.psd === 'y')
}

function recordFacts(domain: string, { name, texts, record }: Visit): Omit<DmarcFacts, 'foreign'> {
  if (record === undefined) return { domain, texts }
  const { p, sp, trial, rua, ruf, wrong, removed, useless } = record
  return { domain, at: name, texts, record: { p, sp, trial, rua, ruf, wrong, removed, useless } }
}

async function foreignOf(line: Parameters<typeof foreignReports>[0], { name, record }: Visit, first?: Visit) {
  const targets = [...(record?.rua ?? []), ...(record?.ruf ?? [])].map((uri) => readReportAddress(uri)?.domain)
  return foreignReports(
    line,
    name,
    targets.filter((to) => to !== undefined),
    first,
  )
}
