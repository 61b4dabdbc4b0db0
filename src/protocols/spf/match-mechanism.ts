import { isDenial } from '../dns/is-denial.ts'
import { readExchanger } from '../mx/read-exchanger.ts'
import type { AskNames } from './ask-names.ts'
import { expandTarget, type Target } from './expand-target.ts'
import { inNetwork } from './in-network.ts'
import { lookupStop } from './lookup-stop.ts'
import { type SpfCheck, type SpfStop, spfLimits } from './spf-check.ts'
import type { SpfAsked } from './spf-evaluation.ts'
import type { Mechanism } from './spf-record.ts'
import { firstValidated, isUnder, reverseNames } from './validated-names.ts'

/** Whether a mechanism is about this sender, and how one knows. */
export type Match = { readonly outcome: 'match'; readonly because: string } | { readonly outcome: 'no-match' } | SpfStop

const noMatch = { outcome: 'no-match' } as const

/** Tries one mechanism of the record of `domain` (RFC 7208 §5); `include` leads to another record and is tried elsewhere. */
export async function matchMechanism(
  check: SpfCheck,
  ask: AskNames,
  mechanism: Exclude<Mechanism, { kind: 'include' }>,
  domain: string,
): Promise<Match> {
  const { ip } = check.sender
  if (mechanism.kind === 'all') return { outcome: 'match', because: 'it is for everyone' }
  if ('network' in mechanism) {
    const { network, length } = mechanism
    return inNetwork(ip, network, length) ? { outcome: 'match', because: `${ip} is in ${network}/${length}` } : noMatch
  }
  const stop = check.countLookup()
  if (stop !== undefined) return stop
  const target: Target =
    mechanism.target === undefined ? { name: domain } : await expandTarget(check, ask, mechanism.target, domain)
  if ('outcome' in target) return target
  // §4.8 leaves open what a name that is none comes to; nobody can be found under it.
  if ('none' in target) return noMatch
  switch (mechanism.kind) {
    case 'a':
      return matchA(check, ask, target.name, lengthOf(check, mechanism))
    case 'mx':
      return matchMx(check, ask, target.name, lengthOf(check, mechanism))
    case 'ptr':
      return matchPtr(check, ask, target.name)
    case 'exists':
      return matchExists(check, ask, target.name)
  }
}

function lengthOf({ addressType }: SpfCheck, { v4, v6 }: { readonly v4: number; readonly v6: number }): number {
  return addressType === 'A' ? v4 : v6
}

/** §5.3. */
async function matchA(check: SpfCheck, ask: AskNames, name: string, length: number): Promise<Match> {
  const found = await foundFor(check, ask, name, check.addressType)
  return 'outcome' in found ? found : nearest(check, found.data, length, `of ${name}`)
}

/**
 * §5.4. Without MX records nobody matches: there is no implicit MX here. Hosts are looked up one after the other, best
 * first, and no more than ten: with an eleventh still to be looked up the record is at fault (§4.6.4).
 */
async function matchMx(check: SpfCheck, ask: AskNames, name: string, length: number): Promise<Match> {
  const found = await foundFor(check, ask, name, 'MX')
  if ('outcome' in found) return found
  const hosts = found.data
    .map(readExchanger)
    .filter((each) => each !== undefined)
    // A null MX (RFC 7505) has the root as its host, which has no address.
    .filter(({ host }) => host !== '.')
    .toSorted((one, other) => one.preference - other.preference)
  for (const [index, { host }] of hosts.entries()) {
    if (index >= spfLimits.hosts) {
      const because = `${name} has more than the ${spfLimits.hosts} mail exchangers that may be looked up`
      return { outcome: 'permerror', reason: 'too-many-exchangers', because }
    }
    const addresses = await ask(host, check.addressType)
    if (!addresses.ok) {
      if (isDenial(addresses)) continue
      return lookupStop(host, check.addressType, addresses.failure)
    }
    const match = nearest(check, addresses.value, length, `of ${host}, which takes mail for ${name}`)
    if (match.outcome === 'match') return match
  }
  return noMatch
}

/** §5.5: by a name that leads back. The record's owner should not use it, and a failure here only means no match. */
async function matchPtr(check: SpfCheck, ask: AskNames, domain: string): Promise<Match> {
  const names = await reverseNames(check, ask)
  if (names === 'void') return check.countVoid() ?? noMatch
  const validated = await firstValidated(
    check,
    ask,
    names.filter((name) => isUnder(name, domain)),
  )
  if (validated === undefined) return noMatch
  return { outcome: 'match', because: `${check.sender.ip} is called ${validated}, which is of ${domain}` }
}

/** §5.7: an A record, whatever family the sender is of. */
async function matchExists(check: SpfCheck, ask: AskNames, name: string): Promise<Match> {
  const found = await foundFor(check, ask, name, 'A')
  if ('outcome' in found) return found
  return found.data.length > 0 ? { outcome: 'match', because: `${name} exists` } : noMatch
}

/** What a term's own question finds; nothing is counted (§4.6.4), a failure ends the check (§5). */
async function foundFor(
  check: SpfCheck,
  ask: AskNames,
  name: string,
  type: SpfAsked['type'],
): Promise<{ readonly data: readonly string[] } | SpfStop> {
  const found = await ask(name, type)
  if (!found.ok && !isDenial(found)) return lookupStop(name, type, found.failure)
  const data = found.ok ? found.value : []
  return (data.length === 0 ? check.countVoid() : undefined) ?? { data }
}

function nearest(check: SpfCheck, addresses: readonly string[], length: number, whose: string): Match {
  const { ip } = check.sender
  const near = addresses.find((address) => inNetwork(ip, address, length))
  if (near === undefined) return noMatch
  const because = inNetwork(ip, near, 128)
    ? `${ip} is an address ${whose}`
    : `${ip} is in ${near}/${length}, the network ${whose}`
  return { outcome: 'match', because }
}
