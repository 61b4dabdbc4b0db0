import type { NetworkInterface } from '../../../core/host.ts'

/** What /sys/class/net tells of an interface. */
export interface InterfaceFacts {
  readonly name: string
  /** The number in `type`: ARPHRD_* of <linux/if_arp.h>. Undefined where there is no sysfs of this network. */
  readonly type: number | undefined
  /** DEVTYPE in `uevent`. */
  readonly devtype: string | undefined
  /** The names in its folder. */
  readonly entries: ReadonlySet<string>
  /** A bridge that joins an adapter is how this machine hangs on its network; one that joins none is for guests. */
  readonly joinsAdapter: boolean
}

const loopback = 772
const ethernet = 1
const ppp = 512
/** Raw IP: a modem (rmnet), which needs no framing. */
const rawIp = 519
/** IPIP, IP6IP6, 6in4, GRE, GRE over IPv6, and none at all (tun, WireGuard). */
const tunnels: ReadonlySet<number> = new Set([768, 769, 776, 778, 823, 65_534])
/** 802.11, its monitor modes. */
const wireless: ReadonlySet<number> = new Set([801, 802, 803])

/** Names that say what it is, for where sysfs does not: a namespace entered without its own /sys. */
const names: readonly (readonly [RegExp, NetworkInterface['kind']])[] = [
  [/^lo$/, 'loopback'],
  [/^(?:tun|tap|wg|tailscale|nordlynx|proton|mullvad|zt|utun|gre|sit|ip6tnl|ipsec)/, 'tunnel'],
  [/^(?:docker|br-|virbr|lxcbr|lxdbr|podman|cni|veth)/, 'bridge'],
  [/^(?:wlan|wlp|wlx|wlo)/, 'wireless'],
  [/^(?:wwan|wwp|wwx|rmnet)/, 'mobile'],
  [/^ppp/, 'ppp'],
  [/^(?:eth|en[opsx]|eno|end)\w*/, 'ethernet'],
]

/**
 * What kind of interface it is. `inContainer`: this machine is a container with a network of its own making, where an
 * Ethernet without an adapter is the container's end of a bridge; elsewhere (a virtual machine of the user's own
 * making, a network namespace) a veth is an Ethernet like another.
 *
 * PPP over a VPN (L2TP, PPTP) cannot be told from PPPoE here, and is called `ppp`.
 */
export function interfaceKind(facts: InterfaceFacts, inContainer: boolean): NetworkInterface['kind'] {
  const { name, type, devtype, entries } = facts
  if (type === undefined) return names.find(([pattern]) => pattern.test(name))?.[1] ?? 'other'
  if (type === loopback) return 'loopback'
  // Before the test for tunnels: a modem in raw IP mode has no link layer either.
  if (devtype === 'wwan' || type === rawIp || /^(?:wwan|rmnet)/.test(name)) return 'mobile'
  // Tailscale, OpenVPN and userspace WireGuard are tun devices; a tap is an Ethernet that ends in a program.
  if (devtype === 'wireguard' || entries.has('tun_flags') || tunnels.has(type)) return 'tunnel'
  if (devtype === 'ppp' || type === ppp) return 'ppp'
  if (entries.has('wireless') || entries.has('phy80211') || devtype === 'wlan' || wireless.has(type)) return 'wireless'
  if (devtype === 'bridge' || entries.has('bridge')) return facts.joinsAdapter ? 'ethernet' : 'bridge'
  if (type !== ethernet) return 'other'
  if (inContainer && !entries.has('device') && devtype === undefined) return 'bridge'
  return 'ethernet'
}
