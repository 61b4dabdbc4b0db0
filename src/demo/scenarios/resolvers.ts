import { homeDomain, selector } from '../names/home-zones.ts'
import type { Scenario } from '../scenario.ts'
import { good } from './good.ts'
import { domainWithoutServer } from './on-names.ts'

const named = { domain: homeDomain }

/** Lines on which the resolver that everybody at home asks is not what it should be. */
export const resolvers: readonly Scenario[] = [
  {
    name: 'resolver-rewrites',
    title: 'The resolver has an address for names that do not exist: every list seems to have everybody on it.',
    line: { resolver: 'rewriting' },
    answers: {
      ...good.answers,
      'line.resolver': 'rewrites',
      'reputation.policy.v4': 'no-witness',
      'reputation.abuse.v4': 'no-witness',
    },
    abilities: { ...good.abilities, send: 'unknown' },
    verdict: 'undetermined',
  },
  {
    name: 'resolver-intercepts',
    title: 'Whatever name server is asked, it is the router that answers.',
    line: { named, resolver: 'intercepting' },
    answers: {
      ...good.answers,
      ...domainWithoutServer,
      'line.resolver': 'intercepted',
      'names.dane': 'lookup-failed',
      'names.dnssec': 'resolver-does-not-validate',
      'names.caa': 'lookup-failed',
      'names.dkim': 'lookup-failed',
    },
    abilities: good.abilities,
    verdict: good.verdict,
  },
  {
    name: 'resolver-withholds',
    title: 'The records of the domain are new, and the resolver does not have them yet.',
    line: { named: { ...named, selectors: [selector] }, resolver: 'withholding' },
    answers: {
      ...good.answers,
      ...domainWithoutServer,
      'line.resolver': 'honest',
      'names.mx': 'resolver-differs',
      'names.host': 'resolver-differs',
      'names.reverse.v4': 'resolver-differs',
    },
    abilities: good.abilities,
    verdict: good.verdict,
  },
  {
    name: 'resolver-fails',
    title: 'The resolver finds nothing out, while addresses can be reached.',
    line: { named, resolver: 'failing' },
    answers: {
      ...good.answers,
      // Of the witnesses only the probe was given by its address.
      'line.address.v4': 'seen-once',
      'line.resolver': 'failing',
      'names.mta-sts': 'lookup-failed',
      'names.tls-rpt': 'lookup-failed',
      'names.dane': 'lookup-failed',
      'names.dnssec': 'lookup-failed',
      'reputation.policy.v4': 'lookup-failed',
      'reputation.abuse.v4': 'lookup-failed',
      'reputation.domain': 'lookup-failed',
      'reputation.receivers': 'no-witness',
      'names.host': 'lookup-failed',
      'names.mx': 'lookup-failed',
      'names.reverse.v4': 'lookup-failed',
      'names.autoconfig': 'lookup-failed',
      'names.caa': 'lookup-failed',
      'names.dkim': 'lookup-failed',
      'names.dmarc': 'lookup-failed',
      'names.spf.v4': 'temperror',
    },
    abilities: { ...good.abilities, receive: 'unknown', send: 'unknown' },
    verdict: 'undetermined',
  },
]
