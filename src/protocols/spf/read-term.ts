import { familyOf } from '../addresses.ts'
import { readDomainSpec } from './read-domain-spec.ts'
import { readMacroString } from './read-macro-string.ts'
import type { Directive, Mechanism, Modifier, Qualifier } from './spf-record.ts'

/** A term, or what is wrong with it as the end of a sentence that begins with the term. */
export type ReadTerm = { readonly directive: Directive } | { readonly modifier: Modifier } | { readonly wrong: string }

/** RFC 7208 §5.6: `qnum`, so no leading zeros, which some take for octal. */
const number = '(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])'
const ip4 = new RegExp(`^${number}(?:\\.${number}){3}$`)
const longest = { ip4: 32, ip6: 128 } as const

/** Reads one term of a record (RFC 7208 §4.6.1, §12), which has no space in it. */
export function readTerm(term: string): ReadTerm {
  const modifier = /^([a-z][a-z0-9_.-]*)=(.*)$/is.exec(term)
  if (modifier !== null) return readModifier(term, modifier[1] ?? '', modifier[2] ?? '')
  const [, qualifier, name = '', rest = ''] = /^([-+?~]?)([a-z0-9]*)(.*)$/is.exec(term) ?? []
  const mechanism = readMechanism(name.toLowerCase(), rest)
  if (typeof mechanism === 'string') return { wrong: mechanism }
  return { directive: { term, qualifier: (qualifier || '+') as Qualifier, mechanism } }
}

function readModifier(term: string, written: string, value: string): ReadTerm {
  const name = written.toLowerCase()
  if (name === 'redirect' || name === 'exp') {
    const target = readDomainSpec(value)
    return target === undefined ? { wrong: 'names no domain' } : { modifier: { term, name, target } }
  }
  // §6: unrecognized modifiers MUST be ignored. Their value is a macro-string all the same; of which kind is not said.
  return readMacroString(value, { explaining: true }) === undefined || value.includes(' ')
    ? { wrong: 'has a "%" or a character that cannot stand there' }
    : { modifier: { term, name } }
}

function readMechanism(kind: string, rest: string): Mechanism | string {
  switch (kind) {
    case 'all':
      return rest === '' ? { kind } : 'takes nothing behind it'
    case 'include':
    case 'exists': {
      const target = rest.startsWith(':') ? readDomainSpec(rest.slice(1)) : undefined
      return target === undefined ? 'needs a domain after a colon' : { kind, target }
    }
    case 'a':
    case 'mx':
      return readHosts(kind, rest)
    case 'ptr': {
      if (rest === '') return { kind }
      const target = rest.startsWith(':') ? readDomainSpec(rest.slice(1)) : undefined
      return target === undefined ? 'has something behind it that is no domain' : { kind, target }
    }
    case 'ip4':
    case 'ip6':
      return readNetwork(kind, rest)
    default:
      return 'is no mechanism of SPF'
  }
}

/** §5.3, §5.4: `[ ":" domain-spec ] [ "/" ip4-length ] [ "//" ip6-length ]`. */
function readHosts(kind: 'a' | 'mx', rest: string): Mechanism | string {
  const [, spec, v4, v6] = /^(.*?)(?:\/(\d+))?(?:\/\/(\d+))?$/s.exec(rest) ?? []
  const lengths = { v4: readLength(v4, 'ip4'), v6: readLength(v6, 'ip6') }
  if (lengths.v4 === undefined || lengths.v6 === undefined) return 'has a length of a network that there is not'
  const { v4: four, v6: six } = lengths
  if (spec === '') return { kind, v4: four, v6: six }
  const target = spec?.startsWith(':') === true ? readDomainSpec(spec.slice(1)) : undefined
  return target === undefined ? 'has something behind it that is no domain' : { kind, target, v4: four, v6: six }
}

/** §5.6. */
function readNetwork(kind: 'ip4' | 'ip6', rest: string): Mechanism | string {
  const [, address = '', digits] = /^:([^/]*)(?:\/(\d+))?$/s.exec(rest) ?? []
  const isAddress = kind === 'ip4' ? ip4.test(address) : isIp6(address)
  if (!isAddress) return `has no ${kind === 'ip4' ? 'IPv4' : 'IPv6'} address after a colon`
  const length = readLength(digits, kind)
  return length === undefined ? 'has a length of a network that there is not' : { kind, network: address, length }
}

/** As in RFC 4291 §2.2. */
function isIp6(address: string): boolean {
  return /^[0-9a-f:.]{2,45}$/i.test(address) && address.includes(':') && familyOf(address) !== undefined
}

/** A CIDR length without leading zeros; all of the address unless told. */
function readLength(digits: string | undefined, kind: 'ip4' | 'ip6'): number | undefined {
  if (digits === undefined) return longest[kind]
  return /^(?:0|[1-9]\d{0,2})$/.test(digits) && Number(digits) <= longest[kind] ? Number(digits) : undefined
}
