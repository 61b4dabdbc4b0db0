import type { LineKey } from '../../history/line-key.ts'

/** Which line the machine is on. */
export interface WhichLine {
  /** The new line, at the look at which it is believed. */
  take(line: LineKey): LineKey | undefined
  /** Perhaps on another one already: what is seen now may be no matter of the line before. */
  readonly inDoubt: boolean
}

/** Some gateways have no hardware address (a modem at a serial port): after so many looks there is none to wait for. */
const mostUnseen = 5

/** Another gateway is believed at the second look in a row, for ARP may be wrong once. */
export function whichLine(): WhichLine {
  let current: string | undefined
  let candidate: string | undefined
  let unseen = 0
  return {
    get inDoubt() {
      return candidate !== undefined || (current !== undefined && unseen > 0 && unseen <= mostUnseen)
    },
    take(line) {
      const { gateway } = line
      // Not seen is not gone: while the router is off nobody knows its hardware.
      if (gateway === undefined) {
        unseen += 1
        if (unseen > mostUnseen) candidate = undefined
        return undefined
      }
      unseen = 0
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
    },
  }
}
