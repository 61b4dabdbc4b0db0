import type { RouterSpeech } from '../../../core/journal.ts'
import type { Family } from '../../../core/line.ts'
import { mailPorts } from '../../../wire/mail-port.ts'
import { UsageError } from '../../usage-error.ts'
import { readArgument } from './read-argument.ts'
import { readHomeAddress } from './read-home-address.ts'
import { type PortPair, readInternal } from './read-internal.ts'
import { readLease } from './read-lease.ts'
import { wantedPorts } from './wanted-ports.ts'

/** What is to be opened, and how it is to be asked for. */
export interface PortsAsked {
  /** v6: holes in the IPv6 firewall, where a port is itself. */
  readonly family: Family
  readonly ports: readonly PortPair[]
  /** Another machine at home; this one unless told. */
  readonly to?: string
  /** 0: for ever. */
  readonly leaseS: number
  readonly speech: RouterSpeech | 'auto'
}

export interface PortsAskedFlags {
  readonly to?: string
  readonly internal?: readonly string[]
  readonly lease?: string
  readonly protocol?: RouterSpeech | 'auto'
  readonly v6?: boolean
}

/** WANIPv6FirewallControl:1 §2.5.2: a hole lasts a day at most. */
const longestHoleS = 86_400

/** Reads what `open` and `keep` are told; throws UsageError where it makes no sense. `leaseS`: unless told. */
export function portsAsked(args: readonly string[], flags: PortsAskedFlags, leaseS: number): PortsAsked {
  const named = wantedPorts(args)
  const lease = flags.lease === undefined ? leaseS : readArgument('--lease', flags.lease, readLease)
  const to = flags.to === undefined ? undefined : readArgument('--to', flags.to, readHomeAddress)
  const { protocol = 'auto', v6 = false } = flags
  refuseContradictions({ to, protocol, v6, lease })
  // Only in UPnP can a machine speak for another one.
  const speech = to === undefined ? protocol : 'upnp'
  const ports = pairs(named.length === 0 ? mailPorts : named, flags.internal ?? [])
  if (v6 && ports.some(({ external, internal }) => external !== internal))
    throw new UsageError('--internal and --v6 do not go together: over IPv6 nothing is translated, a port is itself')
  if (speech !== 'upnp') refuseSharedInternal(ports)
  return { family: v6 ? 'v6' : 'v4', ports, ...(to !== undefined && { to }), leaseS: lease, speech }
}

interface Told {
  readonly to: string | undefined
  readonly protocol: RouterSpeech | 'auto'
  readonly v6: boolean
  readonly lease: number
}

function refuseContradictions({ to, protocol, v6, lease }: Told): void {
  const other = protocol === 'pcp' ? 'PCP' : protocol === 'natpmp' ? 'NAT-PMP' : undefined
  if (to !== undefined && v6)
    throw new UsageError('--to and --v6 do not go together: a router makes holes only for the machine that asks')
  if (to !== undefined && other !== undefined)
    throw new UsageError(`--to needs --protocol upnp: in ${other} a machine can ask for itself only`)
  if (lease === 0 && other !== undefined)
    throw new UsageError(`--lease permanent needs --protocol upnp: in ${other} every mapping ends`)
  if (v6 && protocol === 'natpmp') throw new UsageError('--protocol natpmp and --v6 do not go together: it has no IPv6')
  if (v6 && (lease === 0 || lease > longestHoleS))
    throw new UsageError(`--lease must be at most ${longestHoleS} with --v6: a hole lasts a day at most`)
}

function pairs(ports: readonly number[], told: readonly string[]): readonly PortPair[] {
  const inside = new Map<number, number>()
  for (const text of told) {
    const { external, internal } = readArgument('--internal', text, readInternal)
    if (!ports.includes(external))
      throw new UsageError(`--internal ${text}: port ${external} is not among those to open (${ports.join(', ')})`)
    const before = inside.get(external)
    if (before !== undefined && before !== internal)
      throw new UsageError(`--internal leads port ${external} to both ${before} and ${internal}`)
    inside.set(external, internal)
  }
  return ports.map((external) => ({ external, internal: inside.get(external) ?? external }))
}

/** In NAT-PMP and PCP a port inside has one outside: the second would take the place of the first (RFC 6886 §3.3). */
function refuseSharedInternal(ports: readonly PortPair[]): void {
  for (const { external, internal } of ports) {
    const other = ports.find((each) => each.internal === internal && each.external !== external)
    if (other === undefined) continue
    throw new UsageError(
      `ports ${external} and ${other.external} would both lead to ${internal}, which only UPnP can do: add --protocol upnp`,
    )
  }
}
