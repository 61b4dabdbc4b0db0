import type { Expected } from '../../../src/checks/expected.ts'
import { mailPorts } from '../addresses.ts'
import type { PortMapping } from '../router-spec.ts'
import type { KnownWorld } from './known-world.ts'
import { inboundOn } from './on-ports.ts'
import { allowed, routerSaid } from './router-said.ts'
import { v6Firewalled } from './v6.ts'

/** A router whose firewall for IPv6 can be asked for holes; over IPv4 all is well. */
const firewall = (
  name: string,
  portMapping: PortMapping,
  said: ReturnType<typeof routerSaid>,
  pinhole: Expected['router.pinhole.v6'],
): KnownWorld => ({
  ...v6Firewalled,
  name: `router-v6-${name}`,
  spec: { ...v6Firewalled.spec, portMapping },
  answers: { ...v6Firewalled.answers, ...said, 'router.pinhole.v6': pinhole },
})

const allThree = routerSaid('available', 'available', 'available')
const upnpAlone = routerSaid('available', 'absent', 'absent')

/** PCP makes holes for every port: so it was the router that kept others out. */
const byPcp = firewall('opened-by-pcp', { upnp: 'off' }, routerSaid('absent', 'available', 'available'), 'available')
const opened: KnownWorld = {
  ...byPcp,
  flags: allowed,
  answers: { ...byPcp.answers, 'inbound.blocker.v6': 'router', 'router.mapping': 'works' },
  unknowns: {},
  explained: inboundOn('v6', mailPorts, 'inbound.blocker.v6'),
}

/** miniupnpd makes none below 1024 by UPnP, whatever it is told. */
const byUpnp = firewall('refused-by-upnp', { natpmpAndPcp: false }, upnpAlone, 'refused')
const refused: KnownWorld = {
  ...byUpnp,
  flags: allowed,
  answers: { ...byUpnp.answers, 'router.mapping': 'forbidden' },
}

export const routerV6: readonly KnownWorld[] = [
  firewall('pinholes', {}, allThree, 'available'),
  firewall('pinholes-by-upnp', { natpmpAndPcp: false }, upnpAlone, 'available'),
  firewall('of-v4-alone', { v6: false }, allThree, 'absent'),
  opened,
  refused,
]
