import type { Outcome } from '../../core/failure.ts'
import type { Line } from '../../core/line.ts'
import type { RouterPlace } from '../router/router-place.ts'
import { askBox, pageOf } from './ask-box.ts'
import { boxUrl } from './box-url.ts'
import { type FreeboxVersion, freeboxVersion } from './freebox-version.ts'

/**
 * Whether the router is a Freebox, and which. That is all that it tells without a session: which ports of a shared address
 * it has (`ipv4_port_range`) is for those alone whom somebody has let in at the box.
 */
export async function readFreebox(line: Line, place: RouterPlace): Promise<Outcome<FreeboxVersion>> {
  const answered = await askBox(line, place, boxUrl(place, '/api_version'))
  const page = answered.ok ? pageOf(answered.value) : answered
  return page.ok ? freeboxVersion(page.value) : page
}
