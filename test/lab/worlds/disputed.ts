import { doubleBothForward } from './address-double.ts'
import type { KnownWorld } from './known-world.ts'
import { goodBothFamilies as good } from './direct-open.ts'
import { forwardsDisputed } from './inbound-forwards.ts'
import { ownFirewallDisputed } from './inbound-own-firewall.ts'
import { serversDisputed } from './inbound-servers.ts'
import { allBlocked } from './outbound-blocked.ts'
import { unknownRelay } from './outbound-relay.ts'
import { oldFirewall } from './outbound-taken.ts'

/** Nothing but port 587 is blocked: the probe can still be sent large segments on port 25. */
const only587: KnownWorld = {
  ...good,
  name: 'outbound-587-dropped',
  spec: { ...good.spec, isp: { block: { out: [587] } } },
  answers: { ...good.answers, 'outbound.587.v4': 'filtered', 'outbound.587.v6': 'filtered' },
}

/** Worlds of which mailworthy does not yet say what is true of them; they are not run. */
export const disputed: readonly KnownWorld[] = [
  doubleBothForward,
  allBlocked,
  oldFirewall,
  only587,
  unknownRelay,
  ...forwardsDisputed,
  ...ownFirewallDisputed,
  ...serversDisputed,
]
