import type { Scenario } from '../scenario.ts'
import { goodName, noDomain } from './on-names.ts'
import { inbound, outbound } from './on-ports.ts'

/** All that a first look can wish for. The others are told by what differs from it. */
export const good: Scenario = {
  name: 'good',
  title: 'A good line: the router forwards the mail ports, and nothing is blocked.',
  line: {},
  answers: {
    'line.gateway': 'found',
    'line.path': 'physical',
    'line.address.v4': 'seen',
    'line.nat.v4': 'one-router',
    'line.permanent': 'too-early',
    'line.fixed.v4': 'too-early',
    'line.provider': 'not-identified',
    'line.mtu': 'clear',
    'vantage.probe': 'ready',
    ...outbound('v4', 'open'),
    'outbound.relay': 'moot',
    ...inbound('v4', 'open'),
    'inbound.blocker.v4': 'nothing',
    'line.address.v6': 'none',
    'line.fixed.v6': 'moot',
    'line.source.v6': 'moot',
    ...outbound('v6', 'moot'),
    ...inbound('v6', 'moot'),
    'inbound.blocker.v6': 'moot',
    'router.upnp': 'absent',
    'router.natpmp': 'absent',
    'router.pcp': 'absent',
    'router.pinhole.v6': 'moot',
    'router.mapping': 'blind',
    'router.hairpin': 'works',
    ...goodName,
    ...noDomain,
  },
  // Nobody knows the nights of a line after one look, and each of these needs the line.
  abilities: { receive: 'with-reservations', send: 'with-reservations', access: 'with-reservations' },
  verdict: 'ready-with-reservations',
}
