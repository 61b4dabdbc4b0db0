import { goodStaticForwards as good } from './good-static-forwards.ts'
import type { KnownWorld } from './known-world.ts'
import { allOf, goodDomain } from './on-names.ts'

const flags = ['--domain', 'home.test', '--selector', '2026']
const answers = { ...good.answers, ...goodDomain } as const

const sendingUnknown = {
  abilities: { ...good.abilities, send: 'unknown' },
  verdict: 'undetermined',
  way: 'find-out-first',
  exit: 2,
} as const

const unchecked = {
  'names.dane': 'resolver-does-not-validate',
  'names.dnssec': 'resolver-does-not-validate',
} as const
const refused = {
  'reputation.policy.v4': 'refused',
  'reputation.abuse.v4': 'refused',
  'reputation.domain': 'refused',
} as const

/** The resolver speaks no TCP and checks no signatures; lists do not answer it, and receivers turn the line away. */
const unheard: KnownWorld = {
  ...good,
  name: 'resolver-without-tcp',
  spec: {
    ...good.spec,
    serves: 'mail',
    hairpin: 'works',
    names: {
      signed: 'well',
      resolver: 'udp-only',
      receivers: 'turn-away',
      tlsa: 'of-the-server',
      records: ['2.0.0.127.zen.spamhaus.org. A 127.255.255.254', 'test.dbl.spamhaus.org. A 127.255.255.254'],
    },
  },
  flags,
  answers: {
    ...answers,
    ...unchecked,
    ...refused,
    'router.hairpin': 'undetermined',
    'line.resolver': 'no-tcp',
    'reputation.receivers': 'turned-away',
  },
  unknowns: {
    ...allOf(unchecked, 'neither this resolver nor any other that is known was seen to check signatures'),
    ...allOf(refused, 'the list answers nobody who asks like this'),
    'router.hairpin': 'a server that is not ours answers, so nobody shows that the way led out',
  },
  explained: {
    ...allOf(unchecked, 'line.resolver'),
    'reputation.abuse.v4': 'reputation.policy.v4',
    'reputation.domain': 'reputation.policy.v4',
  },
  ...sendingUnknown,
}

const incredible = {
  'reputation.policy.v4': 'no-witness',
  'reputation.abuse.v4': 'no-witness',
  'reputation.domain': 'no-witness',
} as const

/** It has an address for names that do not exist, and so do the zones of lists that somebody else has bought. */
const rewriting: KnownWorld = {
  ...good,
  name: 'resolver-rewrites',
  spec: {
    ...good.spec,
    names: {
      resolver: 'rewriting',
      records: ['1.0.0.127.zen.spamhaus.org. A 127.0.0.2', '*.dbl.spamhaus.org. A 127.0.1.2'],
    },
  },
  flags,
  answers: { ...answers, ...incredible, 'line.resolver': 'rewrites' },
  unknowns: allOf(incredible, 'a list that has what none may have is not believed'),
  explained: allOf(incredible, 'line.resolver'),
  ...sendingUnknown,
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
  'names.dnssec': 'lookup-failed',
  'reputation.policy.v4': 'lookup-failed',
  'reputation.abuse.v4': 'lookup-failed',
  'reputation.domain': 'lookup-failed',
  'reputation.receivers': 'no-witness',
} as const

/** It answers nobody, while addresses can be reached. */
const refusing: KnownWorld = {
  ...good,
  name: 'resolver-refuses',
  spec: { ...good.spec, names: { resolver: 'refusing' } },
  flags,
  answers: { ...answers, ...unfound, 'line.address.v4': 'seen-once', 'line.resolver': 'failing' },
  unknowns: allOf(unfound, 'nothing is found out without a resolver'),
  explained: allOf(unfound, 'line.resolver'),
  ...sendingUnknown,
  abilities: { ...good.abilities, receive: 'unknown', send: 'unknown' },
}

export const resolvers: readonly KnownWorld[] = [unheard, rewriting, refusing]
