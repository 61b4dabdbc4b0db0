/**
 * Names that tell whether a resolver checks signatures, and resolvers that do, for where one's own does not. Of the latter
 * two must agree before they are believed, so each is of another operator.
 */
export const validation = {
  signed: 'isc.org',
  bogus: 'www.dnssec-failed.org',
  resolvers: ['9.9.9.9', '1.1.1.1'],
  source:
    'https://bind9.readthedocs.io/en/stable/dnssec-guide.html#how-to-test-recursive-server (the names, kept for this purpose by ISC and Comcast); https://www.quad9.net/service/service-addresses-and-features and https://developers.cloudflare.com/1.1.1.1/ (the resolvers)',
  seen: '2026-11',
} as const
