import type { RouterChange } from '../../core/journal.ts'
import type { Line } from '../../core/line.ts'
import { mapPcp } from '../pcp/map-pcp.ts'
import type { RouterMet } from './router-met.ts'
import type { RouterMetV6 } from './router-met-v6.ts'
import type { Refusal, Tongue } from './tongue.ts'
import { wanIsPublic } from './wan-is-public.ts'

/** For one request with its repetitions at 0, 250 and 750 ms: a router one hop away that is silent so long has nothing to say. */
const mapMs = 1500
/** NOT_AUTHORIZED */
const notAuthorized = 2
/** NO_RESOURCES */
const noResources = 8
/** UNSUPP_OPTION: it does not know PREFER_FAILURE. */
const unsupportedOption = 5

/** PCP (RFC 6887): ports of IPv4, holes in the firewall of IPv6. */
export function speakPcp(line: Line, met: RouterMet | RouterMetV6): Tongue {
  const map = ({ external, internal, nonce }: RouterChange, leaseS: number, preferFailure: boolean) => {
    const request = { internal: internal.port, external, leaseS, nonce: bytesOf(nonce), preferFailure }
    return mapPcp(line, met.place, request, mapMs)
  }
  return {
    async ask(change) {
      // Without the option a router gives any port that is free, and calls it a success (RFC 6887 §13.2).
      let mapped = await map(change, change.leaseS, true)
      if (mapped.kind === 'refused' && mapped.result === unsupportedOption)
        mapped = await map(change, change.leaseS, false)
      if (mapped.kind === 'failed') return { kind: 'unanswered', failure: mapped.failure }
      if (mapped.kind === 'refused') return { kind: 'refused', why: reasonOf(mapped.result, met), code: mapped.result }
      const { external, leaseS, epochS, address } = mapped
      return { kind: 'granted', external, leaseS, epochS, ...(met.place.family === 'v4' && { wan: address }) }
    },
    async withdraw(change) {
      const mapped = await map(change, 0, false)
      if (mapped.kind === 'failed') return { kind: 'unanswered', failure: mapped.failure }
      if (mapped.kind === 'mapped' || (change.kind === 'mapping' && saysNotThere(mapped.result, met)))
        return { kind: 'agreed' }
      const refused = { kind: 'refused', code: mapped.result } as const
      if (change.kind !== 'pinhole' || mapped.result !== notAuthorized) return refused
      // miniupnpd 2.3.1 does not find a hole again that it has renewed. It lets it be renewed for less, down to 120 s.
      const shorter = await map(change, 1, true)
      return shorter.kind === 'mapped' ? { ...refused, endsInS: shorter.leaseS } : refused
    },
  }
}

/**
 * Asked for the end of what is not there, miniupnpd is out of resources, against RFC 6887 §15.1; as for what another
 * program of this machine has taken over with a nonce of its own. Where the router has no public address the same
 * code means that it has not looked.
 */
function saysNotThere(result: number, met: RouterMet | RouterMetV6): boolean {
  return result === noResources && 'upnp' in met && wanIsPublic(met) !== false
}

/** RFC 6887 §7.4. */
function reasonOf(result: number, met: RouterMet | RouterMetV6): Refusal['why'] {
  switch (result) {
    case notAuthorized:
      return 'forbidden'
    // NETWORK_FAILURE, such as no address outside yet; ADDRESS_MISMATCH: another NAT lies between us and the server.
    case 7:
    case 12:
      return 'no-wan'
    // A want of memory or ports, and in miniupnpd also a private address outside.
    case noResources:
      return 'upnp' in met && wanIsPublic(met) === false ? 'no-wan' : 'other'
    // CANNOT_PROVIDE_EXTERNAL: somebody has it, or (miniupnpd) it may not be had.
    case 11:
      return 'taken'
    default:
      return 'other'
  }
}

function bytesOf(nonce = ''): Uint8Array {
  return Uint8Array.from(nonce.match(/../g) ?? [], (digits) => Number.parseInt(digits, 16))
}
