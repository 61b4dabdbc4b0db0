import type { LineKey } from '../../history/line-key.ts'

/** Which line the machine is on: another gateway is believed at the second look in a row, for ARP may be wrong once. */
export function whichLine(): (line: LineKey) => LineKey | undefined {
  let current: string | undefined
  let candidate: string | undefined
  return (line) => {
    const { gateway } = line
    // Not seen is not gone: while the router is off nobody knows its hardware.
    if (gateway === undefined) return undefined
    if (current === undefined || gateway === current) {
      current = gateway
      candidate = undefined
      return undefined
    }
    if (candidate !== gateway) {
      candidate = gateway
      return undefined
    }
    current = gateway
    candidate = undefined
    return line
  }
}
