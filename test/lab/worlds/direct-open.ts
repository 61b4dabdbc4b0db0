import { mailPorts } from '../addresses.ts'
import { goodStaticForwards as good } from './good-static-forwards.ts'
import type { KnownWorld } from './known-world.ts'
import { inboundOn, outboundOn } from './on-ports.ts'

/** The public addresses of both families are on the machine, and nothing is blocked. */
export const directOpen: KnownWorld = {
  ...good,
  name: 'direct-open',
  spec: { v4: 'direct', v6: 'native-open' },
  answers: {
    ...good.answers,
    'line.nat.v4': 'direct',
    'line.address.v6': 'seen',
    'names.reverse.v6': 'confirmed',
    'reputation.abuse.v6': 'not-listed',
    'line.fixed.v6': 'too-early',
    'line.source.v6': 'stable',
    ...outboundOn('v6', mailPorts, 'open'),
    ...inboundOn('v6', mailPorts, 'open'),
    'inbound.blocker.v6': 'nothing',
    'router.pinhole.v6': 'absent',
    'router.hairpin': 'works',
  },
}

/** A good line with a router that lets everything in over IPv6. */
export const goodBothFamilies: KnownWorld = {
  ...good,
  name: 'good-both-families',
  spec: { ...good.spec, v6: 'native-open' },
  answers: { ...directOpen.answers, 'line.nat.v4': 'one-router', 'router.hairpin': 'fails' },
}
