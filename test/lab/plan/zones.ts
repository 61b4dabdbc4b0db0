import { type Addresses, carrier, home, hosts, provider, secondProvider, vpn } from '../addresses.ts'
import type { WorldSpec } from '../spec.ts'
import { blocklistRecords } from './blocklist-records.ts'
import { hasV4, hasV6 } from './ground.ts'
import { globalpingRecords } from './globalping.ts'
import { homeDomain, publicV4 } from './home-domain.ts'
import { publicRecords } from './public-witnesses.ts'

export interface Zone {
  /** With the dot at its end; `.` is the root. */
  readonly name: string
  readonly text: string
}

/** Short, because records change while a world stands. */
const ttl = 5

/** Those beside the root, and the zone that delegates each. `dnssec-failed.org` is one that everybody knows to be badly signed. */
export const parents = { 'test.': '.', 'arpa.': '.', 'home.test.': 'test.', 'dnssec-failed.org.': '.' } as const

/**
 * The zones of the lab. Records are lines with absolute names (`example.test. MX 10 mx.test.`); each goes to the closest
 * zone that it is in, which is the root for most of the world.
 */
export function zones(spec: WorldSpec): Zone[] {
  const builtIn = [...theInternet(spec), ...publicRecords(spec), ...globalpingRecords(spec), ...(spec.records ?? [])]
  const lines = replaced(builtIn, spec.names?.records ?? [])
  const names = ['.', ...Object.keys(parents)]
  const delegated = (zone: string) => Object.entries(parents).filter(([, parent]) => parent === zone)
  return names.map((name) => {
    const delegations = delegated(name).map(([child]) => `${child} NS ns.test.`)
    const glue = name === '.' ? [`ns.test. A ${hosts.dns.v4}`] : []
    return {
      name,
      text: zone(name, [...delegations, ...glue, ...lines.filter((line) => zoneOf(line, names) === name)]),
    }
  })
}

function zoneOf(line: string, names: readonly string[]): string {
  const [owner = ''] = line.split(' ')
  const around = names.filter((name) => name !== '.' && `.${owner}`.endsWith(`.${name}`))
  return around.toSorted((one, other) => other.length - one.length)[0] ?? '.'
}

function zone(name: string, lines: readonly string[]): string {
  const head = [`$TTL ${ttl}`, `${name} SOA ns.test. hostmaster.test. 1 3600 600 86400 ${ttl}`, `${name} NS ns.test.`]
  return `${[...head, ...lines].join('\n')}\n`
}

/** Each of the new lines instead of all before of its name and type; one without data only takes those away. */
function replaced(lines: readonly string[], by: readonly string[]): readonly string[] {
  const kept = lines.filter((line) => !by.some((other) => keyOf(other) === keyOf(line)))
  return [...kept, ...by.filter((line) => line.split(' ').length > 2)]
}

function keyOf(line: string): string {
  return line.split(' ', 2).join(' ')
}

function theInternet(spec: WorldSpec): string[] {
  const named: Readonly<Record<string, Partial<Addresses>>> = {
    ns: hosts.dns,
    // A probe without IPv6 has no record that says it had.
    probe: spec.probe === 'v4-only' ? { v4: hosts.probe.v4 } : hosts.probe,
    stun: hosts.stun,
    'stun-second': hosts.stunSecond,
    mx: hosts.mx,
    mx2: hosts.mx2,
    portal: hosts.portal,
  }
  return [
    'receiver.test. MX 10 mx.test.',
    ...Object.entries(named).flatMap(([name, { v4, v6 }]) =>
      [v4, v6].flatMap((address) => (address === undefined ? [] : thereAndBack(`${name}.test.`, address))),
    ),
    ...homeDomain(spec),
    ...backHome(spec),
    ...others(spec),
    ...blocklistRecords(),
    // Names whose signatures everybody knows to be good and bad, where there are any.
    `isc.org. A ${hosts.portal.v4}`,
    `www.dnssec-failed.org. A ${hosts.portal.v4}`,
  ]
}

/** What the line's own addresses lead back to: whoever has one has asked his provider for that. */
function backHome(spec: WorldSpec): string[] {
  const shared = spec.vpn === undefined ? isShared(spec) : spec.vpn === 'shared'
  return [...(shared || !hasV4(spec) ? [] : [publicV4(spec)]), ...(hasV6(spec) ? [home.machineV6] : [])].map(
    (address) => `${reverseName(address)} PTR mail.home.test.`,
  )
}

/** Other addresses that a line may be seen under. Where customers share one, its name says so. */
function others(spec: WorldSpec): string[] {
  const shared = [...(isShared(spec) ? [provider.shared] : []), carrier.secondShared, secondProvider.shared]
  return [
    ...shared.flatMap((address) => thereAndBack(`${address.replaceAll('.', '-')}.dsl.isp.test.`, address)),
    ...thereAndBack('mail2.home.test.', provider.second),
    ...thereAndBack('exit.vpn.test.', vpn.host),
    ...(spec.vpn === 'own-address' ? thereAndBack('old.home.test.', provider.customer) : []),
  ]
}

/** Of a carrier's address, whether others have it too, and nobody its name to himself. */
function isShared({ v4, carrier: nat }: WorldSpec): boolean {
  return v4 === 'carrier' && nat !== 'one-to-one'
}

function thereAndBack(name: string, address: string): string[] {
  return [`${name} ${address.includes(':') ? 'AAAA' : 'A'} ${address}`, `${reverseName(address)} PTR ${name}`]
}

/** The name under which an address's PTR record stands (RFC 1035 §3.5, RFC 3596 §2.5). */
export function reverseName(address: string): string {
  if (!address.includes(':')) return `${address.split('.').reverse().join('.')}.in-addr.arpa.`
  return `${[...expand(address)].reverse().join('.')}.ip6.arpa.`
}

/** All 32 hexadecimal digits of an IPv6 address. */
function expand(address: string): string {
  const [head = '', tail] = address.split('::')
  const groups = (text: string): string[] => (text === '' ? [] : text.split(':'))
  const before = groups(head)
  const after = tail === undefined ? [] : groups(tail)
  const zeros = Array<string>(8 - before.length - after.length).fill('0')
  return [...before, ...zeros, ...after].map((group) => group.padStart(4, '0')).join('')
}
