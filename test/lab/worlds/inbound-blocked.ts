import { mailPorts } from '../addresses.ts'
import { directOpen } from './direct-open.ts'
import { goodStaticForwards as good } from './good-static-forwards.ts'
import { allBut, inboundOn } from './on-ports.ts'
import type { KnownWorld } from './known-world.ts'

const behindRouter = 'the other ports are forwarded, yet whether this one is, the router alone knows'
const routerBeforeV6 = 'over IPv6 the address is on the machine even where a router with a firewall stands before it'

/** The provider drops port 25 on its way in, and the router forwards all. */
const behindARouter: KnownWorld = {
  ...good,
  name: 'provider-drops-25-before-the-router',
  spec: { ...good.spec, isp: { block: { in: [25] } } },
  answers: { ...good.answers, 'inbound.25.v4': 'filtered', 'inbound.blocker.v4': 'router-or-provider' },
  unknowns: { 'inbound.blocker.v4': behindRouter },
  explained: { 'inbound.blocker.v4': 'inbound.25.v4' },
  abilities: { ...good.abilities, receive: 'no' },
  verdict: 'not-ready',
  way: 'find-out-first',
  exit: 1,
}

/** The same with the public address on the machine: nobody but the provider is left. */
const direct: KnownWorld = {
  ...directOpen,
  name: 'provider-drops-25-before-the-machine',
  spec: { ...directOpen.spec, isp: { block: { in: [25] } } },
  answers: {
    ...directOpen.answers,
    'inbound.25.v4': 'filtered',
    'inbound.25.v6': 'filtered',
    'inbound.blocker.v4': 'provider',
    'inbound.blocker.v6': 'router-or-provider',
  },
  unknowns: { 'inbound.blocker.v6': routerBeforeV6 },
  explained: { 'inbound.25.v4': 'inbound.blocker.v4', 'inbound.blocker.v6': 'inbound.25.v6' },
  abilities: { ...good.abilities, receive: 'no' },
  verdict: 'not-ready',
  way: 'host-behind-tunnel',
  exit: 1,
}

const lowPorts: KnownWorld = {
  ...direct,
  name: 'provider-drops-low-ports',
  spec: { ...directOpen.spec, isp: { block: { in: ['1-1023'] } } },
  answers: {
    ...directOpen.answers,
    ...inboundOn('v4', mailPorts, 'filtered'),
    ...inboundOn('v6', mailPorts, 'filtered'),
    'inbound.blocker.v4': 'provider-low-ports',
    'inbound.blocker.v6': 'router-or-provider',
  },
  explained: {
    ...inboundOn('v4', mailPorts, 'inbound.blocker.v4'),
    ...inboundOn('v6', allBut(25), 'inbound.25.v6'),
    'inbound.blocker.v6': 'inbound.25.v6',
  },
  abilities: { ...good.abilities, receive: 'no', access: 'no' },
}

/** As on mobile lines with an address of their own: nobody outside may begin a connection. */
const everything: KnownWorld = {
  ...lowPorts,
  name: 'provider-lets-nobody-in',
  spec: { v4: 'direct', v6: 'none', isp: { block: { in: 'all' } } },
  answers: {
    ...good.answers,
    'line.nat.v4': 'direct',
    ...inboundOn('v4', mailPorts, 'filtered'),
    'inbound.blocker.v4': 'provider',
    'router.hairpin': 'works',
  },
  unknowns: {},
  explained: inboundOn('v4', mailPorts, 'inbound.blocker.v4'),
}

export const inboundBlocked: readonly KnownWorld[] = [behindARouter, direct, lowPorts, everything]
