import { mailPorts } from '../addresses.ts'
import type { PortMapping } from '../router-spec.ts'
import { goodStaticForwards as good } from './good-static-forwards.ts'
import { forwardsNone } from './inbound-forwards.ts'
import { withoutRoot } from './inbound-servers.ts'
import type { KnownWorld } from './known-world.ts'
import { inboundOn } from './on-ports.ts'
import { probeNone } from './probes.ts'
import { allowed, routerSaid } from './router-said.ts'

/**
 * A router as it came out of its box, which opens all ports when it is asked: so it was the router that kept others out.
 * What comes in is told as things stand.
 */
const opens = (name: string, portMapping: PortMapping, said: ReturnType<typeof routerSaid>): KnownWorld => ({
  ...forwardsNone,
  name: `router-opens-${name}`,
  spec: { ...forwardsNone.spec, portMapping },
  flags: allowed,
  answers: { ...forwardsNone.answers, ...said, 'router.mapping': 'works', 'inbound.blocker.v4': 'router' },
  unknowns: inboundOn('v4', mailPorts, 'nothing arrives as things stand; it did as soon as the router was asked'),
  explained: inboundOn('v4', mailPorts, 'inbound.blocker.v4'),
})

const upnpAlone = routerSaid('available', 'absent', 'absent')

/** Nothing is missing, so nothing but a high port is tried. */
const notNeeded: KnownWorld = {
  ...good,
  name: 'router-opens-what-is-not-needed',
  spec: { ...good.spec, portMapping: {} },
  flags: allowed,
  answers: { ...good.answers, ...routerSaid('available', 'available', 'available'), 'router.mapping': 'works' },
}

/** Led to high ports: what may not be listened on can be tried all the same. */
const nonRoot: KnownWorld = {
  ...withoutRoot,
  name: 'router-opens-without-the-right-to-listen',
  spec: { ...withoutRoot.spec, forwards: [], portMapping: { natpmpAndPcp: false } },
  flags: allowed,
  answers: { ...withoutRoot.answers, ...upnpAlone, 'router.mapping': 'works' },
}

/** One who says yes is not believed before somebody outside has looked. */
const unseen: KnownWorld = {
  ...probeNone,
  name: 'router-opens-and-nobody-looks',
  spec: { ...probeNone.spec, forwards: [], portMapping: { natpmpAndPcp: false } },
  flags: allowed,
  answers: { ...probeNone.answers, ...upnpAlone, 'router.mapping': 'not-verified' },
}

/** It may be asked, and there is no language for it. */
const mute = (name: string, portMapping?: PortMapping): KnownWorld => ({
  ...forwardsNone,
  name,
  spec: { ...forwardsNone.spec, ...(portMapping === undefined ? {} : { portMapping }) },
  flags: allowed,
  answers: { ...forwardsNone.answers, 'router.mapping': 'no-protocol' },
})

/** What ends of itself in others stays in these. It is closed all the same. */
const permanentOnly = (fault: 'permanent-only' | 'permanent-only-402'): KnownWorld =>
  opens(fault, { natpmpAndPcp: false, fault }, routerSaid('permanent-only', 'absent', 'absent'))

/** It leads no port to another one (724): where the mail ports may be listened on, it need not. */
const samePortOnly = { natpmpAndPcp: false, fault: 'same-port-only' } as const
const opensTheSame = opens('same-port-only', samePortOnly, upnpAlone)
const mayNotListen: KnownWorld = {
  ...withoutRoot,
  name: 'router-same-port-only-without-the-right-to-listen',
  spec: { ...withoutRoot.spec, forwards: [], portMapping: samePortOnly },
  flags: allowed,
  answers: { ...withoutRoot.answers, ...upnpAlone, 'router.mapping': 'forbidden' },
}

/** Says that it closed the ports, and did not. */
const keeps = opens('and-does-not-close', { natpmpAndPcp: false, fault: 'keeps' }, upnpAlone)
const leftBehind: KnownWorld = { ...keeps, answers: { ...keeps.answers, 'router.mapping': 'left-behind' } }

/** Routers that open what they are asked to. */
export const routerOpens: readonly KnownWorld[] = [
  opens('igd1', { upnp: 'igd1', natpmpAndPcp: false }, upnpAlone),
  opens('igd2', { upnp: 'igd2', natpmpAndPcp: false }, upnpAlone),
  opens('natpmp-and-pcp', { upnp: 'off' }, routerSaid('absent', 'available', 'available')),
  opens('all-languages', {}, routerSaid('available', 'available', 'available')),
  permanentOnly('permanent-only'),
  permanentOnly('permanent-only-402'),
  leftBehind,
  opensTheSame,
  mayNotListen,
  notNeeded,
  nonRoot,
  unseen,
  mute('router-that-may-be-asked-and-is-not-there'),
  mute('router-that-may-be-asked-with-everything-off', { upnp: 'off', natpmpAndPcp: false }),
]
