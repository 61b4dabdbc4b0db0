import type { RecordType } from '../../../core/line.ts'
import { familyOf } from '../../../protocols/addresses.ts'
import { reverseName } from '../../../protocols/dns/reverse-name.ts'
import { policyHost } from '../../../protocols/mta-sts/fetch-policy.ts'
import { fits } from './fits.ts'

export interface MailNames {
  readonly domain: string
  readonly host: string
  /** The public addresses of the line, as far as they were given. */
  readonly addresses: readonly string[]
  readonly selectors: readonly string[]
}

export interface WantedRecord {
  readonly name: string
  readonly type: RecordType
  /** In presentation form; a text without quotes. Absent where only the mail server knows it. */
  readonly data?: string
  readonly purpose: string
  /** Who can make it: a PTR record stands in the zone of whoever has the address. */
  readonly at: 'zone' | 'provider'
  /** Whether mail could do without. */
  readonly needed: boolean
  /** Whether what is there already does it, be it in other words. */
  readonly fits: (found: readonly string[]) => boolean
}

/** Long enough that a sender keeps it over a holiday: a week. */
const policySeconds = 604_800

/** Everything that a domain publishes for a mail server of its own. */
export function recordSet({ domain, host, addresses, selectors }: MailNames): readonly WantedRecord[] {
  const zone = { at: 'zone', needed: true } as const
  const spare = { at: 'zone', needed: false } as const
  return [
    { ...zone, name: domain, type: 'MX', data: `10 ${host}`, purpose: 'Leads mail to the server', fits: fits.mx(host) },
    ...addresses.map((address) => ({
      ...zone,
      name: host,
      type: familyOf(address) === 'v6' ? ('AAAA' as const) : ('A' as const),
      data: address,
      purpose: 'Where the server is',
      fits: fits.only(address),
    })),
    ...addresses.flatMap((address) => {
      const name = reverseName(address)
      const purpose = `The name of ${address}, in the pages of the provider, or by asking it`
      return name === undefined
        ? []
        : [{ at: 'provider', needed: true, name, type: 'PTR', data: host, purpose, fits: fits.ptr(host) } as const]
    }),
    { ...zone, name: domain, type: 'TXT', data: 'v=spf1 mx -all', purpose: 'Who may send (SPF)', fits: fits.spf },
    ...selectors.map((selector) => ({
      ...zone,
      name: `${selector}._domainkey.${domain}`,
      type: 'TXT' as const,
      purpose: 'The key that mail is signed with (DKIM), which the mail server tells',
      fits: fits.dkim,
    })),
    {
      ...zone,
      name: `_dmarc.${domain}`,
      type: 'TXT',
      data: `v=DMARC1; p=none; rua=mailto:postmaster@${domain}`,
      purpose: 'What becomes of forged mail (DMARC); later p=quarantine, then p=reject',
      fits: fits.dmarc,
    },
    ...(['submissions', 'imaps'] as const).map((service) => ({
      ...spare,
      name: `_${service}._tcp.${domain}`,
      type: 'SRV' as const,
      data: `0 1 ${service === 'imaps' ? 993 : 465} ${host}`,
      purpose: 'Where mail programs go',
      fits: fits.srv(host),
    })),
    {
      ...spare,
      name: policyHost(domain),
      type: 'CNAME',
      data: host,
      purpose: 'The web server that has the policy below (MTA-STS)',
      fits: fits.any,
    },
    {
      ...spare,
      name: `_mta-sts.${domain}`,
      type: 'TXT',
      data: 'v=STSv1; id=1',
      purpose: 'Says that there is a policy (MTA-STS); only once its page is there',
      fits: fits.mtaSts,
    },
    {
      ...spare,
      name: `_smtp._tls.${domain}`,
      type: 'TXT',
      data: `v=TLSRPTv1; rua=mailto:postmaster@${domain}`,
      purpose: 'Where reports about TLS that failed go',
      fits: fits.tlsRpt,
    },
    {
      ...spare,
      name: domain,
      type: 'CAA',
      data: '0 issue "letsencrypt.org"',
      purpose: 'Who may make certificates: put in the one that you use',
      fits: fits.caa,
    },
  ]
}

/** The page of the MTA-STS policy, to begin with (RFC 8461 §3.2). */
export function policyPage({ domain, host }: Pick<MailNames, 'domain' | 'host'>): { url: string; text: string } {
  return {
    url: `https://${policyHost(domain)}/.well-known/mta-sts.txt`,
    text: ['version: STSv1', 'mode: testing', `mx: ${host}`, `max_age: ${policySeconds}`, ''].join('\n'),
  }
}
