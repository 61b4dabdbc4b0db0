import type { Gateway } from '../../../core/host.ts'
import { canonicalAddress } from '../canonical-address.ts'

/**
 * The way packets to the internet take when a rule of policy routing sends them past the main table, from what
 * `ip route get` prints; undefined if none does.
 *
 * WireGuard's wg-quick (table 51820) and Tailscale's exit nodes (table 52) leave the default route in place and put
 * theirs in a table of their own: /proc/net/route alone would show the line beneath the tunnel. iproute2 names the
 * table only when it is not the main one.
 */
export function policyRoute(printed: string): Gateway | undefined {
  const first = firstLine(printed)
  const name = deviceOf(first)
  if (name === undefined || !/ table \S+/.test(first) || /^local /.test(first)) return undefined
  const address = canonicalAddress(/ via (?:inet6? )?(\S+)/.exec(first)?.[1] ?? '')
  return { interface: name, ...(address === undefined ? {} : { address }), metric: 0 }
}

/** The interface that `ip route get` names; undefined where there is no way. */
export function deviceOf(printed: string): string | undefined {
  const first = firstLine(printed)
  return /^(?:unreachable|blackhole|prohibit) /.test(first) ? undefined : / dev (\S{1,15})(?: |$)/.exec(first)?.[1]
}

function firstLine(printed: string): string {
  return printed.slice(0, 1_024).split('\n')[0] ?? ''
}
