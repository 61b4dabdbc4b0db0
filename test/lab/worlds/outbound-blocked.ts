import { mailPorts } from '../addresses.ts'
import type { Block } from '../spec.ts'
import { goodBothFamilies as good } from './direct-open.ts'
import type { KnownWorld } from './known-world.ts'
import { allBut, outboundOn } from './on-ports.ts'

/** Mail comes in, and none goes out by itself. */
export const relayNeeded = {
  abilities: { ...good.abilities, send: 'no' },
  verdict: 'not-ready',
  way: 'host-and-relay',
  exit: 1,
} as const

const blocked25 = (how: Required<Block>['how'], answer: 'filtered' | 'refused'): KnownWorld => ({
  ...good,
  name: `outbound-25-${how}`,
  spec: { ...good.spec, isp: { block: { out: [25], how } } },
  answers: {
    ...good.answers,
    'outbound.25.v4': answer,
    'outbound.25.v6': answer,
    'reputation.receivers': 'no-witness',
  },
  ...relayNeeded,
})

/** No mail port of anybody can be reached, those of relays included: only a tunnel is left. */
const allBlocked: KnownWorld = {
  ...good,
  name: 'outbound-mail-ports-dropped',
  spec: { ...good.spec, isp: { block: { out: mailPorts } } },
  answers: {
    ...good.answers,
    'line.mtu': 'no-vantage',
    ...outboundOn('v4', mailPorts, 'filtered'),
    ...outboundOn('v6', mailPorts, 'filtered'),
    'reputation.receivers': 'no-witness',
  },
  unknowns: { 'line.mtu': 'large segments go to the probe on port 587 or 25, and neither lets anything through' },
  explained: {
    'line.mtu': 'outbound.25.v4',
    ...outboundOn('v4', allBut(25), 'outbound.25.v4'),
    ...outboundOn('v6', allBut(25), 'outbound.25.v6'),
  },
  ...relayNeeded,
  way: 'host-behind-tunnel',
}

/** Nothing but port 587 is blocked: the probe can still be sent large segments on port 25. */
const only587: KnownWorld = {
  ...good,
  name: 'outbound-587-dropped',
  spec: { ...good.spec, isp: { block: { out: [587] } } },
  answers: { ...good.answers, 'outbound.587.v4': 'filtered', 'outbound.587.v6': 'filtered' },
}

export const outboundBlocked: readonly KnownWorld[] = [
  allBlocked,
  only587,
  blocked25('drop', 'filtered'),
  blocked25('reset', 'refused'),
  blocked25('prohibited', 'filtered'),
]
