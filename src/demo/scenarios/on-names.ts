/** What needs a domain, where none was named. */
export const noDomain = {
  'names.host': 'moot',
  'names.mx': 'moot',
  'names.spf.v4': 'moot',
  'names.spf.v6': 'moot',
  'names.dkim': 'moot',
  'names.dmarc': 'moot',
  'names.mta-sts': 'moot',
  'names.tls-rpt': 'moot',
  'names.dane': 'moot',
  'names.dnssec': 'moot',
  'names.caa': 'moot',
  'names.autoconfig': 'moot',
  'reputation.domain': 'moot',
} as const

/** The same, where a domain was named that has all that it should have. */
export const goodDomain = {
  'names.host': 'points-here',
  'names.mx': 'points-here',
  'names.spf.v4': 'pass',
  'names.spf.v6': 'moot',
  'names.dkim': 'published',
  'names.dmarc': 'enforced',
  'names.mta-sts': 'enforced',
  'names.tls-rpt': 'published',
  'names.dane': 'matches',
  'names.dnssec': 'signed',
  'names.caa': 'published',
  'names.autoconfig': 'published',
  'reputation.domain': 'not-listed',
} as const

/** No mail server runs yet, so that there is no certificate to promise. */
export const domainWithoutServer = { ...goodDomain, 'names.dane': 'not-published' } as const

/** What others say of an address on no list, and of a line whose name server can be believed. */
export const goodName = {
  'line.resolver': 'honest-and-validating',
  'names.reverse.v4': 'confirmed',
  'names.reverse.v6': 'moot',
  'reputation.policy.v4': 'not-listed',
  'reputation.abuse.v4': 'not-listed',
  'reputation.abuse.v6': 'moot',
  'reputation.receivers': 'welcome',
} as const

/** The same, where it could not be looked for. */
export const noName = {
  'line.resolver': 'blind',
  'names.reverse.v4': 'blind',
  'names.reverse.v6': 'blind',
  'reputation.policy.v4': 'blind',
  'reputation.abuse.v4': 'blind',
  'reputation.abuse.v6': 'blind',
  'reputation.receivers': 'blind',
} as const
