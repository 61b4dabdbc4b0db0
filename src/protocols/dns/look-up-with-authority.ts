import { failed, type Outcome, success } from '../../core/failure.ts'
import type { Line, RecordType, ResourceRecord } from '../../core/line.ts'
import { askWithAuthority } from './ask-with-authority.ts'
import { isWithin } from './is-within.ts'
import { parentOf } from './parent-of.ts'
import { zoneOf } from './zone-of.ts'

/** Zones that a chain of aliases may lead through: a customer's, a provider's, a network's of caches, and one to spare. */
const mostZones = 4

export interface OwnWord {
  readonly data: readonly string[]
  readonly aliases: readonly string[]
}

/**
 * What a name has of one type, as the name servers of its own zone say, and of every zone that its aliases lead through.
 * Each is believed about its own zone alone. Fails `name-not-found` and `no-data` where they say so, and otherwise as the
 * questions do.
 */
export async function lookUpWithAuthority(line: Line, name: string, type: RecordType): Promise<Outcome<OwnWord>> {
  const aliases: string[] = []
  let owner = name.toLowerCase()
  for (let zones = 0; zones < mostZones; zones += 1) {
    // RFC 4035 §3.1.4.1: of a zone's DS records its parent knows.
    const zone = await zoneOf(line, type === 'DS' ? parentOf(owner) : owner)
    if (!zone.ok) return zone
    const reply = await askWithAuthority(line, zone.value, { name: owner, type })
    if (!reply.ok) return reply
    const { chain, end, data } = saidWithin(zone.value.name, reply.value.answers, owner, type)
    aliases.push(...chain)
    if (data.length > 0) return success({ data, aliases })
    if (end === owner) return failed('no-data')
    owner = end
  }
  return failed('lookup-failed', 'the aliases lead through too many zones')
}

/** The part of an answer that is of the zone's own names: aliases from the one asked for, and what the last one has. */
function saidWithin(zone: string, answers: readonly ResourceRecord[], owner: string, type: RecordType) {
  const chain: string[] = []
  const aliases = type === 'CNAME' ? [] : answers.filter((record) => record.type === 'CNAME')
  let end = owner
  // No longer than the answer, so that a loop comes to its end.
  while (isWithin(end, zone) && chain.length < aliases.length) {
    const from = end
    const alias = aliases.find((record) => record.name === from)
    if (alias === undefined) break
    end = alias.data
    chain.push(end)
  }
  const records = isWithin(end, zone) ? answers.filter((record) => record.type === type && record.name === end) : []
  return { chain, end, data: records.map((record) => record.data) }
}
