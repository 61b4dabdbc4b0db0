import { canonicalAddress } from '../canonical-address.ts'
import { hardwareAddress } from '../hardware-address.ts'
import { linesOf } from '../lines-of.ts'

/** Hardware addresses by `interface address`. */
export type Neighbours = Map<string, string>

/** The IPv4 neighbours in /proc/net/arp: `address type flags hardware mask device`. Unanswered ones are left out. */
export function neighbours4(arp: string): Neighbours {
  return new Map(
    linesOf(arp).flatMap((line): [string, string][] => {
      const [text = '', , flags = '', mac = '', , device = ''] = line.trim().split(/\s+/)
      const [address, hardware] = [canonicalAddress(text), hardwareAddress(mac)]
      // ATF_COM (0x2) of <linux/if_arp.h>: the entry is complete.
      const complete = /^0x[0-9a-f]{1,8}$/i.test(flags) && (Number.parseInt(flags, 16) & 0x2) !== 0
      return complete && address && hardware && device ? [[`${device} ${address}`, hardware]] : []
    }),
  )
}

/** The IPv6 neighbours as `ip -6 neigh` prints them: `address dev DEVICE lladdr HARDWARE [router] STATE`. */
export function neighbours6(printed: string): Neighbours {
  return new Map(
    linesOf(printed).flatMap((line): [string, string][] => {
      const row = /^(\S+) dev (\S+) lladdr (\S+)/.exec(line)
      const [address, hardware] = [canonicalAddress(row?.[1] ?? ''), hardwareAddress(row?.[3] ?? '')]
      return row?.[2] && address && hardware ? [[`${row[2]} ${address}`, hardware]] : []
    }),
  )
}
