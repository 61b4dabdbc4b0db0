import type { LinkState } from '../../../core/host.ts'
import type { ToolOutput } from '../../run-tool.ts'

/**
 * What `ip link show dev NAME` (iproute2 or BusyBox) says of a cable: `2: eth0: <NO-CARRIER,BROADCAST,UP> mtu 1500 …`.
 * Undefined where that cannot be read.
 *
 * Not /sys/class/net: a process that entered a network namespace without a sysfs of its own sees those of another there.
 */
export function linkState({ code, stdout, stderr }: ToolOutput): LinkState | undefined {
  // `Device "eth0" does not exist.`; BusyBox: `ip: can't find device 'eth0'`.
  if (code !== 0) return /does not exist|can't find device/i.test(stderr.slice(0, 512)) ? 'off' : undefined
  const flags = /^\d+: \S+ <([\w,-]{1,200})>/.exec(stdout)?.[1]?.split(',')
  if (flags === undefined) return undefined
  if (!flags.includes('UP')) return 'off'
  // DORMANT: a wireless card that has not been let in yet (RFC 2863 §3.1.12).
  return flags.includes('NO-CARRIER') || flags.includes('DORMANT') ? 'no-carrier' : 'up'
}
