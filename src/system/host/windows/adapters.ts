import type { NetworkInterface } from '../../../core/host.ts'
import { hardwareAddress } from '../hardware-address.ts'
import { linesOf } from '../lines-of.ts'

/** A row of the `Interface List` that heads `route print`. */
export interface Adapter {
  readonly index: number
  readonly hardware: string | undefined
  /** What its driver calls itself; not translated, as the rest is. */
  readonly driver: string
}

/**
 * Reads the list of adapters at the head of `route print`: ` 11...a8 7e ea 36 46 60 ......Intel(R) Wi-Fi 6 AX200`.
 * UNTESTED on a real Windows: written from outputs quoted in public.
 */
export function parseAdapters(printed: string): Adapter[] {
  return linesOf(printed).flatMap((line) => {
    const row = /^\s*(\d{1,5}) ?\.{3}((?:[0-9a-f]{2} ){6})?\.* ?(\S.*?)\s*$/i.exec(line)
    if (row === null) return []
    const hardware = hardwareAddress((row[2] ?? '').trim().replaceAll(' ', ':'))
    return [{ index: Number(row[1]), hardware, driver: row[3] ?? '' }]
  })
}

/** The first that fits wins: a VPN's driver likes to call itself an Ethernet adapter as well. */
const drivers: readonly (readonly [RegExp, NetworkInterface['kind']])[] = [
  [/loopback/i, 'loopback'],
  [/\bTAP-|OpenVPN|WireGuard|Wintun|Tailscale|ZeroTier|Tunnel|VPN|Teredo|isatap|6to4/i, 'tunnel'],
  [/PPPoE|\bPPP\b/i, 'ppp'],
  [/Mobile Broadband|WWAN|\bLTE\b|\b[45]G\b/i, 'mobile'],
  [/Hyper-V Virtual Ethernet|VMware|VirtualBox|Virtual Switch|Bridge/i, 'bridge'],
  [/Wi-?Fi|Wireless|WLAN|802\.11/i, 'wireless'],
  [/Ethernet|Gigabit|\bGbE\b|Network Connection|Network Adapter|LAN|NIC\b/i, 'ethernet'],
]

export function kindOfDriver(driver: string): NetworkInterface['kind'] {
  return drivers.find(([pattern]) => pattern.test(driver))?.[1] ?? 'other'
}
