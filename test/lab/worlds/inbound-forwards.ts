import { mailPorts } from '../addresses.ts'
import { goodStaticForwards as good } from './good-static-forwards.ts'
import { allBut, inboundOn } from './on-ports.ts'
import type { KnownWorld } from './known-world.ts'

const perPort = 'forwards are set port by port, and so are blocks: either may be the reason'
const noWayInSeen = 'nothing arrives on any port, so a router that forwards nothing looks like a provider that blocks'

/** Port 25 is forwarded and nothing else: mail comes in, its owner does not. */
const only25: KnownWorld = {
  ...good,
  name: 'forwards-only-25',
  spec: { ...good.spec, forwards: [25] },
  answers: {
    ...good.answers,
    ...inboundOn('v4', allBut(25), 'filtered'),
    'inbound.blocker.v4': 'router-or-provider',
  },
  unknowns: { 'inbound.blocker.v4': perPort },
  abilities: { ...good.abilities, access: 'no' },
}

/** The owner comes in, mail does not. */
const only465And993: KnownWorld = {
  ...good,
  name: 'forwards-only-465-and-993',
  spec: { ...good.spec, forwards: [465, 993] },
  answers: {
    ...good.answers,
    ...inboundOn('v4', allBut(465, 993), 'filtered'),
    'inbound.blocker.v4': 'router-or-provider',
  },
  unknowns: { 'inbound.blocker.v4': perPort },
  explained: { ...inboundOn('v4', [587, 143], 'inbound.25.v4'), 'inbound.blocker.v4': 'inbound.25.v4' },
  abilities: { ...good.abilities, receive: 'no' },
  verdict: 'not-ready',
  way: 'find-out-first',
  exit: 1,
}

const allBut25: KnownWorld = {
  ...only465And993,
  name: 'forwards-all-but-25',
  spec: { ...good.spec, forwards: allBut(25) },
  answers: { ...good.answers, 'inbound.25.v4': 'filtered', 'inbound.blocker.v4': 'router-or-provider' },
  explained: { 'inbound.blocker.v4': 'inbound.25.v4' },
}

/** The router as it came out of its box. */
export const forwardsNone: KnownWorld = {
  ...good,
  name: 'forwards-none',
  spec: { ...good.spec, forwards: [] },
  answers: {
    ...good.answers,
    ...inboundOn('v4', mailPorts, 'not-forwarded'),
    'inbound.blocker.v4': 'undetermined',
    'router.hairpin': 'undetermined',
  },
  unknowns: { ...inboundOn('v4', mailPorts, noWayInSeen), 'inbound.blocker.v4': noWayInSeen },
  explained: { ...inboundOn('v4', allBut(25), 'inbound.25.v4'), 'inbound.blocker.v4': 'inbound.25.v4' },
  abilities: { receive: 'unknown', send: 'with-reservations', access: 'unknown' },
  verdict: 'undetermined',
  way: 'find-out-first',
  exit: 2,
}

const elsewhere = 'somebody answers, and nothing arrives here: whether that is the mail server, its owner knows'

/** The forwards lead to another machine, which is the mail server: the check was run on the wrong one. */
const toMailServer: KnownWorld = {
  ...forwardsNone,
  name: 'forwarded-to-another-mail-server',
  spec: { ...good.spec, forwardsTo: 'neighbour', neighbour: 'mail' },
  answers: {
    ...good.answers,
    ...inboundOn('v4', mailPorts, 'other-machine'),
    'inbound.blocker.v4': 'undetermined',
    'router.hairpin': 'undetermined',
  },
  unknowns: {
    ...inboundOn('v4', mailPorts, elsewhere),
    'inbound.blocker.v4':
      'no dial failed and none arrived: nothing shows that anybody keeps others out, or that nobody does',
  },
}

/** The forwards lead to a machine where nothing listens: its RST is no sign of anything, it may be a firewall's. */
const toMute: KnownWorld = {
  ...forwardsNone,
  name: 'forwarded-to-a-mute-machine',
  spec: { ...good.spec, forwardsTo: 'neighbour', neighbour: 'mute' },
}

const toSilent: KnownWorld = {
  ...forwardsNone,
  name: 'forwarded-to-a-silent-machine',
  spec: { ...good.spec, forwardsTo: 'neighbour', neighbour: 'silent' },
}

/** The router takes port 25 itself; the rest is forwarded. */
const routerAnswers: KnownWorld = {
  ...good,
  name: 'router-answers-on-25',
  spec: { ...good.spec, forwards: allBut(25), routerAnswers: [25] },
  answers: { ...good.answers, 'inbound.25.v4': 'other-machine', 'inbound.blocker.v4': 'undetermined' },
  unknowns: {
    'inbound.25.v4': elsewhere,
    'inbound.blocker.v4': 'of port 25 nothing is known beyond that somebody else takes it',
  },
  explained: { 'inbound.blocker.v4': 'inbound.25.v4' },
  abilities: { ...good.abilities, receive: 'unknown' },
  verdict: 'undetermined',
  way: 'find-out-first',
  exit: 2,
}

/** A filter in the router masks what is said on port 25, and keeps the caller's address: mail would go without TLS. */
const routerMasks: KnownWorld = {
  ...good,
  name: 'router-masks-words-on-25',
  spec: { ...good.spec, routerFilter: { ports: [25], calls: 'as-the-caller' } },
  answers: { ...good.answers, 'inbound.25.v4': 'altered' },
  abilities: { ...good.abilities, receive: 'no' },
  verdict: 'not-ready',
  way: 'find-out-first',
  exit: 1,
}

/** The same by a proxy: what arrives here comes from the router. */
const routerProxy: KnownWorld = {
  ...routerMasks,
  name: 'router-masks-words-on-25-as-a-proxy',
  spec: { ...good.spec, routerFilter: { ports: [25], calls: 'as-the-router' } },
}

export const inboundForwards: readonly KnownWorld[] = [
  only25,
  only465And993,
  allBut25,
  forwardsNone,
  toMute,
  toSilent,
  routerAnswers,
  routerMasks,
  toMailServer,
  routerProxy,
]
