import { failed, type Outcome } from '../../core/failure.ts'
import type { HttpResponse, Line } from '../../core/line.ts'
import type { RouterPlace } from '../router/router-place.ts'
import type { ActionOutcome, IgdService } from './igd.ts'
import { serviceAt } from './service-at.ts'
import { readSoapReply } from './soap-reply.ts'
import { type SoapArguments, soapRequest } from './soap-request.ts'
import type { XmlElement } from './xml.ts'

/** A router answers in 50 ms, a slow one in half a second; what takes longer does not answer. */
export const actionMs = 1500
/** The longest of answers, a line of the table, has 1 KiB. */
const maxReplyBytes = 32 * 1024

/** An action of a service: what it is asked with, and how its answer is read. */
export interface Action<T> {
  readonly name: string
  readonly values: SoapArguments
  read(reply: XmlElement): Outcome<T>
}

/**
 * Asks a service for an action, at the router and nowhere else, for 1.5 s or `ms` at most, whichever is less.
 *
 * Done is only what the service itself says is done: a redirect, a login page or an empty answer is a failure.
 */
export async function callAction<T>(
  line: Line,
  place: RouterPlace,
  service: IgdService,
  action: Action<T>,
  ms: number = actionMs,
): Promise<ActionOutcome<T>> {
  const answered = await line.request({
    method: 'POST',
    url: serviceAt(service, place).url,
    address: place.address,
    from: place.local,
    maxBytes: maxReplyBytes,
    ms: Math.min(ms, actionMs),
    ...soapRequest(service.type, action.name, action.values),
  })
  return answered.ok ? readAnswer(answered.value, action) : { kind: 'failed', failure: answered.failure }
}

function readAnswer<T>(response: HttpResponse, action: Action<T>): ActionOutcome<T> {
  const reply = readSoapReply(response.body, action.name)
  if (reply?.kind === 'fault') return reply
  const read = reply === undefined || response.status !== 200 ? failed('malformed') : action.read(reply.values)
  return read.ok ? { kind: 'done', value: read.value } : { kind: 'failed', failure: read.failure }
}
