import { home, hosts } from '../addresses.ts'
import { homeDomain, mailHost } from '../names/home-zones.ts'
import type { Scenario } from '../scenario.ts'
import {
  cannotReceive,
  dmarc,
  domain,
  foreignDigest,
  key,
  named,
  neither,
  noServer,
  own,
  policyRecord,
  reportRecord,
  reverse,
  tlsa,
} from './a-domain.ts'

/** Each costs a question, of which ten are allowed (RFC 7208 §4.6.4). */
const included = [...'abcdefgh'].map((letter) => `${letter}.included.test`)

/** Domains whose records are wrong. */
export const brokenNames: readonly Scenario[] = [
  {
    ...domain,
    name: 'domain-misspelled',
    title: 'A domain whose records nobody can read.',
    line: {
      named,
      policy: { text: 'version: STSv2\n' },
      records: {
        [homeDomain]: { MX: [`10 ${own}`], TXT: ['v=spf1 mx ip4:25.203.113 -all'] },
        [key]: { TXT: ['v=DKIM1; k=rsa; p=(a key)'] },
        [dmarc]: { TXT: ['v=DMARC1; p=rejekt'] },
        [reportRecord]: { TXT: [`v=TLSRPTv1; rua=tls@${homeDomain}`] },
        [`_imaps._tcp.${homeDomain}`]: { SRV: [`0 1 0 ${mailHost}`] },
        [reverse]: { PTR: [] },
      },
    },
    answers: {
      ...noServer,
      'names.mta-sts': 'malformed',
      'names.tls-rpt': 'malformed',
      'names.host': 'missing',
      'names.mx': 'address-literal',
      'names.reverse.v4': 'missing',
      'names.autoconfig': 'malformed',
      'names.caa': 'published',
      'names.dkim': 'malformed',
      'names.dmarc': 'malformed',
      'names.spf.v4': 'permerror',
    },
    ...neither,
  },
  {
    ...domain,
    name: 'domain-twice',
    title: 'A domain that has two records where one is allowed, an alias for an exchanger, and promises of no use.',
    line: {
      named,
      policy: { text: 'version: STSv1\nmode: none\nmax_age: 86400\n' },
      records: {
        [homeDomain]: {
          MX: [`10 alias.${homeDomain}`],
          TXT: ['v=spf1 mx -all', 'v=spf1 a -all'],
          CAA: ['0 issue "ca test"'],
        },
        [`alias.${homeDomain}`]: { CNAME: [mailHost] },
        [tlsa]: { TLSA: [`1 0 1 ${foreignDigest}`] },
        // 512 bits.
        [key]: {
          TXT: [
            'v=DKIM1; k=rsa; p=MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBAMA9VHNabU53eMJRvjb6LNSkgr+JM2oL3UFzy2sw6OrBdw84TEiBzK9g6y9ov8H4wByqpGqubtfaSCDJvpf20okCAwEAAQ==',
          ],
        },
        [dmarc]: { TXT: ['v=DMARC1; p=none', 'v=DMARC1; p=reject'] },
        [reportRecord]: {
          TXT: [`v=TLSRPTv1; rua=mailto:a@${homeDomain}`, `v=TLSRPTv1; rua=mailto:b@${homeDomain}`],
        },
        [reverse]: { PTR: ['mail.other.test'] },
        'mail.other.test': { A: [hosts.exchanger.v4] },
      },
    },
    answers: {
      ...noServer,
      'names.mta-sts': 'none-mode',
      'names.tls-rpt': 'several',
      'names.dane': 'unusable',

      'names.mx': 'alias',
      'names.reverse.v4': 'unconfirmed',
      'names.caa': 'malformed',
      'names.dkim': 'weak',
      'names.dmarc': 'several',
      'names.spf.v4': 'several',
    },
    ...neither,
  },
  {
    ...domain,
    name: 'domain-without-mail',
    title: 'A domain that says that it neither takes nor sends mail.',
    line: {
      named,
      records: {
        [homeDomain]: { MX: ['0 .'], TXT: ['v=spf1 -all'], CAA: ['0 issue ";"'] },
        [key]: { TXT: ['v=DKIM1; p='] },
        [dmarc]: { TXT: [`v=DMARC1; p=reject; pct=100; rua=mailto:dmarc@${homeDomain}`] },
      },
    },
    answers: {
      ...noServer,
      'names.host': 'missing',
      'names.mx': 'null-mx',
      'names.caa': 'forbids-all',
      'names.dkim': 'revoked',
      'names.dmarc': 'outdated-tags',
      'names.spf.v4': 'fail',
    },
    ...neither,
  },
  {
    ...domain,
    name: 'domain-inside',
    title: 'The names of the domain lead to an address at home, and its policy to a page that turns everybody away.',
    line: {
      named,
      policy: 'refused',
      records: {
        [mailHost]: { A: [home.machine] },
        [homeDomain]: { TXT: [`v=spf1 ${included.map((name) => `include:${name}`).join(' ')} ip4:${own} -all`] },
        ...Object.fromEntries(included.map((name) => [name, { TXT: ['v=spf1 ip4:192.0.2.1 -all'] }])),
        [dmarc]: { TXT: ['v=DMARC1; p=reject; rua=mailto:dmarc@other.test'] },
      },
    },
    answers: {
      ...noServer,
      'names.mta-sts': 'policy-unreachable',
      'names.host': 'private',
      'names.mx': 'private',
      'names.reverse.v4': 'unconfirmed',
      'names.autoconfig': 'points-elsewhere',
      'names.dmarc': 'report-address-unauthorised',
      'names.spf.v4': 'near-limit',
    },
    ...neither,
  },
  {
    ...domain,
    name: 'domain-dangling',
    title: 'The exchanger of the domain does not exist, and its name servers fail for half of what they are asked.',
    line: {
      named,
      records: {
        [homeDomain]: { MX: [`10 gone.${homeDomain}`], TXT: ['v=spf1 +all'] },
        [dmarc]: 'SERVFAIL',
        [key]: 'SERVFAIL',
        [policyRecord]: 'SERVFAIL',
        [reportRecord]: 'SERVFAIL',
      },
    },
    answers: {
      ...noServer,
      'names.mta-sts': 'lookup-failed',
      'names.tls-rpt': 'lookup-failed',
      'names.host': 'missing',
      'names.mx': 'dangling',
      'names.dkim': 'lookup-failed',
      'names.dmarc': 'lookup-failed',
      'names.spf.v4': 'allows-everyone',
    },
    ...cannotReceive,
  },
]
