import * as v from 'valibot'
import { failed, type Outcome, success } from '../../core/failure.ts'
import type { Address } from '../../core/mark.ts'
import { readJson } from '../../wire/json.ts'
import { canonical, familyOf } from '../addresses.ts'

/** What a Bbox (Bouygues Telecom) says of its own IPv4. Absent is what it does not tell. */
export interface BboxWan {
  /** The address that it has outside. Other lines may have the same. */
  readonly address?: Address
  /** It sits behind a carrier's NAT. */
  readonly carrierNat?: boolean
  /** It shares its address by MAP-T (RFC 7599): it has some of the ports, and nothing else can ever arrive. */
  readonly sharesAddress?: boolean
  /** The ports that it has, where it has not all of them. */
  readonly ports?: { readonly from: number; readonly to: number }
}

const flag = v.pipe(
  v.picklist([0, 1]),
  v.transform((bit) => bit === 1),
)
// Empty while there is no connection.
const address = v.pipe(
  v.string(),
  v.maxLength(45),
  v.check((text) => text === '' || familyOf(text) === 'v4', 'an IPv4 address'),
  v.transform((text) => (text === '' ? undefined : canonical(text))),
)
// `40960:49151`; empty where it has all.
const ports = v.pipe(
  v.string(),
  v.regex(/^(\d{1,5}:\d{1,5})?$/),
  v.transform((text) => text.split(':').map(Number)),
  v.transform(([from = 0, to]) => (to === undefined ? undefined : { from, to })),
  v.check((range) => range === undefined || (range.from <= range.to && range.to <= 65_535), 'a range of ports'),
)
const ip = v.object({
  address: v.exactOptional(address),
  cgnatenable: v.exactOptional(flag),
  maptenable: v.exactOptional(flag),
  portrange: v.exactOptional(ports),
})
const schema = v.strictTuple([v.object({ wan: v.object({ ip }) })])

/** Reads the answer to `/api/v1/wan/ip`: a list of one. */
export function bboxWan(body: string): Outcome<BboxWan> {
  const parsed = v.safeParse(schema, readJson(body))
  if (!parsed.success) return failed('malformed', 'no word of a Bbox')
  const { address: outside, cgnatenable, maptenable, portrange } = parsed.output[0].wan.ip
  return success({
    ...(outside !== undefined && { address: outside }),
    ...(cgnatenable !== undefined && { carrierNat: cgnatenable }),
    ...(maptenable !== undefined && { sharesAddress: maptenable }),
    ...(portrange !== undefined && { ports: portrange }),
  })
}
