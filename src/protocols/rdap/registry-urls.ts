import type { Registry } from '../asn/registry.ts'

/**
 * Where each registry answers for the addresses that it has handed out (IANA's bootstrap files ipv4.json and ipv6.json,
 * RFC 9224; seen in 2026-11). Nobody else is asked, whoever is named in a redirect.
 */
export const registryUrls: { readonly [R in Registry]: string } = {
  afrinic: 'https://rdap.afrinic.net/rdap/',
  apnic: 'https://rdap.apnic.net/',
  arin: 'https://rdap.arin.net/registry/',
  lacnic: 'https://rdap.lacnic.net/rdap/',
  ripencc: 'https://rdap.db.ripe.net/',
}
