import { familyOf } from '../../protocols/addresses.ts'
import type { ExchangerFacts, HostFacts } from '../looks/exchangers.ts'
import type { MxFacts } from './mx.ts'

/** `mail.example.org (203.0.113.5)`, each host with its addresses. */
export function hostWords(hosts: readonly HostFacts[]): string {
  return hosts.map((host) => `${host.host}${addressWords(host)}`).join(', ')
}

export function addressWords({ v4, v6 }: Pick<HostFacts, 'v4' | 'v6'>): string {
  const addresses = [...v4.addresses, ...v6.addresses]
  return addresses.length === 0 ? '' : ` (${addresses.join(', ')})`
}

/** `203.0.113.5 or 2001:db8::5`, what others see this line under. */
export function ownWords({ own }: Pick<MxFacts, 'own'>): string {
  return own.join(' or ')
}

/** The records that lead mail for the domain to this line, as they stand in a zone file. */
export function mxRecords({ domain, own, wanted }: Pick<MxFacts, 'domain' | 'own' | 'wanted'>): string {
  return [`"${domain}. MX 10 ${wanted}."`, ...addressRecords(wanted, own)].join(', ')
}

/** An A and an AAAA record of the host, with this line's addresses, as far as they are known. */
export function addressRecords(host: string, own: readonly string[]): readonly string[] {
  const records = own.map((address) => `"${host}. ${familyOf(address) === 'v6' ? 'AAAA' : 'A'} ${address}"`)
  return records.length > 0 ? records : [`"${host}. A" with the public address of this line`]
}

export function namesOf(hosts: readonly ExchangerFacts[]): string {
  return hosts.map(({ host }) => host).join(', ')
}
