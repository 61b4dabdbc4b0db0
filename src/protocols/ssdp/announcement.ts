import type { Datagram } from '../../core/line.ts'
import { sameAddress } from '../addresses.ts'
import type { RouterPlace } from '../router/router-place.ts'
import { decodeSearchReply, type Named } from './search-reply.ts'
import { portOf, urlAtRouter } from './url-at-router.ts'

/** Where a description of the router may be had. */
export interface Announcement {
  /** At the router itself, whatever host was named: `http://192.168.1.1:5000/rootDesc.xml` */
  readonly location: string
  /** The host that was named, as it stands in a URL. */
  readonly host: string
  /** The router said so itself, or somebody said so of the router. What others say of themselves is tried last. */
  readonly own: boolean
  readonly names: Named
}

/**
 * Whether there is a gateway for sure, at this router. Somebody else's gateway may not be it at all, and its root device may
 * be its music server.
 */
export function isPromise({ own, names }: Announcement): boolean {
  return own && names !== 'root-device'
}

/**
 * What a datagram announces, or undefined where that is nothing of the router's. Only `http:` is taken: a description
 * within TLS has a field of its own (SECURELOCATION.UPNP.ORG), besides this one and never in place of it.
 */
export function announcementIn({ from, data }: Datagram, place: RouterPlace): Announcement | undefined {
  const reply = decodeSearchReply(data)
  if (reply === undefined || !URL.canParse(reply.location)) return undefined
  const url = new URL(reply.location)
  const location = url.protocol === 'http:' ? urlAtRouter(url, place.address, portOf(url)) : undefined
  const host = url.hostname
  const own = [from.address, host.replace(/^\[(.*)\]$/, '$1')].some((one) => sameAddress(one, place.address))
  // Every device in the house is a root device; only what the router itself says of one may be the router.
  if (location === undefined || (reply.names === 'root-device' && !own)) return undefined
  return { location, host, own, names: reply.names }
}
