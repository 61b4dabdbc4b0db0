import { hosts } from '../addresses.ts'
import { homeDomain, mailHost } from '../names/home-zones.ts'
import type { Scenario } from '../scenario.ts'
import { domain, foreignDigest, notKnown, tlsa } from './a-domain.ts'

/** Domains whose signatures, or the promises that are made with them, are not as they should be. */
export const signatures: readonly Scenario[] = [
  {
    ...domain,
    name: 'domain-badly-signed',
    title: 'The signatures of the domain are bad: whoever checks them finds nothing of it.',
    line: { ...domain.line, records: { [homeDomain]: { signed: 'badly' } } },
    answers: {
      ...domain.answers,
      'names.mta-sts': 'lookup-failed',
      'names.tls-rpt': 'lookup-failed',
      'names.dane': 'lookup-failed',
      'names.dnssec': 'bogus',
      'names.host': 'lookup-failed',
      'names.mx': 'lookup-failed',
      'names.reverse.v4': 'lookup-failed',
      'names.autoconfig': 'lookup-failed',
      'names.caa': 'lookup-failed',
      'names.dkim': 'lookup-failed',
      'names.dmarc': 'lookup-failed',
      'names.spf.v4': 'temperror',
    },
    ...notKnown,
  },
  {
    ...domain,
    name: 'domain-badly-signed-in-part',
    title: 'The domain promises a certificate, and the signatures of that promise alone are bad.',
    line: { ...domain.line, records: { [tlsa]: { NS: [hosts.zones.name], signed: 'badly' } } },
    answers: { ...domain.answers, 'names.dane': 'bogus' },
  },
  {
    ...domain,
    name: 'domain-promises-broken',
    title:
      'The mail server shows another certificate than the domain promises, and its signatures are about to run out.',
    line: {
      ...domain.line,
      policy: { text: `version: STSv1\nmode: testing\nmx: other.${homeDomain}\nmax_age: 86400\n` },
      records: {
        [tlsa]: { TLSA: [`3 1 1 ${foreignDigest}`] },
        [homeDomain]: {
          MX: [`10 ${mailHost}`, `20 gone.${homeDomain}`],
          TXT: ['v=spf1 ?all'],
          signed: 'not-for-long',
        },
      },
    },
    answers: {
      ...domain.answers,
      'names.mta-sts': 'would-mismatch',
      'names.dane': 'mismatch',
      'names.dnssec': 'expiring',
      'names.mx': 'partly-unusable',
      'names.spf.v4': 'neutral',
    },
  },
  {
    ...domain,
    name: 'domain-unsigned',
    title: 'The domain promises a certificate without having a signature to it.',
    line: { ...domain.line, records: { [homeDomain]: { signed: 'no' } } },
    answers: {
      ...domain.answers,
      'names.dane': 'not-signed',
      'names.dnssec': 'unsigned',
    },
  },
  {
    ...domain,
    name: 'domain-unchecked',
    title: 'A domain with all that it should have, asked for by way of a resolver that checks no signatures.',
    line: { ...domain.line, resolver: 'plain' },
    answers: {
      ...domain.answers,
      'line.resolver': 'honest',
      'names.dane': 'resolver-does-not-validate',
    },
  },
]
