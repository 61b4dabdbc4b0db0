import { mailPorts } from '../addresses.ts'
import { goodBothFamilies } from './direct-open.ts'
import { goodStaticForwards } from './good-static-forwards.ts'
import type { KnownWorld } from './known-world.ts'
import { allBut, inboundOn, outboundOn } from './on-ports.ts'

/** As most boxes come: IPv6 goes out, and only answers come in. Mail gets by over IPv4. */
export const v6Firewalled: KnownWorld = {
  ...goodBothFamilies,
  name: 'v6-firewalled-by-the-router',
  spec: { ...goodBothFamilies.spec, v6: 'native-firewalled' },
  answers: {
    ...goodBothFamilies.answers,
    ...inboundOn('v6', mailPorts, 'filtered'),
    'inbound.blocker.v6': 'router-or-provider',
  },
  unknowns: { 'inbound.blocker.v6': "this machine lets them in; a router's firewall looks just like a provider's" },
  explained: { ...inboundOn('v6', allBut(25), 'inbound.25.v6'), 'inbound.blocker.v6': 'inbound.25.v6' },
}

/** Addresses and routes are there, and nothing comes back. */
const blackhole: KnownWorld = {
  ...goodStaticForwards,
  name: 'v6-blackhole',
  spec: { ...goodStaticForwards.spec, v6: 'blackhole' },
}

/** IPv6 leaves by an address that is gone tomorrow. */
const temporary: KnownWorld = {
  ...goodBothFamilies,
  name: 'v6-temporary-address',
  spec: { ...goodBothFamilies.spec, sourceV6: 'temporary' },
  answers: { ...goodBothFamilies.answers, 'line.source.v6': 'temporary' },
}

/** Everything works, for those of the others who speak IPv6. */
const alone: KnownWorld = {
  ...goodBothFamilies,
  name: 'v6-alone',
  spec: { v4: 'none', v6: 'native-open' },
  answers: {
    ...goodBothFamilies.answers,
    'line.address.v4': 'none',
    'line.nat.v4': 'moot',
    'line.fixed.v4': 'moot',
    ...outboundOn('v4', mailPorts, 'moot'),
    ...inboundOn('v4', mailPorts, 'moot'),
    'inbound.blocker.v4': 'moot',
    'router.hairpin': 'moot',
    'names.reverse.v4': 'moot',
    'reputation.policy.v4': 'moot',
    'reputation.abuse.v4': 'moot',
  },
  abilities: { receive: 'no', send: 'no', access: 'no' },
  verdict: 'not-ready',
  way: 'host-behind-tunnel',
  exit: 1,
}

/** IPv6 beside IPv4, and without it. */
export const v6Worlds: readonly KnownWorld[] = [v6Firewalled, blackhole, temporary, alone]
