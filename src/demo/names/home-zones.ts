import type { Family } from '../../core/line.ts'
import { hosts, provider } from '../addresses.ts'
import { reverseZone } from './reverse-zone.ts'
import type { Zones } from './zone.ts'

/** The domain that mail is to be for, and the machine that would carry it. */
export const homeDomain = 'home.test'
export const mailHost = `mail.${homeDomain}`
/** Under which its DKIM key is. */
export const selector = '2026'

/** A 2048-bit RSA key. Nobody has the other half. */
const dkimKey =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAtKINIgkO+M1nWcnMnR0C3qz4k81cwRBelwDuHkUlswG4p71jYjaDmivr/nJ6tpghAjUruEBqupWk' +
  '+MEV9j/bZPjF/BmBeKOrYrU/OalDCrQAsp5123hk6PKiB9X7HDcPMd47Y7ZL1QgHuNN5ZNnen628/VSBZ62KF/lT8rm0lWL91ZvGTGT3tmTDXR+O3wvcD8rt' +
  'ryhEpYJr95BA47BZs6BnZ/oNmfuJfVdYAQmHMUdppNofLtlDLdrA1cNOW2BGOQ/z4YJkcWgynsShxUinly7qI8KQImF9s61oQcLpumgzY1DWIpRcQqa9Su9T' +
  'HIy1XTLjcMP92W8IqNVF37D7swIDAQAB'

/** What its MTA-STS page says (RFC 8461 §3.2). */
export const homePolicy = `version: STSv1\nmode: enforce\nmx: ${mailHost}\nmax_age: 604800\n`

/**
 * All that a domain should have whose mail is carried at home, and the names that its address leads back to. `addresses` are
 * those that the line is seen under.
 */
export function homeZones(addresses: Readonly<Partial<Record<Family, string>>>): Zones {
  const { v4 = provider.customer, v6 } = addresses
  const NS = [hosts.zones.name]
  return {
    [homeDomain]: {
      NS,
      MX: [`10 ${mailHost}`],
      TXT: ['v=spf1 mx -all'],
      CAA: ['0 issue "ca.test"'],
      signed: 'well',
    },
    [mailHost]: { A: [v4], ...(v6 !== undefined && { AAAA: [v6] }), TXT: ['v=spf1 a -all'] },
    [`${selector}._domainkey.${homeDomain}`]: { TXT: [`v=DKIM1; k=rsa; p=${dkimKey}`] },
    [`_dmarc.${homeDomain}`]: { TXT: [`v=DMARC1; p=quarantine; rua=mailto:dmarc@${homeDomain}`] },
    [`_mta-sts.${homeDomain}`]: { TXT: ['v=STSv1; id=20260101000000'] },
    [`mta-sts.${homeDomain}`]: { A: [hosts.policy.v4] },
    [`_smtp._tls.${homeDomain}`]: { TXT: [`v=TLSRPTv1; rua=mailto:tls@${homeDomain}`] },
    [`_submissions._tcp.${homeDomain}`]: { SRV: [`0 1 465 ${mailHost}`] },
    [`_submission._tcp.${homeDomain}`]: { SRV: [`0 1 587 ${mailHost}`] },
    [`_imaps._tcp.${homeDomain}`]: { SRV: [`0 1 993 ${mailHost}`] },
    [`_imap._tcp.${homeDomain}`]: { SRV: [`0 1 143 ${mailHost}`] },
    ...reverseZone(v4, mailHost),
    ...(v6 === undefined ? {} : reverseZone(v6, mailHost)),
  }
}
