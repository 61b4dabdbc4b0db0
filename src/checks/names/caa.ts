import { defineCheck, maybe } from '../../core/check.ts'
import { type Failure, failures } from '../../core/failure.ts'
import type { Banner, Name } from '../../core/mark.ts'
import { authorities } from '../../knowledge/authorities.ts'
import { readCaa } from '../../protocols/caa/read-caa.ts'
import { budgets } from '../budgets.ts'
import { caa } from '../looks/caa.ts'
import { exchangerKeys } from '../looks/exchanger-keys.ts'

export interface CaaFacts {
  /** The name that a certificate is needed for: that of the mail host, or the domain's without one. */
  readonly host: Name
  readonly failure?: Failure
  /** The name that has the records: the host's, or one above it. */
  readonly at?: Name
  readonly records: readonly CaaRecordFacts[]
  /** The authority that made the certificate in use, where it was seen and is known. */
  readonly inUse?: AuthorityFacts
}

export interface AuthorityFacts {
  readonly organisation: string
  /** The issuers by which records let it make one. */
  readonly caa: readonly string[]
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
  needs: { found: caa, keys: maybe(exchangerKeys) },
  budget: budgets.combining,
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
    'points-elsewhere': {
      verdict: 'warn',
      fault: 'zone',
      says: (facts) =>
        `The certificate that ${facts.host} shows on port 25 is made by ${facts.inUse?.organisation}, and the CAA records of ${facts.at} let ${issuers(facts)} make one, and nobody else. It works until it is to be renewed.`,
      remedy: ({ at, inUse }) => `Publish one more record: "${at}. CAA 0 issue "${inUse?.caa[0]}"".`,
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
  async observe(_line, { found, keys }) {
    const { host, failure, at, texts } = found
    const shown = keys?.hosts.find((each) => each.host === host)?.certificate?.issuer
    const inUse = shown === undefined ? undefined : authorityOf(shown)
    return {
      host,
      ...(failure !== undefined && { failure }),
      ...(at !== undefined && { at }),
      records: texts.map(recordFacts),
      ...(inUse !== undefined && { inUse }),
    }
  },
  judge(facts) {
    const { failure, records } = facts
    if (failure !== undefined) return failure === 'no-data' ? 'not-published' : 'lookup-failed'
    if (records.some(({ flaw }) => flaw !== undefined)) return 'malformed'
    const allowing = records.filter(({ tag }) => tag === 'issue')
    if (allowing.length > 0 && allowing.every(({ issuer }) => issuer === '')) return 'forbids-all'
    return allowing.length > 0 && leavesOut(facts) ? 'points-elsewhere' : 'published'
  },
})

/** The authority that signs under this name, `O=Let's Encrypt` on a line of it. */
function authorityOf(issuer: string): AuthorityFacts | undefined {
  const known = authorities.find(({ organisation }) => issuer.split('\n').includes(`O=${organisation}`))
  return known && { organisation: known.organisation, caa: known.caa }
}

/** A certificate may be for a wildcard, for which `issuewild` counts: what either lets in is let in here. */
function leavesOut({ records, inUse }: CaaFacts): boolean {
  return inUse !== undefined && !records.some(({ issuer }) => issuer !== undefined && inUse.caa.includes(issuer))
}

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
