import type { Line } from '../../core/line.ts'
import { mapNatPmp } from '../natpmp/map-nat-pmp.ts'
import type { RouterPlace } from './router-place.ts'
import type { Tongue } from './tongue.ts'

/** For one request with its repetitions at 0, 250 and 750 ms, as for PCP. */
const mapMs = 1500

/** NAT-PMP (RFC 6886). */
export function speakNatPmp(line: Line, place: RouterPlace): Tongue {
  return {
    async ask({ external, internal, leaseS }) {
      const mapped = await mapNatPmp(line, place, { internal: internal.port, external, leaseS }, mapMs)
      if (mapped.kind === 'failed') return { kind: 'unanswered', failure: mapped.failure }
      if (mapped.kind === 'mapped') {
        return { kind: 'granted', external: mapped.external, leaseS: mapped.leaseS, epochS: mapped.epochS }
      }
      // RFC 6886 §3.5: 2 not authorized, 3 network failure (no address outside).
      const why = mapped.result === 2 ? 'forbidden' : mapped.result === 3 ? 'no-wan' : 'other'
      return { kind: 'refused', why, code: mapped.result }
    },
    async withdraw({ internal }) {
      const mapped = await mapNatPmp(line, place, { internal: internal.port, external: 0, leaseS: 0 }, mapMs)
      if (mapped.kind === 'failed') return { kind: 'unanswered', failure: mapped.failure }
      return mapped.kind === 'refused' ? { kind: 'refused', code: mapped.result } : { kind: 'agreed' }
    },
  }
}
