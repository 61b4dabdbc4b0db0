import type { Endpoint } from '../../core/line.ts'

/** The group and port of SSDP (UPnP Device Architecture 2.0 §1.1). */
export const ssdpGroup: Endpoint = { address: '239.255.255.250', port: 1900 }

/** Some routers answer to their own version alone. */
export const gatewayTargets = [
  'urn:schemas-upnp-org:device:InternetGatewayDevice:1',
  'urn:schemas-upnp-org:device:InternetGatewayDevice:2',
] as const
/** Some (Sagemcom) answer to nothing else, and then with their first description only. */
export const anyTarget = 'ssdp:all'
export type SearchTarget = (typeof gatewayTargets)[number] | typeof anyTarget

/**
 * One M-SEARCH (UPnP Device Architecture 2.0 §1.3.2), the same for the group and for one router.
 *
 * MX, within which a device answers at random, has 1 s as its least value. For a single device §1.3.2 leaves it out; some
 * routers refuse that, and none minds it.
 */
export function encodeSearch(target: SearchTarget): Uint8Array {
  const lines = [
    'M-SEARCH * HTTP/1.1',
    `HOST: ${ssdpGroup.address}:${ssdpGroup.port}`,
    'MAN: "ssdp:discover"',
    'MX: 1',
    `ST: ${target}`,
  ]
  return new TextEncoder().encode(`${lines.join('\r\n')}\r\n\r\n`)
}
