import { mailPorts, provider } from '../addresses.ts'
import { doubleInnerAlone } from './address-double.ts'
import { cgnat } from './cgnat.ts'
import { goodStaticForwards as good } from './good-static-forwards.ts'
import { forwardsNone } from './inbound-forwards.ts'
import { withoutRoot } from './inbound-servers.ts'
import type { KnownWorld } from './known-world.ts'
import { allBut, inboundOn } from './on-ports.ts'
import { allowed, routerSaid } from './router-said.ts'

const upnp = { natpmpAndPcp: false } as const
const upnpAlone = routerSaid('available', 'absent', 'absent')
const asItStands = 'nothing arrives as things stand; it did as soon as the router was asked'

/** The router opened it, a high port arrived in the same way, and this did not: there is nobody left but the provider. */
const providersFault = { verdict: 'not-ready', way: 'host-behind-tunnel', exit: 1 } as const

/** The other ports are forwarded by hand: 25 and a high port are tried. */
const drops25: KnownWorld = {
  ...good,
  name: 'router-opens-25-and-the-provider-drops-it',
  spec: { ...good.spec, portMapping: upnp, isp: { block: { in: [25] } } },
  flags: allowed,
  answers: {
    ...good.answers,
    ...upnpAlone,
    'inbound.25.v4': 'filtered',
    'inbound.blocker.v4': 'provider',
    'router.mapping': 'mapped-but-unreachable',
  },
  explained: { 'inbound.25.v4': 'inbound.blocker.v4', 'router.mapping': 'inbound.blocker.v4' },
  abilities: { ...good.abilities, receive: 'no' },
  ...providersFault,
}

/** Nothing is forwarded: the router's word is all that there is, and a high port bears it out. */
const dropsLow: KnownWorld = {
  ...good,
  name: 'router-opens-all-and-the-provider-drops-low-ports',
  spec: { ...forwardsNone.spec, portMapping: upnp, isp: { block: { in: ['1-1023'] } } },
  flags: allowed,
  answers: {
    ...forwardsNone.answers,
    ...upnpAlone,
    ...inboundOn('v4', mailPorts, 'filtered'),
    'inbound.blocker.v4': 'provider-low-ports',
    'router.mapping': 'mapped-but-unreachable',
  },
  explained: {
    ...inboundOn('v4', mailPorts, 'inbound.blocker.v4'),
    'router.mapping': 'inbound.blocker.v4',
  },
  abilities: { ...good.abilities, receive: 'no', access: 'no' },
  ...providersFault,
}

/** Not even a high port arrives: the router may lie, or the provider lets nobody in. */
const dropsAll: KnownWorld = {
  ...dropsLow,
  name: 'router-opens-all-and-the-provider-lets-nobody-in',
  spec: { ...dropsLow.spec, isp: { block: { in: 'all' } } },
  answers: { ...dropsLow.answers, 'inbound.blocker.v4': 'router-or-provider' },
  unknowns: { 'inbound.blocker.v4': 'a router that says yes and does nothing looks just like this' },
  explained: {
    ...inboundOn('v4', allBut(25), 'inbound.25.v4'),
    'inbound.blocker.v4': 'inbound.25.v4',
    'router.mapping': 'inbound.blocker.v4',
  },
  way: 'find-out-first',
}

/** Without the right to listen on them, both are told all the same: high ports of this machine stand in. */
const nonRootDrops25: KnownWorld = {
  ...withoutRoot,
  name: 'router-opens-25-without-root-and-the-provider-drops-it',
  spec: { ...withoutRoot.spec, forwards: [], portMapping: upnp, isp: { block: { in: [25] } } },
  flags: allowed,
  answers: {
    ...withoutRoot.answers,
    ...upnpAlone,
    'inbound.25.v4': 'filtered',
    'inbound.blocker.v4': 'provider',
    'router.mapping': 'mapped-but-unreachable',
  },
  unknowns: inboundOn('v4', allBut(25), asItStands),
  explained: { 'inbound.25.v4': 'inbound.blocker.v4', 'router.mapping': 'inbound.blocker.v4' },
  abilities: { ...withoutRoot.abilities, receive: 'no' },
  ...providersFault,
}

const nonRootDropsLow: KnownWorld = {
  ...dropsLow,
  name: 'router-opens-all-without-root-and-the-provider-drops-low-ports',
  spec: { ...dropsLow.spec, agent: 'ordinary' },
}

/** A router that takes the carrier's address for its own opens everything, and nobody comes. */
const lying: KnownWorld = {
  ...cgnat,
  name: 'router-that-opens-ports-of-the-carriers-address',
  spec: { ...cgnat.spec, forwards: [], portMapping: { ...upnp, externalIp: provider.shared } },
  flags: allowed,
  answers: {
    ...cgnat.answers,
    ...upnpAlone,
    ...inboundOn('v4', mailPorts, 'filtered'),
    'inbound.blocker.v4': 'router-or-provider',
    'router.mapping': 'mapped-but-unreachable',
  },
  unknowns: { 'inbound.blocker.v4': dropsAll.unknowns['inbound.blocker.v4'] ?? '' },
  explained: {
    ...dropsAll.explained,
    ...cgnat.explained,
    'inbound.blocker.v4': 'line.nat.v4',
    'router.mapping': 'line.nat.v4',
  },
}

/** Asked for a port, every language says that there is no address to open it at. */
const noWan = routerSaid('wan-not-public', 'behind-another-nat', 'behind-another-nat')
const becauseOfNat = {
  'router.upnp': 'line.nat.v4',
  'router.natpmp': 'line.nat.v4',
  'router.pcp': 'line.nat.v4',
  'router.mapping': 'line.nat.v4',
} as const

const behindAnother = (name: string, world: KnownWorld): KnownWorld => ({
  ...world,
  name,
  spec: { ...world.spec, portMapping: {} },
  flags: allowed,
  answers: { ...world.answers, ...noWan, 'router.mapping': 'forbidden' },
  explained: { ...world.explained, ...becauseOfNat },
})

/** Routers that may be asked, and what lies before them. */
export const routerAndProvider: readonly KnownWorld[] = [
  drops25,
  dropsLow,
  dropsAll,
  nonRootDrops25,
  nonRootDropsLow,
  lying,
  behindAnother('router-asked-behind-carrier-nat', cgnat),
  behindAnother('router-asked-behind-a-box', doubleInnerAlone),
]
