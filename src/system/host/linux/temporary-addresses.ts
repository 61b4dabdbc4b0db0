import { bytesToAddress } from './hex-address.ts'
import { linesOf } from '../lines-of.ts'

/** IFA_F_TEMPORARY of <linux/if_addr.h>: a privacy address (RFC 8981). */
const temporaryFlag = 0x01

/**
 * The IPv6 privacy addresses of this machine from /proc/net/if_inet6, whose rows are
 * `address index prefix scope flags name`, all but the name in hexadecimal.
 */
export function temporaryAddresses(ifInet6: string): Set<string> {
  const found = new Set<string>()
  for (const line of linesOf(ifInet6)) {
    const row = /^([0-9a-f]{32}) [0-9a-f]+ [0-9a-f]+ [0-9a-f]+ ([0-9a-f]{1,8}) +\S+$/.exec(line.trim())
    if (row === null || !(Number.parseInt(row[2] ?? '', 16) & temporaryFlag)) continue
    const address = bytesToAddress(row[1] ?? '')
    if (address !== undefined) found.add(address)
  }
  return found
}
