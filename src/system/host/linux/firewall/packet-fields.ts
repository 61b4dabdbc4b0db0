import type { InboundPacket } from '../../../../core/host.ts'
import { addressNumber } from './address-number.ts'
import {
  type FieldValue,
  type Interval,
  absent,
  exactly,
  numberAmong,
  tcpFlags,
  trackingStates,
  unknown,
  word,
} from './field-value.ts'

/** What is known of a packet, by the names that nft has for its fields. What is not in here is unknown. */
export type PacketFields = ReadonlyMap<string, FieldValue>

/** A caller, and the addresses of this machine that he may have called. */
export interface Call extends InboundPacket {
  /** None: any address. */
  readonly to?: readonly string[]
}

/** Callers speak from an unprivileged port (RFC 6056 §3.2). */
const callersPorts: Interval = [1024n, 65_535n]

/** Below 536 bytes (RFC 9293 §3.7.1) only attackers announce a segment size; 65495 is that of a loopback. */
const segmentSizes: Interval = [536n, 65_495n]

/** What is nobody's address on the internet: RFC 6890, and RFC 4291 §2.4 for all that is not 2000::/3. */
const global4: readonly Interval[] = between(0n, 0xffff_ffffn, [
  [0x0000_0000n, 0x00ff_ffffn],
  [0x0a00_0000n, 0x0aff_ffffn],
  [0x6440_0000n, 0x647f_ffffn],
  [0x7f00_0000n, 0x7fff_ffffn],
  [0xa9fe_0000n, 0xa9fe_ffffn],
  [0xac10_0000n, 0xac1f_ffffn],
  [0xc0a8_0000n, 0xc0a8_ffffn],
  [0xe000_0000n, 0xffff_ffffn],
])
const global6: readonly Interval[] = [[0x2n << 124n, (0x4n << 124n) - 1n]]

/** An address that somebody may call us by from outside: no loopback, no multicast. */
const callable4: readonly Interval[] = between(0n, 0xffff_ffffn, [
  [0x0000_0000n, 0x00ff_ffffn],
  [0x7f00_0000n, 0x7fff_ffffn],
  [0xe000_0000n, 0xffff_ffffn],
])
const callable6: readonly Interval[] = [[2n, (0xffn << 120n) - 1n]]

const transports = ['udp', 'udplite', 'sctp', 'dccp', 'icmp', 'icmpv6', 'igmp', 'esp', 'ah', 'comp', 'arp']

/** Headers before TCP (RFC 8200 §4), which no plain caller sends. */
const extensions = ['dst', 'frag', 'hbh', 'mh', 'rt']

/** A packet of the caller: the first one of the connection, or a later one, from the end of the handshake on. */
export function arrivingPacket(call: Call, which: 'first' | 'later'): PacketFields {
  const { port, from, interface: device } = call
  const first = which === 'first'
  // Who names the interface means the one of the default route: the way back is there (reverse path filters).
  const wayBack: FieldValue = device === undefined ? unknown : { kind: 'flag', is: true }
  return new Map<string, FieldValue>([
    ...frame(call, 'iif', device),
    ...addresses(call, call.to, from),
    ...segment(exactly(port), numberAmong(callersPorts), [first ? 'syn' : 'ack']),
    ...segmentSize(first),
    ['ct state', tracked(first ? 'new' : 'established')],
    ['ct direction', word('original')],
    ['ct status', first ? { kind: 'bits', bits: 0, names: trackingStatus } : unknown],
    ['ct mark', first ? exactly(0) : unknown],
    ['fib daddr type', word('local')],
    ['fib saddr type', isOwn(call) ? word('local') : word('unicast')],
    ...reversePaths.map((name): [string, FieldValue] => [name, wayBack]),
  ])
}

/** Our answer to the first one, as it goes out. */
export function answeringPacket(call: Call): PacketFields {
  const { port, interface: device } = call
  return new Map<string, FieldValue>([
    ...frame(call, 'oif', device),
    ...addresses(call, call.from === undefined ? undefined : [call.from], undefined, call.to),
    ...segment(numberAmong(callersPorts), exactly(port), ['syn', 'ack']),
    ...segmentSize(true),
    ['ct state', tracked('established')],
    ['ct direction', word('reply')],
    ['fib saddr type', word('local')],
    ['fib daddr type', isOwn(call) ? word('local') : word('unicast')],
  ])
}

/** Whether this machine calls itself: it does so through the loopback. */
function isOwn({ from, to = [], interface: device }: Call): boolean {
  return device === 'lo' || (from !== undefined && (to.includes(from) || from === '::1' || from.startsWith('127.')))
}

const reversePaths = ['iif.saddr', 'iif.mark.saddr'].flatMap((flags) => [`fib ${flags} oif`, `fib ${flags} oifname`])

/** <linux/netfilter/nf_conntrack_common.h>: of a connection that nobody has translated. */
const trackingStatus: ReadonlyMap<string, number> = new Map([
  ['expected', 1],
  ['seen-reply', 2],
  ['assured', 4],
  ['confirmed', 8],
  ['snat', 16],
  ['dnat', 32],
  ['dying', 512],
])

function tracked(state: string): FieldValue {
  return { kind: 'bits', bits: trackingStates.get(state) ?? 0, names: trackingStates }
}

function frame({ family }: Call, direction: 'iif' | 'oif', device: string | undefined): [string, FieldValue][] {
  const known: FieldValue = device === undefined ? { kind: 'other', than: ['lo'] } : word(device)
  const type: FieldValue = device === 'lo' ? word('loopback') : { kind: 'other', than: ['loopback'] }
  return [
    [`meta ${direction}`, known],
    [`meta ${direction}name`, known],
    [`meta ${direction}type`, type],
    ['meta nfproto', word(family === 'v4' ? 'ipv4' : 'ipv6')],
    ['meta protocol', word(family === 'v4' ? 'ip' : 'ip6')],
    ['meta l4proto', word('tcp')],
    ['meta pkttype', device === 'lo' ? unknown : word('host')],
    ['meta mark', exactly(0)],
  ]
}

function addresses(
  { family }: Call,
  to: readonly string[] | undefined,
  from: string | undefined,
  own?: readonly string[],
): [string, FieldValue][] {
  const four = family === 'v4'
  const anyone = four ? global4 : global6
  const callable = four ? callable4 : callable6
  const ip = four ? 'ip' : 'ip6'
  const source = from === undefined ? (own ?? []) : [from]
  return [
    [`${ip} saddr`, among(source, own === undefined ? anyone : callable)],
    [`${ip} daddr`, among(to ?? [], own === undefined ? callable : anyone)],
    [four ? 'ip protocol' : 'ip6 nexthdr', word('tcp')],
    [`${ip} version`, exactly(four ? 4 : 6)],
    // No fragment: at most the bit "don't fragment" (RFC 791 §3.1) is set.
    ['ip frag-off', four ? numberAmong([0n, 0n], [0x4000n, 0x4000n]) : absent],
    [four ? 'ip6 *' : 'ip *', absent],
  ]
}

function segment(to: FieldValue, from: FieldValue, flags: readonly string[]): [string, FieldValue][] {
  const bits = flags.reduce((sum, flag) => sum | (tcpFlags.get(flag) ?? 0), 0)
  return [
    ['tcp dport', to],
    ['th dport', to],
    ['tcp sport', from],
    ['th sport', from],
    ['tcp flags', { kind: 'bits', bits, names: tcpFlags }],
    ...[...transports, ...extensions].map((name): [string, FieldValue] => [`${name} *`, absent]),
  ]
}

/** Where none is announced, no rule of nft that looks at it applies, and to `-m tcpmss` it is outside of every range. */
function segmentSize(announced: boolean): [string, FieldValue][] {
  return [
    ['tcp option maxseg size', announced ? numberAmong(segmentSizes) : absent],
    ['xt tcpmss', announced ? numberAmong(segmentSizes) : exactly(-1)],
  ]
}

function among(some: readonly string[], otherwise: readonly Interval[]): FieldValue {
  const known = some.map((one) => addressNumber(one)).filter((one) => one !== undefined)
  return known.length === 0 ? numberAmong(...otherwise) : numberAmong(...known.map((one): Interval => [one, one]))
}

/** What is left of a range without some others, which are in order. */
function between(first: bigint, last: bigint, without: readonly Interval[]): readonly Interval[] {
  const left: Interval[] = []
  let next = first
  for (const [from, to] of without) {
    if (from > next) left.push([next, from - 1n])
    next = to + 1n
  }
  return next > last ? left : [...left, [next, last]]
}

/** What is known of a field. A whole protocol that the packet does not have is kept under `protocol *`. */
export function fieldValue(fields: PacketFields, name: string): FieldValue {
  return fields.get(name) ?? fields.get(`${name.split(' ')[0]} *`) ?? unknown
}
