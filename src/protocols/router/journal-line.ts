import * as v from 'valibot'
import { failed, type Outcome, success } from '../../core/failure.ts'
import type { RouterChange } from '../../core/journal.ts'
import { readJson } from '../../wire/json.ts'
import { canonical } from '../addresses.ts'

/** One note of the journal of what is changed on routers. */
export type JournalNote =
  | { readonly note: 'begin' | 'amend'; readonly id: string; readonly change: RouterChange }
  | { readonly note: 'end'; readonly id: string }

/** Twice what the longest note has that we can make: what is longer is not ours. */
const maxLineChars = 8192
/** Of what a router has in its table, and we repeat: they are cut to 120 when they are read. */
const maxTextChars = 300

const whole = (most: number) => v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(most))
const port = whole(65_535)
const seconds = whole(0xffff_ffff)
const text = v.pipe(v.string(), v.maxLength(maxTextChars))
/** With a zone, where it is a link-local one. */
const address = v.pipe(
  text,
  v.check((given) => canonical(given) !== undefined, 'an address'),
)
const endpoint = v.object({ address, port })

const tableEntry = v.object({
  external: port,
  internal: endpoint,
  leaseS: seconds,
  enabled: v.boolean(),
  description: text,
  remoteHost: text,
})

// Members that this version does not know are dropped: a change that a newer one has noted must still be found.
const change = v.object({
  at: v.pipe(v.string(), v.maxLength(30), v.isoTimestamp()),
  router: address,
  speech: v.picklist(['upnp', 'pcp', 'natpmp']),
  kind: v.picklist(['mapping', 'pinhole']),
  family: v.picklist(['v4', 'v6']),
  external: port,
  internal: endpoint,
  leaseS: seconds,
  nonce: v.exactOptional(v.pipe(v.string(), v.regex(/^[0-9a-f]{24}$/i))),
  // The UniqueID of WANIPv6FirewallControl:1 is a ui2.
  pinhole: v.exactOptional(whole(65_535)),
  before: v.exactOptional(v.nullable(tableEntry)),
})

const id = v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]{8,64}$/))
const schema = v.variant('note', [
  v.object({ note: v.picklist(['begin', 'amend']), id, change }),
  v.object({ note: v.literal('end'), id }),
])

/**
 * A note as one line of JSON, without line ends.
 *
 * Fails `malformed` for a note that could not be read again: a change that nobody would find must not be made.
 */
export function writeJournalLine(note: JournalNote): Outcome<string> {
  const line = JSON.stringify(note)
  return readJournalLine(line) === undefined
    ? failed('malformed', 'a note that could not be read again')
    : success(line)
}

/** Reads one line; undefined where it is no note: torn, empty, or somebody else's. */
export function readJournalLine(line: string): JournalNote | undefined {
  if (line.length > maxLineChars) return undefined
  const parsed = v.safeParse(schema, readJson(line))
  return parsed.success ? parsed.output : undefined
}
