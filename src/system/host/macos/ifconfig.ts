import type { NetworkInterface } from '../../../core/host.ts'
import { canonicalAddress, unscoped } from '../canonical-address.ts'
import type { Description } from '../list-interfaces.ts'
import { linesOf } from '../lines-of.ts'

export interface Ifconfig {
  readonly interfaces: ReadonlyMap<string, Description>
  /** The IPv6 privacy addresses (RFC 8981). */
  readonly temporary: ReadonlySet<string>
}

const byName: readonly (readonly [RegExp, NetworkInterface['kind']])[] = [
  [/^lo\d/, 'loopback'],
  [/^(?:utun|ipsec|gif|stf|tun|tap|feth|zt)\d*/, 'tunnel'],
  [/^(?:bridge|vmnet|vmenet)\d/, 'bridge'],
  [/^pdp_ip\d/, 'mobile'],
  [/^ppp\d/, 'ppp'],
]

/**
 * What `ifconfig -v` of macOS prints of each interface. UNTESTED on a real Mac: written from outputs quoted in public.
 * The names of interfaces say most; only `type:` tells Wi-Fi from Ethernet, both of which are called `en…`.
 */
export function parseIfconfig(printed: string): Ifconfig {
  const interfaces = new Map<string, Description>()
  const temporary = new Set<string>()
  let name: string | undefined
  for (const line of linesOf(printed)) {
    const head = /^([a-zA-Z][\w.-]{0,15}): flags=/.exec(line)
    if (head !== null) {
      name = head[1] ?? ''
      const mtu = Number(/ mtu (\d{1,6})\b/.exec(line)?.[1] ?? 0)
      interfaces.set(name, { kind: kindByName(name), ...(mtu > 0 ? { mtu } : {}) })
      continue
    }
    if (name === undefined) continue
    const type = /^\s+type: (.+?)\s*$/.exec(line)?.[1]
    if (type !== undefined) interfaces.set(name, { ...interfaces.get(name), kind: kindByType(name, type) })
    const inet6 = /^\s*inet6 (\S+) .*\btemporary\b/.exec(line)?.[1]
    const address = inet6 && canonicalAddress(unscoped(inet6))
    if (address) temporary.add(address)
  }
  return { interfaces, temporary }
}

/** What the name of an interface alone says; `en0` may be Wi-Fi or Ethernet, so it says nothing. */
export function kindByName(name: string): NetworkInterface['kind'] {
  return byName.find(([pattern]) => pattern.test(name))?.[1] ?? 'other'
}

function kindByType(name: string, type: string): NetworkInterface['kind'] {
  const known = kindByName(name)
  if (known !== 'other') return known
  if (type === 'Wi-Fi') return 'wireless'
  if (type === 'Ethernet') return 'ethernet'
  return type === 'Cellular' ? 'mobile' : 'other'
}
