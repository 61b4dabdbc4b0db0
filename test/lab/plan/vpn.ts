import { home, hosts, provider, vpn } from '../addresses.ts'
import type { WorldSpec } from '../spec.ts'
import type { Additions } from './additions.ts'
import { addresses, routerSysctls } from './ground.ts'
import type { PlacePlan } from './plan.ts'
import { type TunnelEnd, tunnelDaemon, tunnelDevice } from './tunnel.ts'

/** IANA's port of OpenVPN. Every end keeps it, and so do the translators in between. */
const port = 1194

/** The far end of the VPN: a machine of its own on the internet. */
export function vpnPlan(spec: WorldSpec): PlacePlan {
  const shared = spec.vpn === 'shared'
  const customer = spec.v4 === 'carrier' ? provider.shared : provider.customer
  const end: TunnelEnd = {
    device: 'tun0',
    address: `${vpn.inner}/24`,
    from: { address: vpn.host, port },
    to: { address: customer, port },
  }
  return {
    name: 'vpn',
    sysctls: routerSysctls,
    ip: [
      'link set lo up',
      'link set eth0 up',
      ...addresses('eth0', [`${vpn.host}/24`]),
      `route add default via ${hosts.gateway.v4}`,
      ...tunnelDevice(end),
      ...(shared ? [] : [`route add ${vpn.member}/32 dev tun0`]),
    ],
    ipLast: [],
    nft: shared ? sharedNat : '',
    files: [],
    daemons: [tunnelDaemon(end)],
  }
}

/** At home the tunnel takes everything with two halves of the address space, as OpenVPN does (`redirect-gateway def1`). */
export function vpnAdditions(spec: WorldSpec): Additions {
  if (spec.vpn === undefined) return {}
  const shared = spec.vpn === 'shared'
  const end: TunnelEnd = {
    device: 'tun0',
    address: shared ? `${vpn.customer}/24` : `${vpn.member}/32`,
    from: { address: home.machine, port },
    to: { address: vpn.host, port },
  }
  const way = shared ? `via ${vpn.inner} dev tun0` : 'dev tun0'
  return {
    home: {
      ip: [
        ...tunnelDevice(end),
        `route add ${vpn.host}/32 via ${home.router}`,
        `route add 0.0.0.0/1 ${way}`,
        `route add 128.0.0.0/1 ${way}`,
      ],
      // VPNs bring a name server of theirs: the router's would answer an address that is not of its network.
      files: [{ path: '/etc/netns/home/resolv.conf', text: `nameserver ${hosts.dns.v4}\n` }],
      daemons: [tunnelDaemon(end)],
    },
    isp: {
      ip: ['link set core3 up', ...(shared ? [] : [`route add ${vpn.member}/32 via ${vpn.host}`])],
      ipLast: ['link set core3 master core'],
    },
  }
}

const sharedNat = `table ip vpn {
  chain input {
    type filter hook input priority 0; policy accept;
    iifname "eth0" tcp flags & (syn | ack) == syn drop
  }
  chain postrouting {
    type nat hook postrouting priority srcnat; policy accept;
    oifname "eth0" masquerade
  }
}
`
