import { hosts } from '../addresses.ts'
import { homeDomain, mailHost } from '../names/home-zones.ts'
import { listed, lists } from '../names/lists.ts'
import type { Scenario } from '../scenario.ts'
import {
  cannotReceive,
  neither,
  dmarc,
  domain,
  key,
  named,
  noServer,
  own,
  policyRecord,
  reportRecord,
  reverse,
} from './a-domain.ts'
import { good } from './good.ts'
import { inbound, outbound } from './on-ports.ts'

const services = ['_submissions', '_submission', '_imaps', '_imap'].map((service) => `${service}._tcp.${homeDomain}`)

/** Lines for which the user has said what his domain is: one that is as it should be, and others on their way there. */
export const names: readonly Scenario[] = [
  domain,
  {
    ...domain,
    name: 'domain-just-bought',
    title: 'A domain of which only the address is known, on a line that nobody expects mail from.',
    line: {
      named,
      records: {
        [homeDomain]: { A: [own], MX: [], TXT: [], CAA: [], signed: 'no' },
        ...Object.fromEntries([key, dmarc, policyRecord, reportRecord, ...services].map((name) => [name, 'gone'])),
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
      'line.fixed.v4': 'looks-dynamic',
      'names.autoconfig': 'not-published',
      'names.caa': 'not-published',
      'names.dkim': 'missing',
      'names.dmarc': 'none',
      'names.spf.v4': 'none',
    },
    abilities: { ...good.abilities, send: 'no' },
    verdict: 'not-ready',
  },
  {
    ...domain,
    name: 'domain-unknown',
    title: 'A domain that does not exist.',
    line: { named: { domain: 'nobody.test' } },
    answers: {
      ...noServer,
      'names.mta-sts': 'not-published',
      'names.tls-rpt': 'not-published',
      'names.dnssec': 'lookup-failed',
      'names.autoconfig': 'not-published',
      'names.caa': 'not-published',
      'names.dkim': 'no-selector',
      'names.dmarc': 'none',
      'names.host': 'missing',
      'names.mx': 'missing',
      'names.spf.v4': 'none',
    },
    ...cannotReceive,
  },
  {
    ...domain,
    name: 'domain-v6-closed',
    title: 'The domain leads to the line over IPv6 as well, and the router lets nobody in there.',
    line: { named, v6: 'firewalled' },
    answers: {
      ...noServer,
      'line.address.v6': 'seen',
      'line.fixed.v6': 'too-early',
      'line.source.v6': 'stable',
      'reputation.abuse.v6': 'not-listed',
      ...outbound('v6', 'open'),
      ...inbound('v6', 'filtered'),
      'inbound.blocker.v6': 'router-or-provider',
      'router.pinhole.v6': 'absent',
      'names.host': 'v6-published-but-closed',
      'names.reverse.v6': 'confirmed',
      'names.spf.v6': 'pass',
    },
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
        [mailHost]: { A: [own, hosts.relay.v4] },
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
      'names.dkim': 'testing',
      'names.dmarc': 'monitoring',
      'names.host': 'partly-elsewhere',
      'names.spf.v4': 'softfail',
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
      'names.autoconfig': 'points-elsewhere',
      'names.spf.v4': 'fail',
    },
    ...neither,
  },
]
