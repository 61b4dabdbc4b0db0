import { isIPv4 } from 'node:net'
import { type Outcome, failed } from '../core/failure.ts'
import type { HopReply, Hops } from '../core/line.ts'
import { canonicalAddress } from './host/canonical-address.ts'
import { pingCommand } from './hops/ping-command.ts'
import { pingReply } from './hops/ping-reply.ts'
import { runTool } from './run-tool.ts'

/** Ping prints some 300 bytes. */
const outputLimit = 16 * 1024

/**
 * Echo requests by the system's own `ping`, which has the right to send them where this program has none.
 *
 * Fails `unsupported` where there is no ping, it may not send, or what it prints says nothing about routers;
 * `timed-out` when nobody answered within `ms`; `cancelled` with `signal`; `address-unavailable` for what is no
 * address literal.
 */
export function systemHops(signal?: AbortSignal): Hops {
  return {
    async echo(to, { ttl, ms }): Promise<Outcome<HopReply>> {
      // A literal and a small number: nothing of this can be taken for an option by ping.
      const address = canonicalAddress(to)
      if (address === undefined) return failed('address-unavailable', 'not an address literal')
      if (ttl !== undefined && !(Number.isInteger(ttl) && ttl >= 1 && ttl <= 255)) {
        throw new RangeError(`a time to live is 1 to 255, not ${ttl}`)
      }
      const family = isIPv4(address) ? 'v4' : 'v6'
      const ping = pingCommand(process.platform, address, { family, ms, ...(ttl === undefined ? {} : { ttl }) })
      if (!ping.ok) return ping
      const { program, args } = ping.value
      const ran = await runTool(program, args, { ms, maxBytes: outputLimit, ...(signal ? { signal } : {}) })
      if (!ran.ok) return ran
      return pingReply(`${ran.value.stdout}\n${ran.value.stderr}`, address, ttl !== undefined)
    },
  }
}
