import type { Line } from '../../core/line.ts'
import { askRouter } from '../router/ask-router.ts'
import type { RouterPlace } from '../router/router-place.ts'
import { decodeAnnounceReply, encodeAnnounceRequest } from './announce.ts'
import type { PcpMeeting } from './pcp.ts'

/** Asks the router whether it speaks PCP. Changes nothing; takes `ms` at most. */
export async function askPcp(line: Line, place: RouterPlace, ms: number): Promise<PcpMeeting> {
  const reply = await askRouter(line, place, encodeAnnounceRequest(place.local), decodeAnnounceReply, ms)
  return reply.kind === 'answer' ? reply.value : reply
}
