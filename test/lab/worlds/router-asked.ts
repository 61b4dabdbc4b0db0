import { mailPorts, provider } from '../addresses.ts'
import type { Fault, PortMapping } from '../router-spec.ts'
import { doubleBothForward, doubleInnerAlone } from './address-double.ts'
import { cgnat } from './cgnat.ts'
import { goodStaticForwards as good } from './good-static-forwards.ts'
import { forwardsNone } from './inbound-forwards.ts'
import type { KnownWorld } from './known-world.ts'
import { allBut, inboundOn } from './on-ports.ts'
import { routerSaid } from './router-said.ts'

/** A good line whose router can be asked for ports. It is asked what it speaks, and for nothing else. */
const asked = (name: string, portMapping: PortMapping, said: ReturnType<typeof routerSaid>): KnownWorld => ({
  ...good,
  name: `router-${name}`,
  spec: { ...good.spec, portMapping },
  answers: { ...good.answers, ...said },
})

const faulty = (fault: Fault): KnownWorld =>
  asked(fault, { natpmpAndPcp: false, fault }, routerSaid('broken', 'absent', 'absent'))

/** Without a public address of its own it opens nothing, and says so; PCP says so only when it is asked for a port. */
const noPublicAddress = routerSaid('wan-not-public', 'behind-another-nat', 'available')
const becauseOfNat = { 'router.upnp': 'line.nat.v4', 'router.natpmp': 'line.nat.v4' } as const

const behindCarrier: KnownWorld = {
  ...cgnat,
  name: 'router-without-a-public-address',
  spec: { ...cgnat.spec, portMapping: {} },
  answers: { ...cgnat.answers, ...noPublicAddress },
  explained: { ...cgnat.explained, ...becauseOfNat },
}

const behindBox: KnownWorld = {
  ...doubleInnerAlone,
  name: 'router-behind-a-box',
  spec: { ...doubleInnerAlone.spec, portMapping: {} },
  answers: { ...doubleInnerAlone.answers, ...noPublicAddress },
  explained: { ...doubleInnerAlone.explained, ...becauseOfNat },
}

/** One that speaks PCP to somebody beyond itself: to him we come from another address than we say. */
const mismatch: KnownWorld = {
  ...doubleBothForward,
  name: 'router-that-sees-another-nat',
  spec: { ...doubleBothForward.spec, portMapping: { upnp: 'off', natpmpAndPcp: 'behind-another-nat' } },
  answers: { ...doubleBothForward.answers, ...routerSaid('absent', 'behind-another-nat', 'behind-another-nat') },
  explained: { 'router.natpmp': 'line.nat.v4', 'router.pcp': 'line.nat.v4' },
}

/** It takes the carrier's address, which others see, for its own. That is one witness against two. */
const mistaken: KnownWorld = {
  ...cgnat,
  name: 'router-that-is-mistaken-about-its-address',
  spec: { ...cgnat.spec, portMapping: { externalIp: provider.shared } },
  answers: { ...cgnat.answers, ...routerSaid('available', 'available', 'available') },
}

const toTheMachine = mailPorts.map((external) => ({ external, to: 'machine' }) as const)

/** Nobody set a forward by hand: somebody asked for them, and they are kept. */
const kept: KnownWorld = {
  ...good,
  name: 'router-that-was-asked-before',
  spec: { ...good.spec, forwards: [], portMapping: { entries: toTheMachine } },
  answers: { ...good.answers, ...routerSaid('available', 'available', 'available') },
}

/** The router's table leads every port here, and the provider lets nobody in: a way in there is, and it is shut. */
const keptInVain: KnownWorld = {
  ...forwardsNone,
  name: 'router-that-was-asked-before-in-vain',
  spec: { ...kept.spec, isp: { block: { in: 'all' } } },
  answers: {
    ...forwardsNone.answers,
    ...routerSaid('available', 'available', 'available'),
    ...inboundOn('v4', mailPorts, 'filtered'),
  },
  unknowns: { 'inbound.blocker.v4': 'nothing at all arrives: a table may say what the router does not do' },
  explained: { ...inboundOn('v4', allBut(25), 'inbound.25.v4'), 'inbound.blocker.v4': 'inbound.25.v4' },
  abilities: { receive: 'no', send: 'with-reservations', access: 'no' },
  verdict: 'not-ready',
  exit: 1,
}

/** Routers that are asked, and of which nothing is asked. */
export const routerAsked: readonly KnownWorld[] = [
  asked('igd1', { upnp: 'igd1', natpmpAndPcp: false }, routerSaid('available', 'absent', 'absent')),
  asked('igd2', { upnp: 'igd2', natpmpAndPcp: false }, routerSaid('available', 'absent', 'absent')),
  asked('natpmp-and-pcp', { upnp: 'off' }, routerSaid('absent', 'available', 'available')),
  asked('all-languages', {}, routerSaid('available', 'available', 'available')),
  asked(
    'switched-off',
    { upnp: 'off', natpmpAndPcp: 'switched-off' },
    routerSaid('absent', 'switched-off', 'switched-off'),
  ),
  asked('garbage', { upnp: 'off', natpmpAndPcp: 'garbage' }, routerSaid('absent', 'broken', 'broken')),
  faulty('html-description'),
  faulty('no-service-description'),
  faulty('deaf'),
  behindCarrier,
  behindBox,
  mismatch,
  mistaken,
  kept,
  keptInVain,
]
