import type { Outcome } from '../core/failure.ts'
import { failed, success } from '../core/failure.ts'
import type { Host, InterfaceAddress } from '../core/host.ts'
import type { Family } from '../core/line.ts'

/**
 * The address to speak from, so that packets leave by this interface.
 *
 * The kernel still chooses the route; with a source address of another interface most multi-homed machines have a rule
 * for it, and where they have not, the wrong way shows as a failure and not as somebody else's line.
 */
export async function sourceAddress(host: Host, name: string, family: Family): Promise<Outcome<string>> {
  const interfaces = await host.interfaces()
  if (!interfaces.ok) return interfaces
  const chosen = interfaces.value.find((one) => one.name === name)
  const addresses = chosen?.addresses.filter((one) => one.family === family && !linkLocal(one)) ?? []
  // A stable address before a privacy address (RFC 8981): a mail server would speak from the stable one.
  const best = addresses.find((one) => !one.temporary) ?? addresses[0]
  return best === undefined
    ? failed('address-unavailable', `${name} has no ${family === 'v4' ? 'IPv4' : 'IPv6'} address`)
    : success(best.address)
}

/** RFC 4291 §2.5.6, fe80::/10: leads nowhere beyond the link. */
function linkLocal(one: InterfaceAddress): boolean {
  return one.family === 'v6' && /^fe[89ab]/i.test(one.address)
}
