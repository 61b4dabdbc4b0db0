import { type Addresses, hosts, provider } from '../addresses.ts'

export interface Zone {
  readonly name: string
  readonly text: string
}

/** Short, because records change while a world stands. */
const ttl = 5

/**
 * The zones of the lab: the root, `test.` and everything reverse. `records` are lines with absolute names
 * (`example.test. MX 10 mx.test.`); each goes to the zone it belongs to, which is the root for all other names.
 */
export function zones(records: readonly string[], probe: Partial<Addresses> = hosts.probe): Zone[] {
  const lines = [...builtIn(probe), ...records]
  const of = (zoned: string): string[] => lines.filter((line) => zoneOf(line) === zoned)
  const delegations = ['test. NS ns.test.', 'arpa. NS ns.test.', `ns.test. A ${hosts.dns.v4}`]
  return [
    { name: '.', text: zone('.', [...delegations, ...of('.')]) },
    { name: 'test.', text: zone('test.', of('test.')) },
    { name: 'arpa.', text: zone('arpa.', of('arpa.')) },
  ]
}

function zoneOf(line: string): string {
  return /^(?:\S+\.)?(test\.|arpa\.)\s/.exec(line)?.[1] ?? '.'
}

function zone(name: string, lines: readonly string[]): string {
  const head = [`$TTL ${ttl}`, `${name} SOA ns.test. hostmaster.test. 1 3600 600 86400 ${ttl}`, `${name} NS ns.test.`]
  return `${[...head, ...lines].join('\n')}\n`
}

function builtIn(probe: Partial<Addresses>): string[] {
  const named: Readonly<Record<string, Partial<Addresses>>> = {
    ns: hosts.dns,
    probe,
    stun: hosts.stun,
    'stun-second': hosts.stunSecond,
    mx: hosts.mx,
    mx2: hosts.mx2,
    portal: hosts.portal,
  }
  const lines = ['receiver.test. MX 10 mx.test.']
  for (const [name, host] of Object.entries(named)) {
    for (const address of [host.v4, host.v6].filter((each) => each !== undefined)) {
      lines.push(`${name}.test. ${address.includes(':') ? 'AAAA' : 'A'} ${address}`)
      lines.push(`${reverseName(address)} PTR ${name}.test.`)
    }
  }
  // What a customer gets who has asked for nothing: a name that says "a home line".
  for (const address of [provider.customer, provider.shared]) {
    const name = `${address.replaceAll('.', '-')}.dsl.isp.test.`
    lines.push(`${name} A ${address}`, `${reverseName(address)} PTR ${name}`)
  }
  return lines
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
