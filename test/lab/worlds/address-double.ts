import { mailPorts } from '../addresses.ts'
import { goodStaticForwards } from './good-static-forwards.ts'
import type { KnownWorld } from './known-world.ts'
import { allBut, inboundOn } from './on-ports.ts'

/** The forwards were set on the inner router, and nobody thought of the provider's box before it. */
export const doubleInnerAlone: KnownWorld = {
  ...goodStaticForwards,
  name: 'double-nat-inner-forwards-alone',
  spec: { ...goodStaticForwards.spec, v4: 'double' },
  answers: {
    ...goodStaticForwards.answers,
    'line.nat.v4': 'double',
    ...inboundOn('v4', mailPorts, 'not-forwarded'),
    'inbound.blocker.v4': 'undetermined',
    'router.hairpin': 'undetermined',
  },
  unknowns: {
    ...inboundOn('v4', mailPorts, 'nothing arrives at all: the box may lack the forwards, or the provider may block'),
    'inbound.blocker.v4': 'the same silence on every port',
  },
  explained: { ...inboundOn('v4', allBut(25), 'inbound.25.v4'), 'inbound.blocker.v4': 'inbound.25.v4' },
  abilities: { receive: 'unknown', send: 'with-reservations', access: 'unknown' },
  verdict: 'undetermined',
  way: 'find-out-first',
  exit: 2,
}

/** Both pass the mail ports on. It works, and stands on two sets of rules. */
export const doubleBothForward: KnownWorld = {
  ...goodStaticForwards,
  name: 'double-nat-both-forward',
  spec: { ...goodStaticForwards.spec, v4: 'double', boxForwards: mailPorts },
  answers: { ...goodStaticForwards.answers, 'line.nat.v4': 'double' },
  abilities: { receive: 'with-reservations', send: 'with-reservations', access: 'with-reservations' },
}

/** Two routers in a row. */
export const addressDouble: readonly KnownWorld[] = [doubleInnerAlone, doubleBothForward]
