/** What is known of a field of the packet. */
export type FieldValue =
  /** A number (an address, a port) that lies in one of these ranges. */
  | { readonly kind: 'number'; readonly among: readonly Interval[] }
  | { readonly kind: 'bits'; readonly bits: number; readonly names: ReadonlyMap<string, number> }
  | { readonly kind: 'word'; readonly word: string }
  /** Some word, but none of these. */
  | { readonly kind: 'other'; readonly than: readonly string[] }
  | { readonly kind: 'flag'; readonly is: boolean }
  /** The packet has no such field: no rule that looks at it applies, not even one that says `!=`. */
  | { readonly kind: 'absent' }
  | { readonly kind: 'unknown' }

/** Both ends included. */
export type Interval = readonly [bigint, bigint]

export const absent: FieldValue = { kind: 'absent' }
export const unknown: FieldValue = { kind: 'unknown' }

/** Bits of the TCP header (RFC 9293 §3.1, RFC 3168 §6.1), in nft's words. */
export const tcpFlags: ReadonlyMap<string, number> = new Map([
  ['fin', 1],
  ['syn', 2],
  ['rst', 4],
  ['psh', 8],
  ['ack', 16],
  ['urg', 32],
  ['ecn', 64],
  ['cwr', 128],
])

/** <linux/netfilter/nf_conntrack_common.h>, as `ct state` has them. */
export const trackingStates: ReadonlyMap<string, number> = new Map([
  ['invalid', 1],
  ['established', 2],
  ['related', 4],
  ['new', 8],
  ['untracked', 64],
])

export function word(text: string): FieldValue {
  return { kind: 'word', word: text }
}

export function numberAmong(...among: readonly Interval[]): FieldValue {
  return { kind: 'number', among }
}

export function exactly(number: number | bigint): FieldValue {
  return numberAmong([BigInt(number), BigInt(number)])
}
