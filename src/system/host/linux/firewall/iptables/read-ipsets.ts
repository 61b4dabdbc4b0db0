import { type NamedSet, type Pattern, keyOf } from '../ruleset.ts'
import { addressPattern, atom } from './patterns.ts'

/** The key of an ipset among the sets of a ruleset: no family of nft's has this name. */
export function keyOfIpset(name: string): string {
  return keyOf('ipset', '', name)
}

/** What a set holds unless its owner asks for more (ipset(8), maxelem). A longer one is not read. */
const mostMembers = 65_536

/** Sets of addresses, with what of their options says nothing of their members. */
const ofAddresses =
  /^create (\S+) hash:(?:ip|net) family inet6?(?: (?:hashsize|maxelem|timeout|bucketsize|initval) \w+| (?:counters|comment|forceadd|skbinfo))*\s*$/

const member = /^add (\S+) ([\da-f.:]+(?:\/\d{1,3})?)((?: .*)?)$/i

/**
 * The sets of addresses that `ipset save` prints, by `keyOfIpset`. Other sets, and those with a member that is not
 * understood, are left out: whether a rule that looks at them applies is not known then. Pure.
 */
export function readIpsets(printed: string): ReadonlyMap<string, NamedSet> {
  const members = new Map<string, Pattern[]>()
  for (const line of printed.split('\n')) {
    const created = ofAddresses.exec(line)?.[1]
    if (created !== undefined) members.set(created, [])
    if (!line.startsWith('add ')) continue
    const [, set = line.split(' ')[1] ?? '', address = '', options = ''] = member.exec(line) ?? []
    const known = members.get(set)
    if (known === undefined) continue
    // `nomatch` takes addresses out of a network that is in the set.
    if (address === '' || /^[^"]*\bnomatch\b/.test(options) || known.length === mostMembers) members.delete(set)
    else known.push(address.includes('/') ? addressPattern(address) : atom(address))
  }
  return new Map([...members].map(([set, elements]) => [keyOfIpset(set), { elements, entries: [] }]))
}
