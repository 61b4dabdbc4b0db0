import { expanded, isGlobal, sameAddress } from '../protocols/addresses.ts'
import type { WayOut } from './ways-out.ts'

export interface OwnV6 {
  /** `2001:db8:1::/64`. */
  readonly prefix: string
  /** The rest: `::a:b:c:d`. */
  readonly host?: string
  /** By which others know this machine. */
  readonly public: string
}

/**
 * What an IPv6 address that others have seen says of the line. A privacy address (RFC 8981) is replaced within a day, and that
 * is no change of the line's: the lasting one of the same network stands for it. One that is not this machine's was
 * translated on the way: its network is the line's all the same, and it is all that is known.
 */
export function ownV6(seen: string, addresses: WayOut['addresses']): OwnV6 {
  const prefix = `${plain(groups(seen).slice(0, 4)).replace(/(?::0)+$/, '')}::/64`
  const own = addresses.filter(({ address }) => isGlobal(address))
  if (!own.some(({ address }) => sameAddress(address, seen))) return { prefix, public: seen }
  const near = own.filter(({ address }) => groups(address).slice(0, 4).join() === groups(seen).slice(0, 4).join())
  const lasting = near.find(({ temporary }) => !temporary)
  if (lasting === undefined) return { prefix, public: seen }
  return {
    prefix,
    host: `::${plain(groups(lasting.address).slice(4)).replace(/^(?:0:)+/, '')}`,
    public: lasting.address,
  }
}

/** `ownV6` that answers the same question at once: it is asked at every look, and the answer is another once in weeks. */
export function rememberedV6(): typeof ownV6 {
  let last: { readonly seen: string; readonly addresses: WayOut['addresses']; readonly own: OwnV6 } | undefined
  return (seen, addresses) => {
    if (last?.seen !== seen || last.addresses !== addresses) last = { seen, addresses, own: ownV6(seen, addresses) }
    return last.own
  }
}

/** RFC 4291 §2.5.4: 64 bits of network, then 64 of the interface. */
function groups(address: string): readonly string[] {
  return expanded(address).split(':')
}

function plain(four: readonly string[]): string {
  return four.map((group) => Number.parseInt(group, 16).toString(16)).join(':')
}
