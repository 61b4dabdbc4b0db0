import type { Line } from '../../core/line.ts'
import { askRouter } from '../router/ask-router.ts'
import type { RouterPlace } from '../router/router-place.ts'
import { decodeExternalAddressReply, encodeExternalAddressRequest } from './external-address.ts'
import type { NatPmpMeeting } from './nat-pmp.ts'

/** Asks the router in NAT-PMP which address it has outside. Changes nothing; takes `ms` at most. */
export async function askNatPmp(line: Line, place: RouterPlace, ms: number): Promise<NatPmpMeeting> {
  // RFC 6886 §1: for IPv4 alone.
  if (place.family === 'v6') return { kind: 'absent', failure: 'unsupported' }
  const reply = await askRouter(line, place, encodeExternalAddressRequest(), decodeExternalAddressReply, ms)
  return reply.kind === 'answer' ? reply.value : reply
}
