import { type Outcome, failed, success } from '../../../../core/failure.ts'
import { isRecord, numeric, text } from './json-value.ts'
import { readMapEntries, readPattern } from './read-pattern.ts'
import { readRule } from './read-rule.ts'
import { type BaseChain, type Chain, type NamedSet, type Ruleset, keyOf } from './ruleset.ts'

/** Of `nft -j list ruleset`. A machine with ten thousand rules prints less; whoever prints more is not read to the end. */
export const rulesetLimit = 4 * 1024 * 1024

/** The version of the format that is read here (libnftables-json(5), METAINFO). */
const schemaVersion = 1

/** A chain under construction. */
type Draft = Omit<Chain, 'rules'> & { readonly rules: Chain['rules'][number][] }

/**
 * The rules out of what `nft -j list ruleset` prints (libnftables-json(5)). Pure.
 *
 * What is not understood within a rule is kept as such; what is not understood of the whole makes it fail
 * `malformed`, for a ruleset of which a part is missing says nothing. `too-much` beyond `rulesetLimit` characters,
 * `unsupported` for another version of the format.
 */
export function readRuleset(json: string): Outcome<Ruleset> {
  if (json.length > rulesetLimit) return failed('too-much', 'the ruleset is too long to be read')
  let told: unknown
  try {
    told = JSON.parse(json)
  } catch {
    return failed('malformed', 'nft printed no JSON')
  }
  const objects = isRecord(told) ? told['nftables'] : undefined
  if (!Array.isArray(objects)) return failed('malformed', 'nft printed no ruleset')

  const chains = new Map<string, Draft>()
  const sets = new Map<string, NamedSet>()
  for (const object of objects) {
    const problem = isRecord(object) ? readObject(object, chains, sets) : failed('malformed', 'an entry is no object')
    if (problem !== undefined) return problem
  }
  return success({ chains, sets, unread: [], by: 'nft' })
}

function readObject(
  object: Readonly<Record<string, unknown>>,
  chains: Map<string, Draft>,
  sets: Map<string, NamedSet>,
): Outcome<never> | undefined {
  const [kind] = Object.keys(object)
  const body = kind === undefined ? undefined : object[kind]
  if (!isRecord(body)) return failed('malformed', 'an entry has no content')
  const [family, table, name] = [text(body['family']), text(body['table']), text(body['name'])]
  switch (kind) {
    case 'metainfo':
      if (body['json_schema_version'] === schemaVersion) return undefined
      return failed('unsupported', 'nft prints another version of its format')
    case 'chain': {
      if (family === undefined || table === undefined || name === undefined) return failed('malformed', 'a chain')
      const base = readBase(body)
      if (base === 'malformed') return failed('malformed', 'a base chain')
      chains.set(keyOf(family, table, name), { family, table, name, base, rules: [] })
      return undefined
    }
    case 'set':
    case 'map': {
      if (family === undefined || table === undefined || name === undefined) return failed('malformed', 'a set')
      const elements = body['elem'] ?? []
      if (!Array.isArray(elements)) return failed('malformed', 'the elements of a set')
      sets.set(
        keyOf(family, table, name),
        kind === 'set'
          ? { elements: elements.map((one) => readPattern(one, { family, table })), entries: [] }
          : { elements: [], entries: readMapEntries(elements, { family, table }) },
      )
      return undefined
    }
    case 'rule': {
      const chain = text(body['chain'])
      if (family === undefined || table === undefined || chain === undefined) return failed('malformed', 'a rule')
      const owner = chains.get(keyOf(family, table, chain))
      if (owner === undefined || !Array.isArray(body['expr'])) return failed('malformed', 'a rule without its chain')
      owner.rules.push(readRule(body['expr'], { family, table }))
      return undefined
    }
    default:
      // Tables, counters, quotas, flowtables: nothing that decides by itself.
      return undefined
  }
}

function readBase(body: Readonly<Record<string, unknown>>): BaseChain | undefined | 'malformed' {
  if (body['hook'] === undefined) return undefined
  const [hook, type, policy] = [text(body['hook']), text(body['type']), body['policy'] ?? 'accept']
  const devices = Array.isArray(body['dev']) ? body['dev'] : body['dev'] === undefined ? [] : [body['dev']]
  if (hook === undefined || type === undefined || (policy !== 'accept' && policy !== 'drop')) return 'malformed'
  return {
    hook,
    type,
    priority: numeric(body['prio']) ?? 0,
    policy,
    devices: devices.filter((device) => typeof device === 'string'),
  }
}
