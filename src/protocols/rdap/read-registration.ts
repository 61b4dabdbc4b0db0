import * as v from 'valibot'
import { failed, type Outcome, success } from '../../core/failure.ts'
import type { Address, Banner, Name } from '../../core/mark.ts'
import { readJson } from '../../wire/json.ts'
import { canonical, expanded, familyOf } from '../addresses.ts'

/** Addresses that were handed out together, as the registry has them on file (RFC 9083 §5.4, "ip network"). */
export interface Registration {
  /** What its holder calls it: `FR-PROXAD-FTTH`. Not every registry tells. */
  readonly name?: Name
  /** What the registry calls it: `NET-203-0-113-0-1` */
  readonly handle?: Banner
  /** Two letters (ISO 3166-1), as the holder gave them. Not where the line is. */
  readonly country?: string
  /** The first and the last address. */
  readonly startAddress: Address
  readonly endAddress: Address
}

/** Real names and handles have up to 60 characters. */
const label = v.pipe(v.string(), v.minLength(1), v.maxLength(255))
const address = v.pipe(
  v.string(),
  v.maxLength(45),
  v.transform((text) => canonical(text) ?? ''),
  v.check((text) => text !== '', 'an address'),
)

// Members that are not asked for are dropped: extensions are welcome (RFC 9083 §2.1).
const schema = v.object({
  objectClassName: v.literal('ip network'),
  name: v.exactOptional(label),
  handle: v.exactOptional(label),
  country: v.exactOptional(v.pipe(v.string(), v.regex(/^[A-Z]{2}$/i), v.toUpperCase())),
  startAddress: address,
  endAddress: address,
})

/** Reads the registration that an address lies in. Fails `malformed` for anything else, another address's included. */
export function readRegistration(body: string, asked: string): Outcome<Registration> {
  const parsed = v.safeParse(schema, readJson(body))
  if (!parsed.success) return failed('malformed', 'no registration')
  const { objectClassName: _, ...registration } = parsed.output
  return isBetween(asked, registration.startAddress, registration.endAddress)
    ? success(registration)
    : failed('malformed', 'the registration of another address')
}

function isBetween(asked: string, start: string, end: string): boolean {
  const [first, middle, last] = [start, asked, end].map(sortable)
  return first !== undefined && middle !== undefined && last !== undefined && first <= middle && middle <= last
}

/** Text that sorts as addresses do; those of IPv4 and IPv6 never lie between one another. */
function sortable(text: string): string | undefined {
  const plain = canonical(text)
  if (plain === undefined) return undefined
  if (familyOf(plain) === 'v6') return `v6 ${expanded(plain)}`
  return `v4 ${plain
    .split('.')
    .map((octet) => octet.padStart(3, '0'))
    .join('.')}`
}
