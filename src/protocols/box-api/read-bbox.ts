import type { Outcome } from '../../core/failure.ts'
import type { Line } from '../../core/line.ts'
import type { RouterPlace } from '../router/router-place.ts'
import { askBox, pageOf } from './ask-box.ts'
import { type BboxWan, bboxWan } from './bbox-wan.ts'
import { boxUrl } from './box-url.ts'

const path = '/api/v1/wan/ip'
/** The name that a Bbox has at home, and a certificate for. */
const secureUrl = `https://mabbox.bytel.fr${path}`

/**
 * Whether a Bbox shares its address, in its own words: nobody else on the line can tell which ports are its own.
 *
 * The page is one of those that ask for no password at home (developer.bouyguestelecom.fr "Router API summary";
 * `GET /wan/ip` in bertrandmartel/bboxapi-router); its members are those that hadamrd/bbox-cli met in 2026-07. Newer boxes
 * send whoever speaks in the clear on to their name: the box itself is then asked by that name, at its own address.
 */
export async function readBbox(line: Line, place: RouterPlace): Promise<Outcome<BboxWan>> {
  const inTheClear = await askBox(line, place, boxUrl(place, path))
  if (!inTheClear.ok) return inTheClear
  const { status, headers } = inTheClear.value
  const isSentOn = [301, 302, 307, 308].includes(status) && headers['location']?.startsWith('https://mabbox.bytel.fr/')
  const answered = isSentOn === true ? await askBox(line, place, secureUrl) : inTheClear
  const page = answered.ok ? pageOf(answered.value) : answered
  return page.ok ? bboxWan(page.value) : page
}
