import type { Line } from '../../core/line.ts'
import { askRouter } from '../router/ask-router.ts'
import type { RouterPlace } from '../router/router-place.ts'
import { decodeMappingReply, encodeMappingRequest } from './mapping.ts'
import type { PcpMapped, PcpRequest } from './pcp.ts'

/**
 * Asks the router in PCP for a TCP mapping to `place.local`, for its renewal, or for its end. Takes `ms` at most.
 *
 * After `failed` nobody knows whether the router has done it: a reply may be lost where its request was not.
 */
export async function mapPcp(line: Line, place: RouterPlace, request: PcpRequest, ms: number): Promise<PcpMapped> {
  const message = encodeMappingRequest(place.local, request)
  const reply = await askRouter(line, place, message, (reply) => decodeMappingReply(reply, request), ms)
  return reply.kind === 'answer' ? reply.value : { kind: 'failed', failure: reply.failure }
}
