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

/** The same of the domain that the lab has: it is not signed, and promises nothing of TLS. */
export const goodDomain = {
  'names.host': 'points-here',
  'names.mx': 'points-here',
  'names.spf.v4': 'pass',
  'names.spf.v6': 'moot',
  'names.dkim': 'published',
  'names.dmarc': 'enforced',
  'names.caa': 'published',
  'names.autoconfig': 'published',
  'names.mta-sts': 'not-published',
  'names.tls-rpt': 'published',
  'names.dane': 'not-published',
  'names.dnssec': 'unsigned',
  'reputation.domain': 'not-listed',
} as const

/** What others say of an address on no list, and of a line whose name server can be believed: dnsmasq, which checks nothing. */
export const goodName = {
  'line.resolver': 'honest',
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

/** The same said of every check that has an answer here. */
export function allOf<Check extends string, Word>(
  answers: Readonly<Record<Check, unknown>>,
  word: Word,
): Record<Check, Word> {
  return Object.fromEntries(Object.keys(answers).map((check) => [check, word])) as Record<Check, Word>
}
