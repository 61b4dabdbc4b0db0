import { mailPorts } from '../addresses.ts'
import type { KnownWorld } from './known-world.ts'
import { noDomain, noName } from './on-names.ts'
import { inboundOn, outboundOn } from './on-ports.ts'

/** Where the first question already has no answer, nothing that builds on it is judged: it would be another line. */
export const allBlind: Omit<KnownWorld, 'name' | 'spec' | 'unknowns'> = {
  answers: {
    'line.gateway': 'found',
    'line.path': 'blind',
    'line.address.v4': 'blind',
    'line.address.v6': 'blind',
    'line.nat.v4': 'blind',
    'line.permanent': 'blind',
    'line.fixed.v4': 'blind',
    'line.fixed.v6': 'blind',
    'line.source.v6': 'blind',
    'line.mtu': 'blind',
    'line.provider': 'blind',
    'vantage.probe': 'blind',
    ...outboundOn('v4', mailPorts, 'blind'),
    ...outboundOn('v6', mailPorts, 'blind'),
    'outbound.relay': 'moot',
    ...inboundOn('v4', mailPorts, 'blind'),
    ...inboundOn('v6', mailPorts, 'blind'),
    'inbound.blocker.v4': 'blind',
    'inbound.blocker.v6': 'blind',
    'router.upnp': 'blind',
    'router.natpmp': 'blind',
    'router.pcp': 'blind',
    'router.pinhole.v6': 'blind',
    'router.mapping': 'blind',
    'router.hairpin': 'blind',
    ...noName,
    ...noDomain,
  },
  explained: {},
  abilities: { receive: 'unknown', send: 'unknown', access: 'unknown' },
  verdict: 'undetermined',
  way: 'find-out-first',
  exit: 2,
}
