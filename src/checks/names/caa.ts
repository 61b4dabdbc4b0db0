import { defineCheck } from '../../core/check.ts'
import { type Failure, failures } from '../../core/failure.ts'
import type { Banner, Name } from '../../core/mark.ts'
import { climb } from '../../protocols/caa/climb.ts'
import { readCaa } from '../../protocols/caa/read-caa.ts'
import { budgets } from '../budgets.ts'
import { exchangers } from '../looks/exchangers.ts'
import { takersOf } from '../looks/takers-of.ts'

export interface CaaFacts {
  /** The name that a certificate is needed for: that of the mail host, or the domain's without one. */
  readonly host: Name
  readonly failure?: Failure
  /** The name that has the records: the host's, or one above it. */
  readonly at?: Name
  readonly records: readonly CaaRecordFacts[]
}

export interface CaaRecordFacts {
  readonly text: Banner
  readonly tag?: string
  /** The authority that may issue; '' for none. */
  readonly issuer?: string
  readonly flaw?: 'unreadable' | 'wrong-issuer' | 'critical-unknown'
}

const flawWords: Readonly<Record<NonNullable<CaaRecordFacts['flaw']>, string>> = {
  unreadable: 'it is none',
  'wrong-issuer': 'it names no authority that can be read, and so forbids all',
  'critical-unknown': 'it is marked as critical, and authorities that do not know it must make no certificate',
}

/** RFC 8659 §4, RFC 9495 and the contacts of the CA/Browser Forum. */
const knownTags = ['issue', 'issuewild', 'iodef', 'issuemail', 'issuevmc', 'contactemail', 'contactphone']

/** Who may make certificates for the mail host, where the domain says so. */
export const namesCaa = defineCheck<CaaFacts>()({
  id: 'names.caa',
  stem: 'names.caa',
  title: 'Authorities can tell whether they may make a certificate for the mail host (CAA).',
  matters: {},
  revision: 1,
  needs: { exchangers },
  budget: budgets.names,
  moot: ({ domain, host }) =>
    domain === undefined && host === undefined
      ? 'Neither a domain nor a host was given (--domain, --host).'
      : undefined,
  marks: { host: 'name', at: 'name', text: 'banner' },
  answers: {
    published: {
      verdict: 'pass',
      says: (facts) => `For ${facts.host}, ${facts.at} lets ${issuers(facts)} make certificates.`,
    },
    'not-published': {
      verdict: 'pass',
      says: ({ host }) => `For ${host}, every authority may make certificates (no CAA record). Mail works without any.`,
    },
    'forbids-all': {
      verdict: 'warn',
      fault: 'zone',
      says: ({ host, at }) =>
        `The CAA records of ${at} forbid every authority to make a certificate for ${host}. One that is there goes on working until it runs out.`,
      remedy: ({ at }) =>
        `Publish the authority that you use at ${at}, for Let's Encrypt as: "${at}. CAA 0 issue "letsencrypt.org"".`,
    },
    malformed: {
      verdict: 'warn',
      fault: 'zone',
      says: ({ host, at, records }) =>
        `The CAA records of ${at}, which count for ${host}, are not sound: ${records
          .flatMap(({ text, flaw }) => (flaw === undefined ? [] : [`of ${text}, ${flawWords[flaw]}`]))
          .join('; ')}. Authorities may refuse a certificate.`,
      remedy: ({ at }) =>
        `Write each as flags, tag and value, for Let's Encrypt: "${at}. CAA 0 issue "letsencrypt.org"".`,
    },
    'lookup-failed': {
      verdict: 'unknown',
      says: ({ host, failure }) =>
        `The CAA records that count for ${host} could not be looked up: ${failures[failure ?? 'lookup-failed']}. Authorities make no certificate while it is so for them too.`,
      remedy: 'Run the check again later; if it stays so, the name servers of the domain do not answer for CAA.',
    },
  },
  async observe(line, { exchangers: takers }, { domain = '', host: named }) {
    const host = named ?? takersOf(takers)[0]?.host ?? domain
    const found = await climb(line, host)
    if (!found.ok) return { host, failure: found.failure, records: [] }
    return { host, at: found.value.at, records: found.value.data.map(recordFacts) }
  },
  judge({ failure, records }) {
    if (failure !== undefined) return failure === 'no-data' ? 'not-published' : 'lookup-failed'
    if (records.some(({ flaw }) => flaw !== undefined)) return 'malformed'
    const allowing = records.filter(({ tag }) => tag === 'issue')
    return allowing.length > 0 && allowing.every(({ issuer }) => issuer === '') ? 'forbids-all' : 'published'
  },
})

function recordFacts(text: string): CaaRecordFacts {
  const read = readCaa(text)
  if (read === undefined) return { text, flaw: 'unreadable' }
  const { tag, issuer, critical } = read
  if (tag === 'issue' || tag === 'issuewild') {
    return issuer === undefined ? { text, tag, flaw: 'wrong-issuer' } : { text, tag, issuer }
  }
  return critical && !knownTags.includes(tag) ? { text, tag, flaw: 'critical-unknown' } : { text, tag }
}

/** Without an `issue` of them, records restrict nobody (RFC 8659 §4.2). */
function issuers({ records }: CaaFacts): string {
  const named = records.filter(({ tag, issuer }) => tag === 'issue' && issuer !== '').map(({ issuer }) => issuer)
  return named.length === 0 ? 'every authority' : named.join(', ')
}
