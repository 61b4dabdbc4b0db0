/**
 * The packet filter of a Linux machine, as its rules stand: what `readRules` makes of the words of nft and of
 * iptables, and what `inboundVerdict` walks through. Everything that is not understood stays in place as such, so that a verdict which
 * hangs on it is never given.
 */
export interface Ruleset {
  /** By `keyOf`, in the order in which they were listed. */
  readonly chains: ReadonlyMap<string, Chain>
  /** Sets and verdict maps with a name, by `keyOf`. */
  readonly sets: ReadonlyMap<string, NamedSet>
  /** Rules beside these that were not read. They may turn away what these let in. */
  readonly unread: readonly Unread[]
  /** Who read the rules. `none`: there is no program here that reads them. */
  readonly by: 'nft' | 'iptables' | 'none'
}

export interface Unread {
  readonly family: 'ip' | 'ip6'
  /** Which rules they are, as a sentence. */
  readonly words: string
}

export interface Chain {
  readonly family: string
  readonly table: string
  readonly name: string
  /** Only a base chain has a hook; the others are jumped to. */
  readonly base: BaseChain | undefined
  readonly rules: readonly Rule[]
  /** What people call it who set it with iptables: `filter INPUT`. */
  readonly words?: string
  /** It is one of the old ip_tables: which of them and nft comes first at the same priority, nobody tells. */
  readonly legacy?: boolean
}

export interface BaseChain {
  readonly hook: string
  readonly type: string
  readonly priority: number
  readonly policy: 'accept' | 'drop'
  /** Of an ingress chain: the interfaces it stands at. Empty where nft leaves them out. */
  readonly devices: readonly string[]
}

export interface Rule {
  readonly statements: readonly Statement[]
  /** Those that nft has words for, where it has no more than a name for others: the extensions of iptables. */
  readonly native?: readonly Statement[]
  /** The rule as iptables writes it, without its chain and its comment. */
  readonly words?: string
}

export type Statement =
  | Match
  /** One of some conditions, or, with `not`, none of them. */
  | { readonly kind: 'either'; readonly of: readonly Match[]; readonly not: boolean }
  | { readonly kind: 'vmap'; readonly key: Expression; readonly entries: readonly MapEntry[] | NameOfSet }
  | { readonly kind: 'verdict'; readonly verdict: Verdict }
  /** Changes a field of the packet, to something unknown unless told; `*` stands for a field that could not be read. */
  | { readonly kind: 'change'; readonly field: string; readonly to?: number }
  /** Goes on to another port of this machine; to the same one where `port` is undefined. */
  | { readonly kind: 'redirect'; readonly port: number | undefined }
  /** A condition that cannot be foreseen: a rate, a count, a match of iptables. */
  | { readonly kind: 'perhaps'; readonly words: string }
  /** Nothing that decides: a counter, a log line. */
  | { readonly kind: 'harmless' }
  /** May do anything at all. */
  | { readonly kind: 'opaque'; readonly words: string }

export interface Match {
  readonly kind: 'match'
  readonly op: Operator
  readonly left: Expression
  readonly right: Pattern
}

export type Operator = '==' | '!=' | '<' | '>' | '<=' | '>=' | 'in' | '!'

export type Verdict =
  | { readonly kind: 'accept' | 'drop' | 'reject' | 'return' | 'continue' }
  | { readonly kind: 'jump' | 'goto'; readonly target: string }
  /** The packet is given away: to a program (`queue`), to another machine (`dnat`). */
  | { readonly kind: 'away'; readonly words: string }

/** What a rule looks at. Fields are named as nft writes them: `tcp dport`, `meta iifname`, `ct state`. */
export type Expression =
  | { readonly kind: 'field'; readonly name: string }
  | { readonly kind: 'masked'; readonly name: string; readonly mask: Pattern }
  | { readonly kind: 'joined'; readonly parts: readonly Expression[] }
  | { readonly kind: 'opaque'; readonly words: string }

/** What a rule compares with. */
export type Pattern =
  | { readonly kind: 'atom'; readonly value: string | number | boolean }
  | { readonly kind: 'range'; readonly from: string | number; readonly to: string | number }
  | { readonly kind: 'prefix'; readonly address: string; readonly length: number }
  /** Bits of one field: `syn | ack`, `established,related`. */
  | { readonly kind: 'bits'; readonly words: readonly (string | number)[] }
  | { readonly kind: 'any'; readonly of: readonly Pattern[] }
  | { readonly kind: 'joined'; readonly parts: readonly Pattern[] }
  | NameOfSet
  | { readonly kind: 'opaque'; readonly words: string }

export interface NameOfSet {
  readonly kind: 'named'
  /** As `keyOf` makes it. */
  readonly set: string
}

export type MapEntry = readonly [Pattern, Verdict]

export interface NamedSet {
  readonly elements: readonly Pattern[]
  /** Of a verdict map. */
  readonly entries: readonly MapEntry[]
}

/** Names are unique within a table of a family only. */
export function keyOf(family: string, table: string, name: string): string {
  return `${family} ${table} ${name}`
}
