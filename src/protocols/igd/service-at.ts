import type { RouterPlace } from '../router/router-place.ts'
import { portOf, urlAtRouter } from '../ssdp/url-at-router.ts'
import type { IgdService } from './igd.ts'

/**
 * The same service at another address of its router: what IPv4 has found is spoken to over IPv6, where the firewall
 * opens holes for whom it is asked by. Throws where the URL is none: that is a bug of the caller.
 */
export function serviceAt(service: IgdService, place: RouterPlace): IgdService {
  const named = new URL(service.url)
  const url = urlAtRouter(named, place.address, portOf(named))
  if (url === undefined) throw new RangeError(`no URL of a service: ${service.url}`)
  return { ...service, url }
}
