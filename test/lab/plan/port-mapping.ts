import { home } from '../addresses.ts'
import type { PortMapping } from '../router-spec.ts'
import type { WorldSpec } from '../spec.ts'
import type { Additions } from './additions.ts'
import { hasV6 } from './ground.ts'
import type { DaemonPlan, ListeningAt, Programs } from './plan.ts'

const folder = '/run/lab/miniupnpd'
export const miniupnpdFiles = { conf: `${folder}/conf`, leases: `${folder}/leases`, pid: `${folder}/pid` } as const
/** Where its descriptions are and its actions go: fixed, so that tools need not discover it first. */
const httpPort = 5000
/** Where the proxy takes what is meant for that port. */
const proxyPort = 5001
/** RFC 6886 §3, RFC 6887 §19.1. */
const pxpPort = 5351
const ssdpPort = 1900

/** The router opens ports for machines at home who ask it to. */
export function portMapping(spec: WorldSpec, programs: Programs): Additions {
  const { portMapping: wanted } = spec
  if (wanted === undefined) return {}
  const { upnp = 'igd2', natpmpAndPcp = true, fault } = wanted
  const daemons: DaemonPlan[] = []
  if (upnp !== 'off' || natpmpAndPcp === true) daemons.push(miniupnpd(wanted))
  if (fault !== undefined) daemons.push(proxy(fault, programs))
  if (typeof natpmpAndPcp === 'string') daemons.push(responder(natpmpAndPcp, programs))
  return {
    router: {
      // The proxy calls miniupnpd on the same machine.
      ip: ['link set lo up'],
      nft: [chains, fault === undefined ? '' : redirect, natpmpAndPcp === true ? '' : noPcpOverV6].join(''),
      files: [
        { path: miniupnpdFiles.conf, text: configuration(wanted, hasV6(spec)) },
        { path: miniupnpdFiles.leases, text: leases(wanted) },
      ],
      daemons,
    },
  }
}

/** The daemon that opens the ports. */
export function miniupnpd({ upnp, natpmpAndPcp = true }: PortMapping): DaemonPlan {
  const ready: ListeningAt[] = []
  if (upnp !== 'off') ready.push({ proto: 'tcp', port: httpPort }, { proto: 'udp', port: ssdpPort })
  if (natpmpAndPcp === true) ready.push({ proto: 'udp', port: pxpPort })
  return { name: 'miniupnpd', argv: ['miniupnpd', '-d', '-f', miniupnpdFiles.conf, '-P', miniupnpdFiles.pid], ready }
}

function proxy(fault: string, programs: Programs): DaemonPlan {
  // It speaks to miniupnpd from the router's address at home: from a loopback address it is nobody "from a LAN".
  const words = [String(proxyPort), home.router, String(httpPort), fault]
  return {
    name: 'upnp-proxy',
    argv: [programs.node, programs['upnp-proxy'], ...words],
    ready: [{ proto: 'tcp', port: proxyPort }],
  }
}

function responder(answers: string, programs: Programs): DaemonPlan {
  return {
    name: 'pxp-responder',
    argv: [programs.node, programs['pxp-responder'], home.router, String(pxpPort), answers],
    ready: [{ proto: 'udp', port: pxpPort, address: home.router }],
  }
}

/**
 * miniupnpd writes its rules into chains that it expects to be there, all of family inet. The tables are the router's own:
 * what these blocks say is added to them.
 */
const chains = `table inet fw {
  chain miniupnpd {
  }
  chain forward {
    jump miniupnpd
  }
}
table inet nat {
  chain prerouting_miniupnpd {
  }
  chain postrouting_miniupnpd {
  }
  chain prerouting {
    iifname "wan" jump prerouting_miniupnpd
  }
  chain postrouting {
    jump postrouting_miniupnpd
  }
}
`

/** Of IPv4 alone: over IPv6 miniupnpd makes holes for nobody but the caller, whom the proxy would hide. */
const redirect = `table ip upnp_proxy {
  chain prerouting {
    type nat hook prerouting priority dstnat - 1; policy accept;
    iifname "br0" tcp dport ${httpPort} redirect to :${proxyPort}
  }
}
`

/** With NAT-PMP and PCP switched off, miniupnpd still answers PCP over IPv6, and does what it is asked to. */
const noPcpOverV6 = `table ip6 no_pcp {
  chain input {
    type filter hook input priority -1; policy accept;
    udp dport ${pxpPort} reject
  }
}
`

function configuration(wanted: PortMapping, lineHasV6: boolean): string {
  const { upnp = 'igd2', natpmpAndPcp = true, allowLowPorts = true, externalIp, secure = true, fault } = wanted
  // Without IPv6 it takes what comes in by br0 alone, which the calls of a proxy beside it do not.
  const v6 = fault !== undefined || (lineHasV6 && wanted.v6 !== false)
  const ports = allowLowPorts ? '1-65535' : '1024-65535'
  const yes = (on: boolean): string => (on ? 'yes' : 'no')
  const lines = [
    'ext_ifname=wan',
    // By its name: with an address there would be no IPv6.
    'listening_ip=br0',
    `http_port=${httpPort}`,
    `ipv6_disable=${yes(!v6)}`,
    `enable_upnp=${yes(upnp !== 'off')}`,
    // Of PCP as well.
    `enable_natpmp=${yes(natpmpAndPcp === true)}`,
    `force_igd_desc_v1=${yes(upnp === 'igd1')}`,
    `secure_mode=${yes(secure && fault === undefined)}`,
    // Else its epoch is the uptime of the machine that the tests run on, and never goes back.
    'system_uptime=no',
    'uuid=5f0e6b1e-9a53-4c4e-8a1d-0d2b7c3f4a10',
    `lease_file=${miniupnpdFiles.leases}`,
    'upnp_table_name=fw',
    'upnp_nat_table_name=nat',
    'upnp_forward_chain=miniupnpd',
    'upnp_nat_chain=prerouting_miniupnpd',
    'upnp_nat_postrouting_chain=postrouting_miniupnpd',
    ...(externalIp === undefined ? [] : [`ext_ip=${externalIp}`]),
    `allow ${ports} ${home.network} ${ports}`,
    'deny 0-65535 0.0.0.0/0 0-65535',
  ]
  return lines.map((line) => `${line}\n`).join('')
}

/** What it finds here it opens again when it starts. The 0 is the end: never. */
function leases({ entries = [] }: PortMapping): string {
  return entries
    .map(({ external, to, internal = external }) => `TCP:${external}:${home[to]}:${internal}:0:set by hand\n`)
    .join('')
}
