import { mailPorts } from '../addresses.ts'
import type { KnownWorld } from './known-world.ts'
import { goodName, noDomain } from './on-names.ts'
import { inboundOn, outboundOn } from './on-ports.ts'

/** A good line: the public address is on the router, which forwards the mail ports, and nothing is blocked. */
export const goodStaticForwards: KnownWorld = {
  name: 'good-static-forwards',
  spec: { v4: 'one-router', v6: 'none', forwards: mailPorts },
  answers: {
    'line.gateway': 'found',
    'line.path': 'physical',
    'line.address.v4': 'seen',
    'line.address.v6': 'none',
    'line.nat.v4': 'one-router',
    'line.permanent': 'too-early',
    'line.fixed.v4': 'too-early',
    'line.provider': 'not-identified',
    'line.fixed.v6': 'moot',
    'line.source.v6': 'moot',
    'line.mtu': 'clear',
    'vantage.probe': 'ready',
    ...outboundOn('v4', mailPorts, 'open'),
    ...outboundOn('v6', mailPorts, 'moot'),
    'outbound.relay': 'moot',
    ...inboundOn('v4', mailPorts, 'open'),
    ...inboundOn('v6', mailPorts, 'moot'),
    'inbound.blocker.v4': 'nothing',
    'inbound.blocker.v6': 'moot',
    'router.upnp': 'absent',
    'router.natpmp': 'absent',
    'router.pcp': 'absent',
    'router.pinhole.v6': 'moot',
    'router.mapping': 'blind',
    'router.hairpin': 'fails',
    ...goodName,
    ...noDomain,
  },
  unknowns: {},
  explained: {},
  abilities: { receive: 'with-reservations', send: 'with-reservations', access: 'with-reservations' },
  verdict: 'ready-with-reservations',
  way: 'host-directly',
  exit: 0,
}
