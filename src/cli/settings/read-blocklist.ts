import type { Blocklist, ListingKind } from '../../core/asked.ts'
import { blocklists, type KnownBlocklist } from '../../knowledge/blocklists.ts'
import { readHostName } from './read-host-name.ts'
import { type Reading, right, wrong } from './reading.ts'

/** A list that is asked; of a built-in one also where holders of a key ask it. */
export type ChosenBlocklist = Blocklist & Pick<KnownBlocklist, 'keyed'>

const kinds: readonly ListingKind[] = ['policy-by-provider', 'policy', 'abuse', 'minor', 'good', 'refused']
const holdings: readonly Blocklist['of'][number][] = ['v4', 'v6', 'domain']
/** The list with most codes has a dozen. */
const mostCodes = 64
/** RFC 1035 §2.3.4 leaves 253 letters; before the zone go 32 nibbles and their dots. */
const longestZone = 253 - 64

/**
 * A list in the DNS and what its answers mean, in one word: its zone, and behind slashes what is listed in it (`of`, IPv4
 * addresses unless told), the codes of each kind, what a report calls the zone (`shown`, where a key is in it), and at the
 * end where one gets off it (`removal`).
 *
 *     zen.example.org/of=v4,v6/policy=127.0.0.10,127.0.0.11/abuse=127.0.0.2/removal=https://zen.example.org/
 *
 * The zone of a built-in list stands for itself; `none` for no list.
 */
export function readBlocklist(text: string): Reading<ChosenBlocklist | undefined> {
  if (text === 'none') return right(undefined)
  const [, head = '', removal] = /^(.*?)(?:\/removal=(https?:\/\/[\x21-\x7e]{3,200}))?$/s.exec(text) ?? []
  const [zoneText = '', ...fields] = head.split('/')
  const zone = readHostName(zoneText)
  if (!zone.ok || zone.value.length > longestZone) return wanted
  const known = blocklists.find((list) => list.zone === zone.value)
  if (known !== undefined && fields.length === 0 && removal === undefined) return right(known)
  const read = readFields(fields)
  if (read === undefined || Object.keys(read.codes).length === 0) return wanted
  const { shown, of, codes } = read
  return right({
    name: shown ?? zone.value,
    zone: zone.value,
    of,
    codes,
    ...(shown !== undefined && { shownAs: shown }),
    ...(removal !== undefined && { removal }),
  })
}

const wanted = wrong(
  'a zone and what its answers mean, such as zen.example.org/of=v4,v6/policy=127.0.0.10/abuse=127.0.0.2, the zone of a built-in list, or none',
)

interface Fields {
  readonly of: Blocklist['of']
  readonly codes: Blocklist['codes']
  readonly shown?: string
}

function readFields(fields: readonly string[]): Fields | undefined {
  let of: Blocklist['of'] = ['v4']
  let shown: string | undefined
  const codes = new Map<string, ListingKind>()
  for (const each of fields) {
    const [name = '', values = ''] = each.split(/=(.*)/s)
    const list = values.split(',')
    const kind = kinds.find((one) => one === name)
    if (name === 'of') {
      const named = holdings.filter((holding) => list.includes(holding))
      if (named.length !== list.length) return undefined
      of = named
    } else if (name === 'shown') {
      const read = readHostName(values)
      if (!read.ok) return undefined
      shown = read.value
    } else if (kind !== undefined && list.every(isCode) && codes.size + list.length <= mostCodes) {
      for (const code of list) codes.set(code, kind)
    } else return undefined
  }
  return { of, codes: Object.fromEntries(codes), ...(shown !== undefined && { shown }) }
}

/** RFC 5782 §2.3: answers are within 127.0.0.0/8. */
function isCode(text: string): boolean {
  return /^127(\.(0|[1-9]\d{0,2})){3}$/.test(text) && text.split('.').every((octet) => Number(octet) <= 255)
}
