import type { Expression, Pattern, Statement } from '../ruleset.ts'
import { keyOfIpset } from './read-ipsets.ts'
import type { Option } from './options-of.ts'
import {
  addressRange,
  anyBit,
  atom,
  condition,
  field,
  masked,
  numberOf,
  numberRange,
  numberRanges,
} from './patterns.ts'
import type { IpFamily } from './read-saved-rule.ts'

/** What one option of a match asks of the packet; undefined where that is not known here. */
type OptionReader = (value: string, not: boolean, family: IpFamily) => Statement | undefined

/** Matches whose options each say something for themselves. */
const byOption: ReadonlyMap<string, ReadonlyMap<string, OptionReader>> = new Map([
  [
    'tcp',
    new Map([
      ['--dport', is('tcp dport', numberRange)],
      ['--sport', is('tcp sport', numberRange)],
    ]),
  ],
  [
    'multiport',
    new Map([
      ['--dports', is('tcp dport', numberRanges)],
      ['--sports', is('tcp sport', numberRanges)],
      ['--ports', eitherPort],
    ]),
  ],
  [
    'iprange',
    new Map([
      ['--src-range', isAddress('saddr')],
      ['--dst-range', isAddress('daddr')],
    ]),
  ],
  ['state', new Map([['--state', trackingState]])],
  [
    'conntrack',
    new Map([
      ['--ctstate', trackingState],
      ['--ctdir', is('ct direction', lowerCase)],
    ]),
  ],
  [
    'addrtype',
    new Map([
      ['--src-type', isAddressType('saddr')],
      ['--dst-type', isAddressType('daddr')],
    ]),
  ],
  ['mark', new Map([['--mark', isMark('meta mark')]])],
  ['connmark', new Map([['--mark', isMark('ct mark')]])],
  ['tcpmss', new Map([['--mss', is('xt tcpmss', numberRange)]])],
  ['pkttype', new Map([['--pkt-type', packetType]])],
])

/** What the packet of a caller over TCP does not have, by the words that nft has for it. */
const ofOthers: ReadonlyMap<string, string> = new Map([
  ['ah', 'ah'],
  ['dccp', 'dccp'],
  ['dst', 'dst'],
  ['esp', 'esp'],
  ['frag', 'frag'],
  ['hbh', 'hbh'],
  ['icmp', 'icmp'],
  ['icmp6', 'icmpv6'],
  ['ipcomp', 'comp'],
  ['mh', 'mh'],
  ['rt', 'rt'],
  ['sctp', 'sctp'],
  ['udp', 'udp'],
  ['udplite', 'udplite'],
])

/**
 * The conditions of a match (`-m NAME` with its options). One that is not known here, or hangs on what nobody knows of
 * the packet (a rate, a list of the kernel's, who owns a socket), may hold or not.
 */
export function readMatch(name: string, options: readonly Option[], family: IpFamily): readonly Statement[] {
  const perhaps: Statement = { kind: 'perhaps', words: name }
  const other = ofOthers.get(name)
  // Even one that says `! --icmp-type` asks for a packet of that kind first.
  if (other !== undefined) return [condition(field(`${other} *`), atom(true), false)]
  switch (name) {
    case 'comment':
      return []
    case 'tcp':
      return options.map((option) => tcpFlags(option) ?? readOption(option) ?? perhaps)
    case 'rpfilter':
      return [reversePath(options) ?? perhaps]
    case 'recent':
      // To remember a caller is no condition; to ask for one is.
      return options.some(({ flag, not }) => flag === '--set' && !not) ? [] : [perhaps]
    case 'set':
      return [ofSet(options, family) ?? perhaps]
    case 'socket':
      // The only match that changes something.
      return [perhaps, { kind: 'change', field: 'meta mark' }]
    default:
      return byOption.has(name) ? options.map((option) => readOption(option) ?? perhaps) : [perhaps]
  }

  function readOption({ flag, not, values }: Option): Statement | undefined {
    const [value, ...more] = values
    return value === undefined || more.length > 0 ? undefined : byOption.get(name)?.get(flag)?.(value, not, family)
  }
}

function is(name: string, pattern: (value: string) => Pattern): OptionReader {
  return (value, not) => condition(field(name), pattern(value), not)
}

function lowerCase(value: string): Pattern {
  return atom(value.toLowerCase())
}

function isAddress(end: 'saddr' | 'daddr'): OptionReader {
  return (value, not, family) => condition(field(`${family} ${end}`), addressRange(value), not)
}

/** States, and whether the connection is translated, stand in one list. */
function trackingState(value: string, not: boolean): Statement {
  const words = value.toLowerCase().split(',')
  const translated = words.filter((word) => /^[ds]nat$/.test(word))
  if (translated.length === 0) return anyBit('ct state', words, not)
  const states = words.filter((word) => !translated.includes(word))
  const of = [...(states.length > 0 ? [anyBit('ct state', states, false)] : []), anyBit('ct status', translated, false)]
  return { kind: 'either', of, not }
}

/** `--ports 25`: at one end or the other. */
function eitherPort(value: string, not: boolean): Statement {
  const of = ['tcp dport', 'tcp sport'].map((name) => condition(field(name), numberRanges(value), false))
  return { kind: 'either', of, not }
}

/** Over IPv6 a list asks for all of its types at once, and only these two mean what they mean over IPv4. */
function isAddressType(end: 'saddr' | 'daddr'): OptionReader {
  return (value, not, family) => {
    const words = value.toLowerCase().split(',')
    if (family === 'ip6' && !['local', 'multicast'].includes(words.join(','))) return undefined
    return condition(field(`fib ${end} type`), { kind: 'any', of: words.map((word) => atom(word)) }, not)
  }
}

/** `0x1/0xff`: what is left behind the mask. */
function isMark(name: string): OptionReader {
  return (value, not) => {
    const [mark, mask, ...more] = value.split('/').map(numberOf)
    if (mark === undefined || more.length > 0) return undefined
    if (!value.includes('/')) return condition(field(name), atom(mark), not)
    return mask === undefined ? undefined : condition(masked(name, atom(mask)), atom(mark), not)
  }
}

function packetType(value: string, not: boolean): Statement {
  return condition(field('meta pkttype'), atom(value === 'unicast' ? 'host' : value), not)
}

/** `--tcp-flags FIN,SYN,RST,ACK SYN`: of the first, these are set and no other. */
function tcpFlags({ flag, not, values }: Option): Statement | undefined {
  const [mask, set, ...more] = values
  if (flag !== '--tcp-flags' || mask === undefined || set === undefined || more.length > 0) return undefined
  return condition(masked('tcp flags', flagBits(mask)), flagBits(set), not)
}

const allFlags = ['fin', 'syn', 'rst', 'psh', 'ack', 'urg']

function flagBits(list: string): Pattern {
  if (list === 'NONE') return { kind: 'bits', words: [0] }
  return { kind: 'bits', words: list === 'ALL' ? allFlags : list.toLowerCase().split(',') }
}

/** What comes back the strict way does so the loose way too. */
const strictEnough: ReadonlySet<string> = new Set(['--loose', '--validmark', '--accept-local'])

function reversePath(options: readonly Option[]): Statement | undefined {
  const invert = options.some(({ flag }) => flag === '--invert')
  const others = options.filter(({ flag }) => flag !== '--invert')
  if (others.some(({ flag, not }) => not || !strictEnough.has(flag))) return undefined
  return condition(field('fib iif.saddr oif'), atom(true), invert)
}

/** A set of addresses (`--match-set NAME src`); of several fields, or with conditions of its own, it is not read. */
function ofSet(options: readonly Option[], family: IpFamily): Statement | undefined {
  const [{ flag, not, values } = { flag: '', not: false, values: [] }, ...more] = options
  const [name = '', end, ...rest] = values
  const left: Expression | undefined =
    end === 'src' ? field(`${family} saddr`) : end === 'dst' ? field(`${family} daddr`) : undefined
  if (flag !== '--match-set' || more.length > 0 || rest.length > 0 || left === undefined) return undefined
  return condition(left, { kind: 'named', set: keyOfIpset(name) }, not)
}
