import { goodStaticForwards } from './good-static-forwards.ts'
import type { KnownWorld } from './known-world.ts'

/** The public address is the carrier's and shared: the forwards on the router lead nowhere. */
export const cgnat: KnownWorld = {
  ...goodStaticForwards,
  name: 'cgnat',
  spec: { ...goodStaticForwards.spec, v4: 'carrier' },
  answers: {
    ...goodStaticForwards.answers,
    'line.nat.v4': 'carrier',
    'inbound.25.v4': 'not-forwarded',
    'inbound.blocker.v4': 'undetermined',
  },
  unknowns: {
    'inbound.25.v4': 'nothing arrives at all, and no port shows that there is a way in',
    'inbound.blocker.v4': 'the same silence on every port',
  },
  explained: { 'inbound.25.v4': 'line.nat.v4', 'inbound.blocker.v4': 'line.nat.v4' },
  abilities: { receive: 'no', send: 'with-reservations', access: 'no' },
  verdict: 'not-ready',
  way: 'host-behind-tunnel',
  exit: 1,
}
