import { failed, type Outcome, success } from '../../core/failure.ts'
import type { HttpResponse, Line } from '../../core/line.ts'
import type { RouterPlace } from '../router/router-place.ts'

/** A box answers in 50 ms, a slow one in half a second. */
const boxMs = 1500
/** Real answers have up to 2 KiB. */
const maxBytes = 32 * 1024

/** Fetches a page of the box, from its own address whatever the URL says, without a password. */
export function askBox(line: Line, place: RouterPlace, url: string): Promise<Outcome<HttpResponse>> {
  return line.request({ method: 'GET', url, address: place.address, from: place.local, maxBytes, ms: boxMs })
}

/** The text of a page, `not-permitted` where a password is asked for, `malformed` where there is no such page. */
export function pageOf({ status, body }: HttpResponse): Outcome<string> {
  if (status === 200) return success(body)
  return failed([401, 403].includes(status) ? 'not-permitted' : 'malformed', `HTTP status ${status}`)
}
