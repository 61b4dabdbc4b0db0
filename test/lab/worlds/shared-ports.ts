import { mailPorts } from '../addresses.ts'
import { goodStaticForwards as good } from './good-static-forwards.ts'
import type { KnownWorld } from './known-world.ts'
import { inboundOn } from './on-ports.ts'

/** The mail ports of the address are somebody else's: the router wears it and forwards them, and nothing ever comes. */
const without25: KnownWorld = {
  ...good,
  name: 'shared-ports',
  spec: { ...good.spec, ownPorts: { from: 40_960, to: 49_151 }, isp: { block: { in: mailPorts } } },
  answers: {
    ...good.answers,
    'line.nat.v4': 'shared-ports',
    ...inboundOn('v4', mailPorts, 'not-forwarded'),
    'inbound.blocker.v4': 'undetermined',
    'router.hairpin': 'undetermined',
  },
  unknowns: {
    ...inboundOn('v4', mailPorts, 'nothing arrives at all, and no port shows that there is a way in'),
    'inbound.blocker.v4': 'the same silence on every port',
  },
  explained: {
    ...inboundOn('v4', mailPorts, 'line.nat.v4'),
    'inbound.blocker.v4': 'line.nat.v4',
    'router.hairpin': 'line.nat.v4',
  },
  abilities: { receive: 'no', send: 'with-reservations', access: 'no' },
  verdict: 'not-ready',
  way: 'host-behind-tunnel',
  exit: 1,
}

/** The lucky one of those who share: all mail ports are among his own. */
const with25: KnownWorld = {
  ...good,
  name: 'shared-ports-with-25',
  spec: { ...good.spec, ownPorts: { from: 1, to: 1023 } },
  answers: { ...good.answers, 'line.nat.v4': 'shared-ports-with-25' },
  abilities: { ...good.abilities, access: 'with-reservations' },
}

/** Several customers have one address, each some of its ports, and the box says which. */
export const sharedPorts: readonly KnownWorld[] = [without25, with25]
