import { home, hosts } from '../addresses.ts'
import { back, neither, checked, domain, foreignKey, key, octets, own, policy, serverSeen } from './a-domain.ts'
import { goodStaticForwards as good } from './good-static-forwards.ts'
import type { KnownWorld } from './known-world.ts'
import { allOf, goodDomain } from './on-names.ts'

/** Who publishes what mail needs to be led here publishes the host with it. */
const hostToo = { 'names.host': 'names.mx' } as const

/** Records that nobody can read. */
const misspelled: KnownWorld = {
  ...domain('misspelled', {
    policy: { text: 'version: STSv2\n' },
    records: [
      `home.test. MX 10 ${own}.`,
      'home.test. TXT "v=spf1 mx ip4:25.203.113 -all"',
      'home.test. CAA 0 issue "ca test"',
      `${key} TXT "v=DKIM1; k=rsa; p=(a key)"`,
      '_dmarc.home.test. TXT "v=DMARC1; p=rejekt"',
      '_smtp._tls.home.test. TXT "v=TLSRPTv1; rua=tls@home.test"',
      '_imaps._tcp.home.test. SRV 0 1 0 mail.home.test.',
      `${back} PTR`,
      'home.test.dbl.spamhaus.org. A 127.0.1.2',
    ],
  }),
  answers: {
    ...good.answers,
    ...goodDomain,
    'names.spf.v4': 'permerror',
    'names.host': 'missing',
    'names.mx': 'address-literal',
    'names.dkim': 'malformed',
    'names.dmarc': 'malformed',
    'names.reverse.v4': 'missing',
    'names.caa': 'malformed',
    'names.autoconfig': 'malformed',
    'names.mta-sts': 'malformed',
    'names.tls-rpt': 'malformed',
    'reputation.domain': 'listed',
  },
  explained: hostToo,
  ...neither,
}

/** Two of what there may be one of, an alias for an exchanger, and a promise of no use. */
const twice: KnownWorld = {
  ...domain('twice', {
    signed: 'well',
    resolver: 'validating',
    policy: { text: policy('none') },
    records: [
      'home.test. MX 10 alias.home.test.',
      'alias.home.test. CNAME mail.home.test.',
      `_25._tcp.mail.home.test. TLSA 1 0 1 ${'ab'.repeat(32)}`,
      'home.test. TXT "v=spf1 mx -all"',
      'home.test. TXT "v=spf1 a -all"',
      // 512 bits.
      `${key} TXT "v=DKIM1; k=rsa; p=MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBAMA9VHNabU53eMJRvjb6LNSkgr+JM2oL3UFzy2sw6OrBdw84TEiBzK9g6y9ov8H4wByqpGqubtfaSCDJvpf20okCAwEAAQ=="`,
      '_dmarc.home.test. TXT "v=DMARC1; p=none"',
      '_dmarc.home.test. TXT "v=DMARC1; p=reject"',
      '_smtp._tls.home.test. TXT "v=TLSRPTv1; rua=mailto:a@home.test"',
      '_smtp._tls.home.test. TXT "v=TLSRPTv1; rua=mailto:b@home.test"',
      `${back} PTR mail.other.test.`,
      `mail.other.test. A ${hosts.mx.v4}`,
    ],
  }),
  answers: {
    ...good.answers,
    ...goodDomain,
    ...checked,
    'names.spf.v4': 'several',
    'names.mx': 'alias',
    'names.dkim': 'weak',
    'names.dmarc': 'several',
    'names.reverse.v4': 'unconfirmed',
    'names.mta-sts': 'none-mode',
    'names.tls-rpt': 'several',
    'names.dane': 'unusable',
    'names.dnssec': 'signed',
  },
  ...neither,
}

/** It neither takes nor sends mail, and the line is known as one at home. */
const withoutMail: KnownWorld = {
  ...domain('without-mail', {
    records: [
      'home.test. MX 0 .',
      'home.test. TXT "v=spf1 -all"',
      `${key} TXT "v=DKIM1; p="`,
      '_dmarc.home.test. TXT "v=DMARC1; p=reject; pct=100; rua=mailto:dmarc@home.test"',
      `${octets}.zen.spamhaus.org. A 127.0.0.11`,
    ],
  }),
  answers: {
    ...good.answers,
    ...goodDomain,
    'names.host': 'missing',
    'names.spf.v4': 'fail',
    'names.mx': 'null-mx',
    'names.dkim': 'revoked',
    'names.dmarc': 'outdated-tags',
    'reputation.policy.v4': 'listed',
  },
  explained: hostToo,
  ...neither,
}

const included = [...'abcdefgh'].map((letter) => `${letter}.included.test`)

/** All names lead to an address at home. */
const inside: KnownWorld = {
  ...domain('inside', {
    signed: 'no',
    resolver: 'validating',
    policy: { text: policy('enforce', 'mail.home.test') },
    records: [
      `mail.home.test. A ${home.machine}`,
      `mta-sts.home.test. A ${home.machine}`,
      foreignKey,
      `home.test. TXT "v=spf1 ${included.map((name) => `include:${name}`).join(' ')} ip4:${own} -all"`,
      ...included.map((name) => `${name}. TXT "v=spf1 ip4:192.0.2.1 -all"`),
      '_dmarc.home.test. TXT "v=DMARC1; p=reject; rua=mailto:dmarc@other.test"',
    ],
  }),
  answers: {
    ...good.answers,
    ...goodDomain,
    ...checked,
    'names.host': 'private',
    'names.spf.v4': 'near-limit',
    'names.mx': 'private',
    'names.dmarc': 'report-address-unauthorised',
    'names.reverse.v4': 'unconfirmed',
    'names.autoconfig': 'points-elsewhere',
    'names.mta-sts': 'policy-not-seen',
    'names.dane': 'not-signed',
  },
  unknowns: { 'names.mta-sts': 'the page is at home, where others never come' },
  ...neither,
  // The address has its name: the record that leads back is the user's own to publish.
  way: 'host-directly',
}

/** The exchanger does not exist, everybody may send, and bad mail has come from here. */
const dangling: KnownWorld = {
  ...domain('dangling', {
    policy: { text: policy('testing', 'other.test') },
    records: [
      'home.test. MX 10 gone.home.test.',
      'home.test. TXT "v=spf1 +all"',
      `${octets}.zen.spamhaus.org. A 127.0.0.4`,
    ],
  }),
  answers: {
    ...good.answers,
    ...goodDomain,
    'names.host': 'missing',
    'names.spf.v4': 'allows-everyone',
    'names.mx': 'dangling',
    'names.mta-sts': 'would-mismatch',
    'reputation.abuse.v4': 'listed',
  },
  explained: hostToo,
  ...neither,
}

/** The mail server shows another certificate than is promised, and the policy names another host. */
const promisesBroken: KnownWorld = {
  ...domain(
    'promises-broken',
    {
      signed: 'well',
      resolver: 'validating',
      policy: { text: policy('enforce', 'other.test') },
      records: [foreignKey],
    },
    { hairpin: 'works', serves: 'mail' },
  ),
  answers: {
    ...good.answers,
    ...goodDomain,
    ...checked,
    'router.hairpin': 'undetermined',
    'names.mta-sts': 'mismatch',
    'names.dane': 'mismatch',
    'names.dnssec': 'signed',
  },
  unknowns: serverSeen,
}

const unfound = {
  'names.spf.v4': 'temperror',
  'names.host': 'lookup-failed',
  'names.mx': 'lookup-failed',
  'names.dkim': 'lookup-failed',
  'names.dmarc': 'lookup-failed',
  'names.reverse.v4': 'lookup-failed',
  'names.caa': 'lookup-failed',
  'names.autoconfig': 'lookup-failed',
  'names.mta-sts': 'lookup-failed',
  'names.tls-rpt': 'lookup-failed',
  'names.dane': 'lookup-failed',
} as const

/** Whoever checks signatures finds nothing of it. */
const badlySigned: KnownWorld = {
  ...domain('badly-signed', { signed: 'badly', resolver: 'validating' }),
  answers: { ...good.answers, ...goodDomain, ...checked, ...unfound, 'names.dnssec': 'bogus' },
  unknowns: allOf(unfound, 'whoever checks signatures is told nothing'),
  explained: allOf(unfound, 'names.dnssec'),
  abilities: { ...good.abilities, receive: 'unknown', send: 'unknown' },
  verdict: 'undetermined',
  way: 'find-out-first',
  exit: 2,
}

/** Domains with which something is wrong. */
export const brokenDomains: readonly KnownWorld[] = [
  misspelled,
  twice,
  withoutMail,
  inside,
  dangling,
  promisesBroken,
  badlySigned,
]
