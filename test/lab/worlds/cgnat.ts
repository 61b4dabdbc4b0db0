import { mailPorts } from '../addresses.ts'
import { goodStaticForwards } from './good-static-forwards.ts'
import type { KnownWorld } from './known-world.ts'
import { inboundOn } from './on-ports.ts'

/** The public address is the carrier's and shared: the forwards on the router lead nowhere. */
export const cgnat: KnownWorld = {
  ...goodStaticForwards,
  name: 'cgnat',
  spec: { ...goodStaticForwards.spec, v4: 'carrier' },
  answers: {
    ...goodStaticForwards.answers,
    'line.nat.v4': 'carrier',
    ...inboundOn('v4', mailPorts, 'not-forwarded'),
    'inbound.blocker.v4': 'undetermined',
    'router.hairpin': 'undetermined',
    'names.reverse.v4': 'generic',
  },
  unknowns: {
    ...inboundOn('v4', mailPorts, 'nothing arrives at all, and no port shows that there is a way in'),
    'inbound.blocker.v4': 'the same silence on every port',
  },
  explained: {
    ...inboundOn('v4', mailPorts, 'line.nat.v4'),
    'inbound.blocker.v4': 'line.nat.v4',
    'names.reverse.v4': 'line.nat.v4',
  },
  abilities: { receive: 'no', send: 'no', access: 'no' },
  verdict: 'not-ready',
  way: 'host-behind-tunnel',
  exit: 1,
}
