import { home, hosts, provider } from '../addresses.ts'
import { homeDomain, mailHost, selector } from '../names/home-zones.ts'
import { listed, lists } from '../names/lists.ts'
import { ownName } from '../names/reverse-zone.ts'
import type { Scenario } from '../scenario.ts'
import { good } from './good.ts'
import { domainWithoutServer, goodDomain } from './on-names.ts'

const named = { domain: homeDomain, selectors: [selector] }
const key = `${selector}._domainkey.${homeDomain}`
const policyRecord = `_mta-sts.${homeDomain}`
const reportRecord = `_smtp._tls.${homeDomain}`
const dmarc = `_dmarc.${homeDomain}`
const tlsa = `_25._tcp.${mailHost}`
const own = provider.customer
const reverse = ownName(own)
const services = ['_submissions', '_submission', '_imaps', '_imap'].map((service) => `${service}._tcp.${homeDomain}`)
/** Each costs a question, of which ten are allowed (RFC 7208 §4.6.4). */
const included = [...'abcdefgh'].map((letter) => `${letter}.included.test`)
const foreignDigest = 'ab'.repeat(32)

/** A domain beside a good line, with a mail server on it: the one that the others differ from. */
const domain: Scenario = {
  ...good,
  name: 'domain',
  title: 'A good line, and a domain with all that it should have.',
  line: { named, held: 'server-on-25' },
  answers: { ...good.answers, ...goodDomain },
}

const noServer = { ...good.answers, ...domainWithoutServer } as const

/** What the domain says keeps mail away. */
const cannotReceive = { abilities: { ...good.abilities, receive: 'no' }, verdict: 'not-ready' } as const
const neither = { abilities: { ...good.abilities, receive: 'no', send: 'no' }, verdict: 'not-ready' } as const
const notKnown = {
  abilities: { ...good.abilities, receive: 'unknown', send: 'unknown' },
  verdict: 'undetermined',
} as const

/** Lines for which the user has said what his domain is. */
export const names: readonly Scenario[] = [
  domain,
  {
    ...domain,
    name: 'domain-just-bought',
    title: 'A domain of which only the address is known, on a line that nobody expects mail from.',
    line: {
      named: { domain: homeDomain },
      records: {
        [homeDomain]: { A: [own], MX: [], TXT: [], CAA: [], signed: 'no' },
        [key]: { TXT: [] },
        [dmarc]: { TXT: [] },
        [policyRecord]: { TXT: [] },
        [reportRecord]: { TXT: [] },
        ...Object.fromEntries(services.map((service) => [service, { SRV: [] }])),
        [reverse]: { PTR: ['25-203-113-7.dyn.isp.test'] },
        '25-203-113-7.dyn.isp.test': { A: [own] },
        [listed(own, lists.zen)]: { A: ['127.0.0.10'] },
      },
    },
    answers: {
      ...noServer,
      'names.mta-sts': 'not-published',
      'names.tls-rpt': 'not-published',
      'names.dnssec': 'unsigned',
      'reputation.policy.v4': 'listed-by-provider',

      'names.mx': 'implicit',
      'names.reverse.v4': 'generic',
    },
    abilities: { ...good.abilities, send: 'no' },
    verdict: 'not-ready',
  },
  {
    ...domain,
    name: 'domain-being-tried',
    title: 'A domain of which everything is still being tried, with a second exchanger elsewhere.',
    line: {
      named,
      policy: { text: `version: STSv1\nmode: testing\nmx: *.${homeDomain}\nmax_age: 86400\n` },
      records: {
        [homeDomain]: { TXT: ['v=spf1 ip4:25.198.51.25 ~all'], MX: [`10 ${mailHost}`, `20 mx2.${homeDomain}`] },
        [`mx2.${homeDomain}`]: { A: [hosts.relay.v4] },
        [key]: { TXT: ['v=DKIM1; t=y; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo='] },
        [dmarc]: { TXT: [`v=DMARC1; p=none; rua=mailto:dmarc@${homeDomain}`] },
        [reverse]: { PTR: [`box.${homeDomain}`] },
        [`box.${homeDomain}`]: { A: [own] },
      },
    },
    answers: {
      ...noServer,
      'names.mta-sts': 'testing',

      'names.mx': 'partly-elsewhere',
      'names.reverse.v4': 'not-the-mail-name',
    },
  },
  {
    ...domain,
    name: 'domain-elsewhere',
    title: 'Mail for the domain still goes to another provider, whom its policy does not name.',
    line: {
      named: { ...named, host: mailHost },
      records: {
        [homeDomain]: { MX: [`10 ${hosts.exchanger.name}`], TXT: ['v=spf1 ip4:25.198.51.25 -all'] },
        [mailHost]: { A: [hosts.exchanger.v4] },
        [`_imaps._tcp.${homeDomain}`]: { SRV: [`0 1 993 ${hosts.exchanger.name}`] },
        [reverse]: { PTR: ['7.static.business.isp.test'] },
        '7.static.business.isp.test': { A: [own] },
      },
    },
    answers: {
      ...noServer,
      'names.mta-sts': 'mismatch',
      'names.host': 'points-elsewhere',
      'names.mx': 'points-elsewhere',
      'names.reverse.v4': 'generic-static',
    },
    ...cannotReceive,
  },
  {
    ...domain,
    name: 'domain-misspelled',
    title: 'A domain whose records nobody can read.',
    line: {
      named,
      policy: { text: 'version: STSv2\n' },
      records: {
        [homeDomain]: { MX: [`10 ${own}`], TXT: ['v=spf1 mx ip4:25.203.113 -all'], CAA: ['0 issue "ca test"'] },
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
        [homeDomain]: { MX: [`10 alias.${homeDomain}`], TXT: ['v=spf1 mx -all', 'v=spf1 a -all'] },
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
        [homeDomain]: { MX: ['0 .'], TXT: ['v=spf1 -all'] },
        [key]: { TXT: ['v=DKIM1; p='] },
        [dmarc]: { TXT: [`v=DMARC1; p=reject; pct=100; rua=mailto:dmarc@${homeDomain}`] },
      },
    },
    answers: { ...noServer, 'names.host': 'missing', 'names.mx': 'null-mx' },
    ...cannotReceive,
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
    },
    ...cannotReceive,
  },
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
      records: { [tlsa]: { TLSA: [`3 1 1 ${foreignDigest}`] }, [homeDomain]: { signed: 'not-for-long' } },
    },
    answers: {
      ...domain.answers,
      'names.mta-sts': 'would-mismatch',
      'names.dane': 'mismatch',
      'names.dnssec': 'expiring',
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
