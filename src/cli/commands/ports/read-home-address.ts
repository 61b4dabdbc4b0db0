import { canonical, rangeOf } from '../../../protocols/addresses.ts'
import { type Reading, right, wrong } from '../../settings/reading.ts'

/** An IPv4 address of a network at home (RFC 1918): a router that opens a port leads it there, and to nobody's else. */
export function readHomeAddress(text: string): Reading<string> {
  const address = canonical(text)
  return address !== undefined && !text.includes(':') && rangeOf(address) === 'private'
    ? right(address)
    : wrong('an address of your own network, such as 192.168.1.20')
}
