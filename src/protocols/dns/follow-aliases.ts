import { failed, type Outcome, success } from '../../core/failure.ts'
import type { Question, ResourceRecord } from '../../core/line.ts'
import { presentData } from './present-data.ts'
import { queryName } from './query-name.ts'
import { isWithin } from './is-within.ts'
import type { RawMessage, RawRecord } from './read-message.ts'
import { type ReadableType, typeNumbers } from './record-types.ts'

/** Resolvers themselves give up after about a dozen; nobody who wants mail has as many. */
const maxAliases = 16
/** What one answer may hold; the widest honest ones, a large set of TXT or MX, have a few dozen. */
const maxAnswers = 256
const internetClass = 1

/**
 * The records of an answer that belong to the question: those of the type, at the end of a chain of aliases (CNAME,
 * RFC 1034 §3.6.2) that begins at the name asked for. Anything else in it proves nothing and is left out.
 *
 * Asked for a SOA, the resolver or server says which zone a name is in: where the name is no zone of its own, the record
 * stands in the authority section (RFC 2308 §3), under the zone's name, and is taken from there. A zone's own name server
 * may leave an alias alone that leads out of the zone: then the chain is the answer, for who asks it to go on from.
 *
 * Fails `no-data` where the chain ends without one, `malformed` where it loops, is too long, branches, or where a
 * record on it does not hold what its type demands.
 */
export function followAliases(
  bytes: Uint8Array,
  message: RawMessage,
  question: Question,
): Outcome<readonly ResourceRecord[]> {
  const asked = queryName(question.name)
  if (!asked.ok) return asked
  const chain: ResourceRecord[] = []
  const owners = new Set<string>()
  let owner = asked.value.toLowerCase()

  while (question.type !== 'CNAME') {
    owners.add(owner)
    const aliases = recordsAt(bytes, message.answers, owner, 'CNAME')
    if (!aliases.ok) return aliases
    const [alias, another] = aliases.value
    if (alias === undefined) break
    if (another !== undefined && another.data !== alias.data) return failed('malformed', 'two aliases of one name')
    chain.push(alias)
    owner = alias.data
    if (owners.has(owner)) return failed('malformed', 'a loop of aliases')
    if (chain.length > maxAliases) return failed('malformed', 'too many aliases')
  }
  owners.add(owner)

  const found = recordsAt(bytes, message.answers, owner, question.type)
  if (!found.ok) return found
  if (found.value.length === 0) {
    if (question.authoritative === true && chain.length > 0) return success(chain)
    const zone = question.type === 'SOA' ? zoneOf(bytes, message.authorities, owner) : undefined
    return zone === undefined ? failed('no-data') : success([...chain, zone])
  }
  const answers = [...chain, ...found.value]
  if (question.dnssec === true) {
    for (const name of owners) {
      const signatures = recordsAt(bytes, message.answers, name, 'RRSIG')
      if (!signatures.ok) return signatures
      answers.push(...signatures.value)
    }
  }
  return answers.length > maxAnswers ? failed('too-much', `more than ${maxAnswers} records`) : success(answers)
}

/** The record of the zone that a name is in. */
function zoneOf(bytes: Uint8Array, authorities: readonly RawRecord[], owner: string): ResourceRecord | undefined {
  const soa = authorities.find(({ type }) => type === typeNumbers.SOA)
  if (soa === undefined || !isWithin(owner, soa.name)) return undefined
  const records = recordsAt(bytes, authorities, soa.name, 'SOA')
  return records.ok ? records.value[0] : undefined
}

function recordsAt(
  bytes: Uint8Array,
  section: readonly RawRecord[],
  owner: string,
  type: ReadableType,
): Outcome<ResourceRecord[]> {
  const records: ResourceRecord[] = []
  for (const raw of section) {
    if (!isAt(raw, owner, type)) continue
    const data = presentData(bytes, raw, type)
    if (data === undefined) return failed('malformed', `a ${type} record that is none`)
    records.push({ name: owner, type, ttl: raw.ttl, data })
    if (records.length > maxAnswers) return failed('too-much', `more than ${maxAnswers} records`)
  }
  return success(records)
}

function isAt(record: RawRecord, owner: string, type: ReadableType): boolean {
  return record.class === internetClass && record.type === typeNumbers[type] && record.name === owner
}
