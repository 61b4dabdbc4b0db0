import type { RouterPlace } from '../router/router-place.ts'
import { urlAtRouter } from '../ssdp/url-at-router.ts'

/** A path at the box itself. Throws where there can be no such URL: that is a bug of the caller. */
export function boxUrl(place: RouterPlace, path: string, port = 80): string {
  const url = urlAtRouter(new URL(path, 'http://box'), place.address, port)
  if (url === undefined) throw new RangeError(`no path at a box: ${path}`)
  return url
}
