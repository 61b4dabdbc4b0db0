import type { Line } from '../../core/line.ts'
import { defineLook } from '../../core/look.ts'
import type { Banner } from '../../core/mark.ts'
import { readBbox } from '../../protocols/box-api/read-bbox.ts'
import { readFreebox } from '../../protocols/box-api/read-freebox.ts'
import { readFritzBox } from '../../protocols/box-api/read-fritz-box.ts'
import { placeTowards, type RouterPlace } from '../../protocols/router/router-place.ts'
import { budgets } from '../budgets.ts'
import { linePath } from '../line/path.ts'

export interface BoxFacts {
  /** Of a make that tells something to everybody at home; null for all others. */
  readonly make: 'bbox' | 'freebox' | 'fritz-box' | null
  readonly model?: Banner
  /** It says that it has no IPv4 address of its own outside (carrier NAT, DS-Lite). */
  readonly carrierNat: boolean
  /** It says that it shares its address (MAP-T, MAP-E), and that these ports of it are its own. */
  readonly ownPorts?: { readonly from: number; readonly to: number }
}

/**
 * What only the provider's box knows. A page or two are read at the router, and nowhere else, without a password; most boxes
 * have none of them.
 */
export const box = defineLook<BoxFacts>()({
  look: 'box.v4',
  revision: 1,
  needs: { path: linePath },
  budget: budgets.routerSilent,
  marks: { model: 'banner' },
  async observe(line, { path }) {
    const place = placeTowards('v4', path.v4)
    const all = place === undefined ? [] : await Promise.all([bbox, freebox, fritzBox].map((ask) => ask(line, place)))
    return all.find((each) => each !== undefined) ?? { make: null, carrierNat: false }
  },
})

type Ask = (line: Line, place: RouterPlace) => Promise<BoxFacts | undefined>

const bbox: Ask = async (line, place) => {
  const read = await readBbox(line, place)
  if (!read.ok) return undefined
  const { carrierNat = false, sharesAddress, ports } = read.value
  return { make: 'bbox', carrierNat, ...(sharesAddress === true && ports !== undefined && { ownPorts: ports }) }
}

/** Which ports it has of a shared address a Freebox tells those alone whom somebody has let in at the box. */
const freebox: Ask = async (line, place) => {
  const read = await readFreebox(line, place)
  return read.ok ? { make: 'freebox', model: read.value.model, carrierNat: false } : undefined
}

/** RFC 6333: with DS-Lite the box has IPv6 alone, and its IPv4 comes out of the provider's translator. */
const fritzBox: Ask = async (line, place) => {
  const read = await readFritzBox(line, place)
  if (!read.ok) return undefined
  const { v4, v6, prefix } = read.value
  return { make: 'fritz-box', carrierNat: v4 === undefined && v6 !== undefined && prefix !== undefined }
}
