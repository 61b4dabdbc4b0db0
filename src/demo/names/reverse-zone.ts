import { familyOf } from '../../protocols/addresses.ts'
import { reverseName } from '../../protocols/dns/reverse-name.ts'
import { hosts } from '../addresses.ts'
import type { Zones } from './zone.ts'

/** Labels that name the host within its network: an octet of a /24, the nibbles below a /64. */
const hostLabels = { v4: 1, v6: 16 } as const

/** What an address is called, and the zone that its provider has for the whole network. */
export function reverseZone(address: string, name: string): Zones {
  const own = ownName(address)
  const network = own.split('.').slice(hostLabels[familyOf(address) ?? 'v4'])
  return { [network.join('.')]: { NS: [hosts.zones.name] }, [own]: { PTR: [name] } }
}

/** The name under which an address has its PTR record. Throws where it is none. */
export function ownName(address: string): string {
  const name = reverseName(address)
  if (name === undefined) throw new TypeError(`no address: ${address}`)
  return name
}
