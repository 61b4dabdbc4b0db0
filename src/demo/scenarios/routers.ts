import type { Scenario } from '../scenario.ts'
import { good } from './good.ts'
import { inbound, outbound } from './on-ports.ts'

const receiveUnknown = {
  abilities: { ...good.abilities, receive: 'unknown', access: 'unknown' },
  verdict: 'undetermined',
} as const
const nothingComesIn = {
  abilities: { ...good.abilities, receive: 'no', access: 'no' },
  verdict: 'not-ready',
} as const
const asGood = { abilities: good.abilities, verdict: good.verdict } as const

/** Nothing is forwarded, and the router is not asked for anything. */
const nothingForwarded = {
  ...good.answers,
  ...inbound('v4', 'not-forwarded'),
  'inbound.blocker.v4': 'undetermined',
  'router.hairpin': 'undetermined',
} as const

/** A router that understands UPnP, and forwards nothing yet. */
const upnp = { ...nothingForwarded, 'router.upnp': 'available' } as const

/** Lines on which the router can be asked for ports, or must be looked at closely. */
export const routers: readonly Scenario[] = [
  {
    name: 'router-opens-ports',
    title: 'The router forwards nothing yet, but opens the mail ports as soon as it is asked.',
    line: { forwards: [], router: { upnp: 'igd2' } },
    mayAlterRouter: true,
    // The line is told of as it stands: what a mapping would give is the mapping's to say.
    answers: { ...upnp, 'router.mapping': 'works', 'inbound.blocker.v4': 'router' },
    ...receiveUnknown,
  },
  {
    name: 'router-not-asked',
    title: 'The router forwards nothing yet; it would open the mail ports, but nobody allowed to ask it.',
    line: { forwards: [], router: { upnp: 'igd2' } },
    answers: upnp,
    ...receiveUnknown,
  },
  {
    name: 'provider-blocks-25-mapped',
    title:
      'The router opens every mail port when it is asked, and all but 25 come in: the provider turns that one back.',
    line: { forwards: [], elsewise: 'refused', router: { upnp: 'igd1' }, blocksIn: [25] },
    mayAlterRouter: true,
    answers: {
      ...upnp,
      'inbound.25.v4': 'refused',
      'inbound.blocker.v4': 'provider',
      'router.mapping': 'mapped-but-unreachable',
    },
    abilities: { ...good.abilities, receive: 'no', access: 'unknown' },
    verdict: 'not-ready',
  },
  {
    name: 'provider-blocks-low-ports-mapped',
    title: 'The router opens every mail port when it is asked, and none comes in, while a high one does.',
    line: { forwards: [], elsewise: 'refused', router: { upnp: 'igd1' }, blocksIn: 'low-ports' },
    mayAlterRouter: true,
    answers: {
      ...upnp,
      ...inbound('v4', 'refused'),
      'inbound.blocker.v4': 'provider-low-ports',
      'router.mapping': 'mapped-but-unreachable',
    },
    ...nothingComesIn,
  },
  {
    name: 'router-lies',
    title: 'The router says that it has opened the mail ports, and its own table has nothing of it.',
    line: { forwards: [], elsewise: 'refused', router: { upnp: 'igd1', lies: 'says-yes' } },
    mayAlterRouter: true,
    answers: { ...upnp, 'router.mapping': 'mapped-but-unreachable' },
    ...receiveUnknown,
  },
  {
    name: 'router-forwards-nothing',
    title: "The router's table has the mail ports that it was asked for, and still nothing comes in.",
    line: { forwards: [], elsewise: 'refused', router: { upnp: 'igd1', lies: 'forwards-nothing' } },
    mayAlterRouter: true,
    answers: {
      ...upnp,
      ...inbound('v4', 'refused'),
      'inbound.blocker.v4': 'router-or-provider',
      'router.mapping': 'mapped-but-unreachable',
    },
    ...nothingComesIn,
  },
  {
    name: 'port-taken',
    title: "The router's table leads port 25 to a machine that is not there any more.",
    line: { forwards: [], router: { upnp: 'igd1', has: [{ external: 25, to: 'nobody' }] } },
    mayAlterRouter: true,
    answers: { ...upnp, 'router.mapping': 'conflict' },
    ...receiveUnknown,
  },
  {
    name: 'router-refuses',
    title: 'The router opens high ports when it is asked, but not those of mail.',
    line: { forwards: [], router: { upnp: 'igd1', refuses: 'low-ports' } },
    mayAlterRouter: true,
    answers: { ...upnp, 'router.upnp': 'refuses-low-ports', 'router.mapping': 'forbidden' },
    ...receiveUnknown,
  },
  {
    name: 'router-permanent-only',
    title: 'The router opens ports when it is asked, but only for ever.',
    line: { forwards: [], router: { upnp: 'igd1', refuses: 'leases' } },
    mayAlterRouter: true,
    answers: {
      ...upnp,
      'router.upnp': 'permanent-only',
      'router.mapping': 'works',
      'inbound.blocker.v4': 'router',
    },
    ...receiveUnknown,
  },
  {
    name: 'router-same-port-only',
    title: 'The router leads a port to the same port of a machine, and to no other.',
    line: { forwards: [], router: { upnp: 'igd1', refuses: 'other-ports' } },
    mayAlterRouter: true,
    answers: { ...upnp, 'router.mapping': 'works', 'inbound.blocker.v4': 'router' },
    ...receiveUnknown,
  },
  {
    name: 'router-same-port-only-unprivileged',
    title: 'The router leads a port to the same port of a machine, and on those of mail this program may not listen.',
    line: { forwards: [], held: 'low-ports', router: { upnp: 'igd1', refuses: 'other-ports' } },
    mayAlterRouter: true,
    answers: { ...upnp, ...inbound('v4', 'cannot-listen'), 'router.mapping': 'forbidden' },
    ...receiveUnknown,
  },
  {
    name: 'router-substitutes',
    title: 'Asked for port 25, the router gives another one.',
    line: { forwards: [], router: { natpmp: 'on', refuses: 'low-ports', substitutes: true } },
    mayAlterRouter: true,
    answers: { ...nothingForwarded, 'router.natpmp': 'refuses-low-ports', 'router.mapping': 'substituted' },
    ...receiveUnknown,
  },
  {
    name: 'router-keeps-it',
    title: 'The router says that it has closed the ports again, and they are still in its table.',
    line: { forwards: [], router: { upnp: 'igd1', keeps: true } },
    mayAlterRouter: true,
    answers: { ...upnp, 'router.mapping': 'left-behind', 'inbound.blocker.v4': 'router' },
    ...receiveUnknown,
  },
  {
    name: 'router-without-public-address',
    title: 'The router can be asked for ports, but has no public address to open them at.',
    line: { uplink: 'carrier', router: { upnp: 'igd1', natpmp: 'on', pcp: 'on', wan: 'none' } },
    mayAlterRouter: true,
    answers: {
      ...nothingForwarded,
      'line.nat.v4': 'carrier',
      'router.upnp': 'wan-not-public',
      'router.natpmp': 'behind-another-nat',
      'router.pcp': 'behind-another-nat',
      'router.mapping': 'forbidden',
      // The name of an address that is shared is the provider's.
      'names.reverse.v4': 'generic',
      'line.fixed.v4': 'looks-dynamic',
    },
    abilities: { ...nothingComesIn.abilities, send: 'no' },
    verdict: 'not-ready',
  },
  {
    name: 'upnp-broken',
    title: 'The router announces UPnP, and has its login page where it should describe itself.',
    line: { router: { upnp: 'html' } },
    answers: { ...good.answers, 'router.upnp': 'broken' },
    ...asGood,
  },
  {
    name: 'natpmp-off',
    title: 'The router understands NAT-PMP and PCP, and has both switched off.',
    line: { router: { natpmp: 'off', pcp: 'off' } },
    answers: { ...good.answers, 'router.natpmp': 'switched-off', 'router.pcp': 'switched-off' },
    ...asGood,
  },
  {
    name: 'natpmp-broken',
    title: 'What the router answers in NAT-PMP and PCP is nothing of the kind.',
    line: { router: { natpmp: 'garbage', pcp: 'garbage' } },
    answers: { ...good.answers, 'router.natpmp': 'broken', 'router.pcp': 'broken' },
    ...asGood,
  },
  {
    name: 'pcp-behind-another-nat',
    title: 'A translator stands between this machine and the router that understands PCP.',
    line: { router: { pcp: 'mismatch' } },
    answers: { ...good.answers, 'router.pcp': 'behind-another-nat' },
    ...asGood,
  },
  {
    name: 'hairpin-fails',
    title: 'The mail ports come in, but machines at home do not reach them by the public address.',
    line: { hairpin: 'fails' },
    answers: { ...good.answers, 'router.hairpin': 'fails' },
    ...asGood,
  },
  {
    name: 'hairpin-router-answers',
    title: 'Machines at home that call the public address meet the router itself.',
    line: { hairpin: 'router-answers' },
    answers: { ...good.answers, 'router.hairpin': 'other-machine' },
    ...asGood,
  },
  {
    name: 'pinhole-opens',
    title: 'The router lets nothing in over IPv6, but opens the mail ports as soon as it is asked.',
    line: { v6: 'firewalled', elsewise: 'refused', router: { upnp: 'igd2', pinholes: 'on' } },
    mayAlterRouter: true,
    answers: {
      ...good.answers,
      'line.address.v6': 'seen',
      'names.reverse.v6': 'confirmed',
      'reputation.abuse.v6': 'not-listed',
      'line.fixed.v6': 'too-early',
      'line.source.v6': 'stable',
      ...outbound('v6', 'open'),
      ...inbound('v6', 'refused'),
      'inbound.blocker.v6': 'router',
      'router.upnp': 'available',
      'router.pinhole.v6': 'available',
      'router.mapping': 'works',
    },
    ...asGood,
  },
  {
    name: 'pinhole-refused',
    title: 'The router lets nothing in over IPv6, and nobody may ask it to.',
    line: { v6: 'firewalled', router: { upnp: 'igd2', pinholes: 'not-allowed' } },
    answers: {
      ...good.answers,
      'line.address.v6': 'seen',
      'names.reverse.v6': 'confirmed',
      'reputation.abuse.v6': 'not-listed',
      'line.fixed.v6': 'too-early',
      'line.source.v6': 'stable',
      ...outbound('v6', 'open'),
      ...inbound('v6', 'filtered'),
      'inbound.blocker.v6': 'router-or-provider',
      'router.upnp': 'available',
      'router.pinhole.v6': 'refused',
    },
    ...asGood,
  },
]
