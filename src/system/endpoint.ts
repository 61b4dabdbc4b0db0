import type { Endpoint, Family } from '../core/line.ts'

/**
 * An endpoint with its address in the canonical text form.
 *
 * A socket that serves both families reports an IPv4 peer as `::ffff:192.0.2.1` (RFC 4291 §2.5.5.2): it is an IPv4 peer.
 */
export function endpoint(address: string, port: number): Endpoint {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)
  return { address: mapped?.[1] ?? address, port }
}

/** The family of an address literal. */
export function familyOf(address: string): Family {
  return address.includes(':') ? 'v6' : 'v4'
}

/** `192.0.2.1:25`, `[2001:db8::1]:25`. */
export function written(at: Endpoint): string {
  return at.address.includes(':') ? `[${at.address}]:${at.port}` : `${at.address}:${at.port}`
}
