import { defineCheck } from '../../core/check.ts'
import { type Failure, failures } from '../../core/failure.ts'
import type { Banner, Name } from '../../core/mark.ts'
import { lookUp } from '../../protocols/dns/look-up.ts'
import { readTlsRpt, type TlsRptFlaw, tlsRptVersion } from '../../protocols/tls-rpt/read-tls-rpt.ts'
import { versionedRecords } from '../../protocols/versioned-records.ts'
import { budgets } from '../budgets.ts'

export interface TlsRptFacts {
  readonly domain: Name
  readonly failure?: Failure
  /** The records that begin as one of TLS-RPT does, or the one that nearly does. */
  readonly texts: readonly Banner[]
  readonly flaw?: TlsRptFlaw | 'nearly'
  /** Where reports go: `mailto:tls@example.org`. */
  readonly to: readonly Banner[]
}

const flawWords: Readonly<Record<NonNullable<TlsRptFacts['flaw']>, string>> = {
  nearly: 'it must begin with "v=TLSRPTv1;" to the letter',
  grammar: 'it is not made of fields such as "rua=mailto:…" with semicolons between',
  'no-rua': 'it has no rua',
  'wrong-address': 'each rua must be a mailto: or https: address, with commas between',
}

/** Whether those who bring mail are told where to report that TLS has failed. */
export const namesTlsRpt = defineCheck<TlsRptFacts>()({
  id: 'names.tls-rpt',
  stem: 'names.tls-rpt',
  title: 'Senders know where to report that TLS has failed (TLS-RPT).',
  matters: {},
  revision: 1,
  needs: {},
  budget: budgets.names,
  moot: ({ domain }) => (domain === undefined ? 'No domain was given (--domain).' : undefined),
  marks: { domain: 'name', texts: 'banner', to: 'banner' },
  answers: {
    published: {
      verdict: 'pass',
      says: ({ domain, to }) => `Reports about TLS to ${domain} that fails go to ${to.join(', ')}.`,
    },
    'not-published': {
      verdict: 'pass',
      says: ({ domain }) =>
        `The domain ${domain} asks for no reports about TLS that fails. They help whoever has MTA-STS or DANE.`,
    },
    malformed: {
      verdict: 'warn',
      fault: 'zone',
      says: ({ domain, flaw }) =>
        `The record at _smtp._tls.${domain} is none that senders can read: ${flawWords[flaw ?? 'grammar']}.`,
      remedy: proposed,
    },
    several: {
      verdict: 'warn',
      fault: 'zone',
      says: ({ domain, texts }) =>
        `There are ${texts.length} TLS-RPT records at _smtp._tls.${domain}; senders then act as if there were none.`,
      remedy: ({ domain }) =>
        `Leave one of them. Several addresses go into one record: "v=TLSRPTv1; rua=mailto:one@${domain},mailto:other@${domain}".`,
    },
    'lookup-failed': {
      verdict: 'unknown',
      says: ({ domain, failure }) =>
        `The record at _smtp._tls.${domain} could not be looked up: ${failures[failure ?? 'lookup-failed']}.`,
      remedy: 'Run the check again later; if it stays so, the name servers of the domain do not answer.',
    },
  },
  async observe(line, _given, { domain = '' }) {
    const found = await lookUp(line, `_smtp._tls.${domain}`, 'TXT')
    if (!found.ok) return { domain, failure: found.failure, texts: [], to: [] }
    const { meant, nearly } = versionedRecords(found.value.data, tlsRptVersion)
    const [only, another] = meant
    if (only === undefined || another !== undefined) {
      return nearly === undefined
        ? { domain, texts: meant, to: [] }
        : { domain, texts: [nearly], flaw: 'nearly', to: [] }
    }
    const read = readTlsRpt(only)
    return 'flaw' in read ? { domain, texts: meant, flaw: read.flaw, to: [] } : { domain, texts: meant, to: read.to }
  },
  judge({ failure, texts, flaw }) {
    if (failure !== undefined && failure !== 'name-not-found' && failure !== 'no-data') return 'lookup-failed'
    if (flaw !== undefined) return 'malformed'
    if (texts.length === 0) return 'not-published'
    return texts.length > 1 ? 'several' : 'published'
  },
})

function proposed({ domain }: TlsRptFacts): string {
  return `Publish one TXT record at _smtp._tls.${domain}: "v=TLSRPTv1; rua=mailto:postmaster@${domain}".`
}
