import { home, hosts, provider, vpn } from '../addresses.ts'
import type { WorldSpec } from '../spec.ts'
import { hasV4, hasV6 } from './ground.ts'

/**
 * All that the domain `home.test` should have whose mail is carried at home. On a shared address too: what can be set there
 * is set, and only the name that the address leads back to is the provider's.
 */
export function homeDomain(spec: WorldSpec): string[] {
  return [
    'home.test. MX 10 mail.home.test.',
    'home.test. TXT "v=spf1 mx -all"',
    'home.test. CAA 0 issue "ca.test"',
    'mail.home.test. TXT "v=spf1 a -all"',
    ...(hasV4(spec) ? [`mail.home.test. A ${publicV4(spec)}`] : []),
    ...(hasV6(spec) ? [`mail.home.test. AAAA ${home.machineV6}`] : []),
    `2026._domainkey.home.test. TXT ${quoted(`v=DKIM1; k=rsa; p=${dkimKey}`)}`,
    '_dmarc.home.test. TXT "v=DMARC1; p=quarantine; rua=mailto:dmarc@home.test"',
    '_smtp._tls.home.test. TXT "v=TLSRPTv1; rua=mailto:tls@home.test"',
    '_submissions._tcp.home.test. SRV 0 1 465 mail.home.test.',
    '_submission._tcp.home.test. SRV 0 1 587 mail.home.test.',
    '_imaps._tcp.home.test. SRV 0 1 993 mail.home.test.',
    '_imap._tcp.home.test. SRV 0 1 143 mail.home.test.',
    ...(spec.names?.policy === undefined
      ? []
      : ['_mta-sts.home.test. TXT "v=STSv1; id=1"', `mta-sts.home.test. A ${hosts.policy.v4}`]),
  ]
}

/** The address that the machine at home is seen under, by IPv4. */
export function publicV4(spec: WorldSpec): string {
  if (spec.vpn !== undefined) return spec.vpn === 'shared' ? vpn.host : vpn.member
  return spec.v4 === 'carrier' ? provider.shared : provider.customer
}

/** RFC 1035 §3.3: a string of a TXT has at most 255 octets. */
function quoted(text: string): string {
  return (text.match(/.{1,255}/g) ?? []).map((part) => `"${part}"`).join(' ')
}

/** RSA, 2048 bits. Nobody has the other half. */
const dkimKey =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAtKINIgkO+M1nWcnMnR0C3qz4k81cwRBelwDuHkUlswG4p71jYjaDmivr/nJ6tpghAjUruEBqupWk' +
  '+MEV9j/bZPjF/BmBeKOrYrU/OalDCrQAsp5123hk6PKiB9X7HDcPMd47Y7ZL1QgHuNN5ZNnen628/VSBZ62KF/lT8rm0lWL91ZvGTGT3tmTDXR+O3wvcD8rt' +
  'ryhEpYJr95BA47BZs6BnZ/oNmfuJfVdYAQmHMUdppNofLtlDLdrA1cNOW2BGOQ/z4YJkcWgynsShxUinly7qI8KQImF9s61oQcLpumgzY1DWIpRcQqa9Su9T' +
  'HIy1XTLjcMP92W8IqNVF37D7swIDAQAB'
