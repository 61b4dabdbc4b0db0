import { addressSeen } from './address-seen.ts'
import { addressDouble } from './address-double.ts'
import { renumbered } from './address-renumbered.ts'
import { cgnat } from './cgnat.ts'
import { strangers } from './globalping.ts'
import { goodStaticForwards } from './good-static-forwards.ts'
import { directOpen, goodBothFamilies } from './direct-open.ts'
import { inboundBlocked } from './inbound-blocked.ts'
import { inboundForwards } from './inbound-forwards.ts'
import { inboundOwnFirewall } from './inbound-own-firewall.ts'
import { inboundServers } from './inbound-servers.ts'
import type { KnownWorld } from './known-world.ts'
import { brokenDomains } from './names-broken.ts'
import { domains } from './names-domains.ts'
import { resolvers } from './names-resolvers.ts'
import { nothing } from './nothing.ts'
import { outbound25Dropped } from './outbound-25-dropped.ts'
import { outboundBlocked } from './outbound-blocked.ts'
import { outboundReadAlong } from './outbound-read-along.ts'
import { outboundRelay } from './outbound-relay.ts'
import { outboundTaken } from './outbound-taken.ts'
import { outboundWays } from './outbound-ways.ts'
import { probes } from './probes.ts'
import { routerAndProvider } from './router-and-provider.ts'
import { routerAsked } from './router-asked.ts'
import { routerHairpin } from './router-hairpin.ts'
import { routerOpens } from './router-opens.ts'
import { routerRefuses } from './router-refuses.ts'
import { routerV6 } from './router-v6.ts'
import { sharedPorts } from './shared-ports.ts'
import { v6Worlds } from './v6.ts'
import { waysOut } from './ways-out.ts'
import { builtInWitnesses } from './witnesses.ts'

/** By what they are about: each subject is a test file of its own, so that two can run at once. */
export const worldsAbout = {
  lines: [
    goodStaticForwards,
    goodBothFamilies,
    cgnat,
    directOpen,
    ...addressSeen,
    ...addressDouble,
    renumbered,
    ...waysOut,
    ...v6Worlds,
    ...nothing,
    ...sharedPorts,
  ],
  probes,
  'the way in': [...inboundForwards, ...inboundBlocked, ...inboundOwnFirewall, ...inboundServers],
  'the way out': [
    outbound25Dropped,
    ...outboundBlocked,
    ...outboundTaken,
    ...outboundReadAlong,
    ...outboundWays,
    ...outboundRelay,
  ],
  routers: [...routerAsked, ...routerHairpin, ...routerOpens, ...routerRefuses, ...routerAndProvider, ...routerV6],
  names: [...domains, ...brokenDomains, ...resolvers],
  witnesses: [...builtInWitnesses, ...strangers],
} as const satisfies Readonly<Record<string, readonly KnownWorld[]>>

export type Subject = keyof typeof worldsAbout

export const worlds: readonly KnownWorld[] = Object.values(worldsAbout).flat()
