import type { Expected } from '../../../src/checks/expected.ts'
import { allBut, inboundOn } from './on-ports.ts'
import type { Neighbour } from '../inbound-spec.ts'
import type { PortMapping } from '../router-spec.ts'
import { forwardsNone } from './inbound-forwards.ts'
import type { KnownWorld } from './known-world.ts'
import { allowed, routerSaid } from './router-said.ts'

const upnpAlone = routerSaid('available', 'absent', 'absent')

/** A router that forwards nothing, may be asked for ports, and does not do as it is asked. */
const refuses = (
  name: string,
  portMapping: PortMapping,
  said: ReturnType<typeof routerSaid>,
  mapping: Expected['router.mapping'],
): KnownWorld => ({
  ...forwardsNone,
  name: `router-${name}`,
  spec: { ...forwardsNone.spec, portMapping },
  flags: allowed,
  answers: { ...forwardsNone.answers, ...said, 'router.mapping': mapping },
})

/** What the neighbour has is left to him. */
const neighbourHas25 = { entries: [{ external: 25, to: 'neighbour' }] } as const
const withNeighbour = (neighbour: Neighbour, world: KnownWorld): KnownWorld => ({
  ...world,
  spec: { ...world.spec, neighbour },
})

/** The neighbour answers on 25, so it is not asked for; the others open, and were kept out by the router alone. */
const answered: KnownWorld = {
  ...withNeighbour('mail', refuses('opens-all-but-the-neighbours', neighbourHas25, upnpAlone, 'works')),
  answers: {
    ...forwardsNone.answers,
    ...routerSaid('available', 'available', 'available'),
    'router.mapping': 'works',
    'inbound.25.v4': 'other-machine',
    'inbound.blocker.v4': 'router',
  },
  unknowns: {
    'inbound.25.v4': 'somebody answers, and nothing arrives here: whether that is the mail server, its owner knows',
    ...inboundOn('v4', allBut(25), 'nothing arrives as things stand; it did as soon as the router was asked'),
  },
  explained: inboundOn('v4', allBut(25), 'inbound.blocker.v4'),
}

export const routerRefuses: readonly KnownWorld[] = [
  withNeighbour('silent', refuses('conflict', { ...neighbourHas25, natpmpAndPcp: false }, upnpAlone, 'conflict')),
  withNeighbour(
    'silent',
    refuses(
      'substitutes',
      { ...neighbourHas25, upnp: 'off' },
      routerSaid('absent', 'available', 'available'),
      'substituted',
    ),
  ),
  answered,
  refuses(
    'refuses-low-ports',
    { natpmpAndPcp: false, allowLowPorts: false },
    routerSaid('refuses-low-ports', 'absent', 'absent'),
    'forbidden',
  ),
  refuses(
    'gives-high-ports-for-low-ones',
    { upnp: 'off', allowLowPorts: false },
    // PCP is asked first, and opens the high port: NAT-PMP is asked for low ones alone, which says nothing of high ones.
    routerSaid('absent', 'available', 'refuses-low-ports'),
    'substituted',
  ),
  refuses('forbids', { natpmpAndPcp: false, fault: 'forbids' }, upnpAlone, 'forbidden'),
  refuses('always-conflicts', { natpmpAndPcp: false, fault: 'always-conflicts' }, upnpAlone, 'forbidden'),
  refuses('says-yes', { natpmpAndPcp: false, fault: 'says-yes' }, upnpAlone, 'mapped-but-unreachable'),
]
