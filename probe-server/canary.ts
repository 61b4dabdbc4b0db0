import { lookup } from 'node:dns/promises'
import { canonical, familyOf } from '../src/protocols/addresses.ts'
import { isMailPort, type MailPort } from '../src/wire/mail-port.ts'

/** A mail server known to answer on a port: dialled to see whether the probe's own way out is open. */
export interface Canary {
  /** A name, or an address (which serves its family alone). */
  readonly host: string
  readonly port: MailPort
}

/** Reads `HOST:PORT` (`[ADDRESS]:PORT` for IPv6); undefined if it is not that, or the port none of the five. */
export function readCanary(text: string): Canary | undefined {
  const match = /^(?:\[([0-9A-Fa-f:.]{2,45})\]|([A-Za-z0-9.-]{1,253})):([0-9]{1,5})$/.exec(text)
  const port = Number(match?.[3])
  const bracketed = match?.[1] === undefined ? undefined : canonical(match[1])
  const host = bracketed ?? match?.[2]
  return host === undefined || !isMailPort(port) ? undefined : { host, port }
}

/** The addresses of a canary in a family. */
export async function canaryAddresses(
  canary: Canary,
  family: 'v4' | 'v6',
  resolve: (name: string, family: 'v4' | 'v6') => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const literal = canonical(canary.host)
  if (literal !== undefined) return familyOf(literal) === family ? [literal] : []
  return resolve(canary.host, family)
}

/** The addresses of a name, from the system's resolver; none where it has none or cannot be asked. */
export async function resolveName(name: string, family: 'v4' | 'v6'): Promise<readonly string[]> {
  try {
    const found = await lookup(name, { family: family === 'v4' ? 4 : 6, all: true })
    return found.map(({ address }) => address)
  } catch {
    return []
  }
}

/** The first address of each family. */
export function addressesOf(addresses: readonly string[]): { v4?: string; v6?: string } {
  const v4 = addresses.find((address) => familyOf(address) === 'v4')
  const v6 = addresses.find((address) => familyOf(address) === 'v6')
  return { ...(v4 !== undefined && { v4 }), ...(v6 !== undefined && { v6 }) }
}
