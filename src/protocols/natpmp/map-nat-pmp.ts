import type { Line } from '../../core/line.ts'
import { askRouter } from '../router/ask-router.ts'
import type { RouterPlace } from '../router/router-place.ts'
import { decodeMappingReply, encodeMappingRequest } from './mapping.ts'
import type { NatPmpMapped, NatPmpRequest } from './nat-pmp.ts'

/**
 * Asks the router in NAT-PMP for a TCP mapping to `place.local`, for its renewal, or for its end. Takes `ms` at most.
 *
 * After `failed` nobody knows whether the router has done it: a reply may be lost where its request was not.
 */
export async function mapNatPmp(
  line: Line,
  place: RouterPlace,
  request: NatPmpRequest,
  ms: number,
): Promise<NatPmpMapped> {
  const message = encodeMappingRequest(request)
  // RFC 6886 §1: for IPv4 alone.
  if (place.family === 'v6') return { kind: 'failed', failure: 'unsupported' }
  const reply = await askRouter(line, place, message, (reply) => decodeMappingReply(reply, request), ms)
  return reply.kind === 'answer' ? reply.value : { kind: 'failed', failure: reply.failure }
}
