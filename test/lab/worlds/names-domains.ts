import { hosts, vpn } from '../addresses.ts'
import {
  back,
  cannotReceive,
  cannotSend,
  checked,
  domain,
  flags,
  foreignKey,
  key,
  octets,
  own,
  policy,
  serverSeen,
} from './a-domain.ts'
import { goodBothFamilies } from './direct-open.ts'
import { goodStaticForwards as good } from './good-static-forwards.ts'
import type { KnownWorld } from './known-world.ts'
import { goodDomain } from './on-names.ts'

const services = ['_submissions', '_submission', '_imaps', '_imap'].map((service) => `${service}._tcp.home.test. SRV`)

/** A domain with all that it should have, and a mail server that shows what it promises. */
const whole: KnownWorld = {
  ...goodBothFamilies,
  name: 'domain-whole',
  spec: {
    ...goodBothFamilies.spec,
    hairpin: 'works',
    serves: 'mail',
    names: {
      signed: 'well',
      resolver: 'validating',
      tlsa: 'of-the-server',
      policy: { text: policy('enforce', 'mail.home.test') },
    },
  },
  flags,
  answers: {
    ...goodBothFamilies.answers,
    ...goodDomain,
    ...checked,
    'names.spf.v6': 'pass',
    'router.hairpin': 'undetermined',
    'names.mta-sts': 'enforced',
    'names.dane': 'matches',
    'names.dnssec': 'signed',
  },
  unknowns: serverSeen,
}

/** Nothing is published but an address, and nobody expects mail from it. */
const justBought: KnownWorld = {
  ...domain('just-bought', {
    records: [
      `home.test. A ${own}`,
      'home.test. MX',
      'home.test. TXT',
      'home.test. CAA',
      `${key} TXT`,
      '_dmarc.home.test. TXT',
      '_smtp._tls.home.test. TXT',
      ...services,
      `${back} PTR 25-203-113-7.dyn.isp.test.`,
      `25-203-113-7.dyn.isp.test. A ${own}`,
      `${octets}.zen.spamhaus.org. A 127.0.0.10`,
    ],
  }),
  answers: {
    ...good.answers,
    ...goodDomain,
    'names.spf.v4': 'none',
    'names.mx': 'implicit',
    'names.dkim': 'no-selector',
    'names.dmarc': 'none',
    'names.caa': 'not-published',
    'names.autoconfig': 'not-published',
    'names.reverse.v4': 'generic',
    'line.fixed.v4': 'looks-dynamic',
    'names.tls-rpt': 'not-published',
    'reputation.policy.v4': 'listed-by-provider',
  },
  flags: ['--domain', 'home.test'],
  unknowns: { 'names.dkim': 'nobody said under which name the key would be' },
  ...cannotSend,
}

/** Everything is being tried, its signatures are not renewed, and one of two exchangers is elsewhere. */
const beingTried: KnownWorld = {
  ...domain('being-tried', {
    signed: 'not-for-long',
    resolver: 'validating',
    policy: { text: policy('testing', '*.home.test') },
    records: [
      'home.test. MX 10 mail.home.test.',
      'home.test. MX 20 mx2.home.test.',
      `mx2.home.test. A ${vpn.host}`,
      'home.test. TXT "v=spf1 ip4:25.198.51.25 ~all"',
      `${key} TXT "v=DKIM1; t=y; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="`,
      '_dmarc.home.test. TXT "v=DMARC1; p=none; rua=mailto:dmarc@home.test"',
      foreignKey,
      `${back} PTR box.home.test.`,
      `box.home.test. A ${own}`,
      `${octets}.psbl.surriel.com. A 127.0.0.2`,
    ],
  }),
  answers: {
    ...good.answers,
    ...goodDomain,
    ...checked,
    'names.spf.v4': 'softfail',
    'names.mx': 'partly-elsewhere',
    'names.dkim': 'testing',
    'names.dmarc': 'monitoring',
    'names.reverse.v4': 'not-the-mail-name',
    'names.mta-sts': 'testing',
    'names.dane': 'not-compared',
    'names.dnssec': 'expiring',
    'reputation.abuse.v4': 'listed-minor',
  },
  unknowns: { 'names.dane': 'no server runs whose certificate could be seen' },
}

/** Mail goes to another provider, and the page that should say so shows the certificate of another. */
const elsewhere: KnownWorld = {
  ...domain('elsewhere', {
    policy: { text: policy('enforce', 'mx.test'), certificate: 'of-another' },
    records: [
      'home.test. MX 10 mx.test.',
      'home.test. TXT "v=spf1 ip4:25.198.51.25 -all"',
      `mail.home.test. A ${hosts.mx.v4}`,
      '_imaps._tcp.home.test. SRV 0 1 993 mx.test.',
      `${back} PTR 7.static.business.isp.test.`,
      `7.static.business.isp.test. A ${own}`,
    ],
  }),
  flags: [...flags, '--host', 'mail.home.test'],
  answers: {
    ...good.answers,
    ...goodDomain,
    'names.spf.v4': 'fail',
    'names.host': 'points-elsewhere',
    'names.mx': 'points-elsewhere',
    'names.reverse.v4': 'generic-static',
    'names.autoconfig': 'points-elsewhere',
    'names.mta-sts': 'policy-unreachable',
  },
  ...cannotReceive,
  abilities: { ...good.abilities, receive: 'no', send: 'no' },
}

/** Domains with all that they should have, with nothing of it yet, and on their way. */
export const domains: readonly KnownWorld[] = [whole, justBought, beingTried, elsewhere]
