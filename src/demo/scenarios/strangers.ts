import type { Scenario } from '../scenario.ts'
import { named } from './a-domain.ts'
import { good } from './good.ts'
import { domainWithoutServer } from './on-names.ts'
import { inbound, outbound } from './on-ports.ts'

const inwardsUnknown = { ...good.abilities, receive: 'unknown', access: 'unknown' } as const
const nobodyInside = { 'inbound.blocker.v4': 'undetermined', 'router.hairpin': 'undetermined' } as const

/** A good line without a probe: large segments are tried with one alone. */
const noProbe = {
  ...good.answers,
  'vantage.probe': 'not-configured',
  'line.mtu': 'no-vantage',
  ...nobodyInside,
} as const

/** Strangers get in, so nothing keeps others out. */
const allIn = { ...noProbe, 'inbound.blocker.v4': 'nothing' } as const

/** Lines of which others tell who are nobody's probe: strangers who call, name servers, the routes, the box at home. */
export const strangers: readonly Scenario[] = [
  {
    name: 'globalping-open',
    title: 'A good line without a probe, and volunteers all over the world who get in.',
    line: { probe: 'none', strangers: 'globalping' },
    answers: allIn,
    abilities: good.abilities,
    verdict: good.verdict,
  },
  {
    name: 'globalping-server-for-itself',
    title: 'Volunteers get in on all ports but 25, where the mail server listens for its own machine alone.',
    line: { probe: 'none', strangers: 'globalping', held: 'server-for-itself' },
    answers: { ...noProbe, 'inbound.25.v4': 'refused', 'inbound.blocker.v4': 'this-machine' },
    abilities: { ...good.abilities, receive: 'no' },
    verdict: 'not-ready',
  },
  {
    name: 'globalping-closed',
    title: 'The router forwards nothing yet, there is no probe, and volunteers all over the world knock in vain.',
    line: { probe: 'none', strangers: 'globalping', forwards: [] },
    answers: { ...noProbe, ...inbound('v4', 'not-forwarded') },
    abilities: inwardsUnknown,
    verdict: 'undetermined',
  },
  {
    name: 'globalping-listed',
    title: 'There is no probe, and the volunteers may not call: the address is on a list of bad ones.',
    line: { probe: 'none', strangers: 'globalping-listed' },
    answers: { ...noProbe, ...inbound('v4', 'not-called') },
    abilities: inwardsUnknown,
    verdict: 'undetermined',
  },
  {
    name: 'port-checker',
    title: 'A good line without a probe, and a service that dials whoever asks and gets in.',
    line: { probe: 'none', strangers: 'port-checker' },
    answers: allIn,
    abilities: good.abilities,
    verdict: good.verdict,
  },
  {
    name: 'name-servers',
    title: 'STUN servers are out of reach, but name servers tell whom they are asked by.',
    line: { probe: 'none', stun: 'refused', nameServers: 'heard' },
    answers: { ...noProbe, ...inbound('v4', 'no-vantage') },
    abilities: inwardsUnknown,
    verdict: 'undetermined',
  },
  {
    name: 'name-servers-hijacked',
    title:
      "STUN servers are out of reach, and whatever name server is asked, it is the provider's resolver that answers.",
    line: { probe: 'none', stun: 'refused', nameServers: 'taken', named },
    answers: {
      ...noProbe,
      ...domainWithoutServer,
      // There is nothing to compare them with.
      'names.host': 'not-compared',
      'names.mx': 'not-compared',
      // Nobody who could be believed has said which address this line has: whatever builds on it is not judged.
      'line.address.v4': 'no-witness',
      'line.address.v6': 'no-witness',
      'line.nat.v4': 'blind',
      'line.fixed.v4': 'blind',
      'line.fixed.v6': 'blind',
      'line.source.v6': 'blind',
      ...outbound('v4', 'blind'),
      ...outbound('v6', 'blind'),
      ...inbound('v4', 'blind'),
      ...inbound('v6', 'blind'),
      'inbound.blocker.v4': 'blind',
      'inbound.blocker.v6': 'blind',
      'router.pinhole.v6': 'blind',
      'router.hairpin': 'blind',
      'line.resolver': 'intercepted',
      'names.reverse.v4': 'blind',
      'reputation.policy.v4': 'blind',
      'reputation.abuse.v4': 'blind',
      'names.reverse.v6': 'blind',
      'reputation.abuse.v6': 'blind',
      'names.spf.v4': 'blind',
      'names.spf.v6': 'blind',
    },
    abilities: { receive: 'unknown', send: 'unknown', access: 'unknown' },
    verdict: 'undetermined',
  },
  {
    name: 'provider-known',
    title: 'Port 25 is blocked on the way out, and the provider is known to have a switch for that.',
    line: { outbound: { 25: 'timed-out' }, network: { asn: 12_322, name: 'PROXAD Free SAS', country: 'FR' } },
    answers: {
      ...good.answers,
      'line.provider': 'known',
      'outbound.25.v4': 'filtered',
      'reputation.receivers': 'no-witness',
    },
    abilities: { ...good.abilities, send: 'no' },
    verdict: 'not-ready',
  },
  {
    name: 'shared-ports',
    title: 'Several lines share one public address by ports, and 25 is not among those of this one.',
    line: { ownPorts: { from: 40_960, to: 49_151 } },
    answers: { ...good.answers, 'line.nat.v4': 'shared-ports', ...inbound('v4', 'not-forwarded'), ...nobodyInside },
    abilities: { ...good.abilities, receive: 'no', access: 'no' },
    verdict: 'not-ready',
  },
]
