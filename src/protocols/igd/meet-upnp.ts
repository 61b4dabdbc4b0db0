import { success, type Outcome } from '../../core/failure.ts'
import type { Line } from '../../core/line.ts'
import { type Deadline, deadlineOf } from '../deadline.ts'
import type { RouterPlace } from '../router/router-place.ts'
import { type Announcement, isPromise } from '../ssdp/announcement.ts'
import { searchGateway } from '../ssdp/search-gateway.ts'
import { actionMs } from './call-action.ts'
import { type AskedWan, chooseWan } from './choose-wan.ts'
import { readDescription } from './description.ts'
import { externalAddress } from './external-address.ts'
import type { IgdService, UpnpMeeting } from './igd.ts'
import { knownServices } from './known-services.ts'
import { statusInfo } from './status-info.ts'

/** Of the whole meeting, unless told, for somebody to answer the search: a router needs the rest to say what it is. */
const searchShare = 0.6
/** Of what is left, for the description, which some routers put together only then. */
const descriptionShare = 2 / 3
/** Real descriptions have up to 30 KiB. */
const maxDescriptionBytes = 256 * 1024
/** Services that are asked which of them has the line. A router with more ways out has one of its better ones among these. */
const maxServices = 4

/**
 * Meets the router's UPnP: searches for it, reads what it says of itself, and asks the service that maps ports for its
 * state. Changes nothing, contacts the router alone (and the group that is searched), and is over within `ms`, or within
 * `searchMs` where nobody answers the search.
 */
export async function meetUpnp(
  line: Line,
  place: RouterPlace,
  ms: number,
  searchMs: number = ms * searchShare,
): Promise<UpnpMeeting> {
  const until = deadlineOf(line.clock, ms)
  const announced = await searchGateway(line, place, searchMs)
  let met: UpnpMeeting = { kind: 'absent' }
  for (const [index, one] of announced.entries()) {
    // A place that drips leaves the others their time.
    const share = until.left() / (announced.length - index)
    const meeting = await meetAt(line, place, one, deadlineOf(line.clock, share))
    if (meeting.kind === 'found') return meeting
    if (met.kind === 'absent' && isPromise(one)) met = meeting
  }
  return met
}

async function meetAt(line: Line, place: RouterPlace, announced: Announcement, until: Deadline): Promise<UpnpMeeting> {
  const text = await fetchDescription(line, place, announced.location, until.left() * descriptionShare)
  if (!text.ok) return { kind: 'broken', why: 'no-description', failure: text.failure }
  const description = readDescription(text.value)
  if (description === undefined) return { kind: 'broken', why: 'not-a-description' }
  const { wan, firewall } = knownServices(description, announced, place.address)
  const asked = await Promise.all(wan.slice(0, maxServices).map((each) => askWan(line, place, each, until.left())))
  const chosen = chooseWan(asked)
  if (chosen === undefined) return { kind: 'broken', why: 'no-wan-service' }
  if (chosen.kind === 'no-answer') return { kind: 'broken', why: 'no-answer', failure: chosen.failure }
  const { model } = description
  return {
    kind: 'found',
    igd: { ...chosen.wan, ...(firewall !== undefined && { firewall }), ...(model !== undefined && { model }) },
  }
}

async function fetchDescription(line: Line, place: RouterPlace, url: string, ms: number): Promise<Outcome<string>> {
  const answered = await line.request({
    method: 'GET',
    url,
    address: place.address,
    from: place.local,
    maxBytes: maxDescriptionBytes,
    ms: Math.min(ms, actionMs),
  })
  if (!answered.ok) return answered
  return answered.value.status === 200 ? success(answered.value.body) : { ok: false, failure: 'malformed' }
}

async function askWan(line: Line, place: RouterPlace, service: IgdService, ms: number): Promise<AskedWan> {
  const [external, status] = await Promise.all([
    externalAddress(line, place, service, ms),
    statusInfo(line, place, service, ms),
  ])
  return { service, external, status }
}
