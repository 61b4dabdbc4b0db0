import { mailPorts } from '../addresses.ts'
import { goodStaticForwards } from './good-static-forwards.ts'
import type { KnownWorld } from './known-world.ts'
import { allBut, inboundOn, outboundOn } from './on-ports.ts'

/**
 * A good line whose public address changes once the session with the probe was made. Nobody may be dialled back for
 * somebody else, so nothing is known of what comes in.
 */
export const renumbered: KnownWorld = {
  ...goodStaticForwards,
  name: 'address-changes-in-the-middle',
  spec: { ...goodStaticForwards.spec, renumbered: 'once-the-probe-is-met' },
  answers: {
    ...goodStaticForwards.answers,
    'line.mtu': 'no-vantage',
    ...outboundOn('v4', mailPorts, 'other-address'),
    ...inboundOn('v4', mailPorts, 'address-changed'),
    'inbound.blocker.v4': 'undetermined',
    'router.hairpin': 'undetermined',
  },
  unknowns: {
    'line.mtu': 'the probe takes large segments from nobody but who began the session',
    ...inboundOn('v4', mailPorts, 'the probe dials nobody but who began the session, and that address is gone'),
    'inbound.blocker.v4': 'nobody was dialled',
  },
  explained: {
    'line.mtu': 'inbound.25.v4',
    'outbound.25.v4': 'inbound.25.v4',
    ...outboundOn('v4', allBut(25), 'outbound.25.v4'),
    ...inboundOn('v4', allBut(25), 'inbound.25.v4'),
    'inbound.blocker.v4': 'inbound.25.v4',
  },
  abilities: { receive: 'unknown', send: 'with-reservations', access: 'unknown' },
  verdict: 'undetermined',
  way: 'find-out-first',
  exit: 2,
}
