import type { Datagrams, Line } from '../../core/line.ts'
import { type Deadline, deadlineOf } from '../deadline.ts'
import type { RouterPlace } from '../router/router-place.ts'
import { type Announcement, announcementIn, isPromise } from './announcement.ts'
import { anyTarget, encodeSearch, gatewayTargets, type SearchTarget, ssdpGroup } from './search-request.ts'

/**
 * What is searched for, and for how long its answers are waited for, ms. At first only for gateways: `ssdp:all` makes the
 * whole house answer, and keeps miniupnpd busy for a third of a second. Datagrams get lost, in Wi-Fi above all, so all is
 * sent again, once.
 */
const rounds: readonly { readonly targets: readonly SearchTarget[]; readonly waitMs: number }[] = [
  { targets: gatewayTargets, waitMs: 150 },
  { targets: [anyTarget], waitMs: 250 },
  { targets: [...gatewayTargets, anyTarget], waitMs: Number.POSITIVE_INFINITY },
]
/** How long the router's other announcements may take after the first: it sends them all at once. */
const gatherMs = 80
/** Replies that are looked at: a router has a handful, a hostile one could go on for ever. */
const maxReplies = 10
/** Datagrams in all: a house full of televisions and loudspeakers answers dozens. */
const maxDatagrams = 128
/** Descriptions that are worth a try: IGD:2, IGD:1, and one that is something else. */
const maxLocations = 3

/**
 * Searches for the router's description (SSDP), for `ms` at most: the best announcements first, three at most, none
 * where nobody answers. Over IPv6 nobody is searched for: what IPv4 has found is spoken to there too.
 */
export async function searchGateway(line: Line, place: RouterPlace, ms: number): Promise<readonly Announcement[]> {
  if (place.family === 'v6') return []
  const socket = await line.datagrams({ family: place.family, address: place.local })
  if (!socket.ok) return []
  try {
    return bestOf(await gather(line, socket.value, place, ms))
  } finally {
    socket.value.close()
  }
}

interface Heard {
  readonly announcements: Announcement[]
  datagrams: number
  ended: boolean
}

async function gather(line: Line, socket: Datagrams, place: RouterPlace, ms: number) {
  const heard: Heard = { announcements: [], datagrams: 0, ended: false }
  const isFound = () => heard.announcements.some(isPromise)
  const until = deadlineOf(line.clock, ms)
  const listenFor = (waitMs: number, enough: () => boolean) =>
    listen(socket, place, heard, deadlineOf(line.clock, Math.min(waitMs, until.left())), enough)

  for (const { targets, waitMs } of rounds) {
    if (isFound() || heard.ended || until.left() === 0) break
    await sendSearches(socket, place, targets)
    await listenFor(waitMs, isFound)
  }
  if (isFound()) await listenFor(gatherMs, () => false)
  return heard.announcements
}

/**
 * The router first: the firewall of this machine then lets its answer in, which it does not know to belong to what is
 * sent to the group. The group too: some routers (Eero) answer to nothing else. Either may fail, as the group does
 * without a route for it; if both do, nobody answers.
 */
async function sendSearches(socket: Datagrams, place: RouterPlace, targets: readonly SearchTarget[]): Promise<void> {
  for (const to of [{ address: place.address, port: ssdpGroup.port }, ssdpGroup]) {
    for (const target of targets) await socket.send(to, encodeSearch(target))
  }
}

/** Hears replies, from whatever port they come, until the deadline or until there are enough. */
async function listen(socket: Datagrams, place: RouterPlace, heard: Heard, until: Deadline, enough: () => boolean) {
  for (let ms = until.left(); ms > 0 && !heard.ended; ms = until.left()) {
    const datagram = await socket.receive(ms)
    if (!datagram.ok) {
      heard.ended = datagram.failure !== 'timed-out'
      return
    }
    const announcement = announcementIn(datagram.value, place)
    if (announcement !== undefined) heard.announcements.push(announcement)
    heard.datagrams += 1
    heard.ended = heard.announcements.length >= maxReplies || heard.datagrams >= maxDatagrams
    if (enough()) return
  }
}

const order = ['gateway:2', 'gateway:1', 'root-device'] as const

/** The router's own word first, IGD:2 before IGD:1, each place once. */
function bestOf(announcements: readonly Announcement[]): readonly Announcement[] {
  const rank = ({ own, names }: Announcement) => (own ? 0 : order.length) + order.indexOf(names)
  const sorted = [...announcements].sort((one, other) => rank(one) - rank(other))
  return sorted
    .filter((one, index) => sorted.findIndex(({ location }) => location === one.location) === index)
    .slice(0, maxLocations)
}
