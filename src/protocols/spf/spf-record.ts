/** What a receiver is to think of mail, by the first letter of a mechanism (RFC 7208 §4.6.2). */
export type Qualifier = '+' | '-' | '~' | '?'

/** A piece of a macro-string (RFC 7208 §7.1), as it is to be put together again with the values of one check. */
export type MacroPart = string | Macro

export interface Macro {
  readonly letter: MacroLetter
  /** Written as a capital letter: the value is escaped as in a URL (§7.3). */
  readonly escaped: boolean
  /** How many parts from the right are kept. */
  readonly keep?: number
  readonly reversed: boolean
  /** Where the value is cut into parts; a dot unless told. */
  readonly delimiters: string
}

/** §7.2: c, r and t stand in explanations alone. */
export type MacroLetter = 's' | 'l' | 'o' | 'd' | 'i' | 'p' | 'v' | 'h' | 'c' | 'r' | 't'

export type DomainSpec = readonly MacroPart[]

export type Mechanism =
  | { readonly kind: 'all' }
  | { readonly kind: 'include'; readonly target: DomainSpec }
  | { readonly kind: 'exists'; readonly target: DomainSpec }
  | { readonly kind: 'a' | 'mx'; readonly target?: DomainSpec; readonly v4: number; readonly v6: number }
  | { readonly kind: 'ptr'; readonly target?: DomainSpec }
  | { readonly kind: 'ip4' | 'ip6'; readonly network: string; readonly length: number }

export interface Directive {
  /** As it stands in the record. */
  readonly term: string
  readonly qualifier: Qualifier
  readonly mechanism: Mechanism
}

export interface Modifier {
  readonly term: string
  /** In lower case. */
  readonly name: string
  /** Of `redirect` and `exp`; what other modifiers say is ignored (§6). */
  readonly target?: DomainSpec
}

/** A record in which there is no syntax error. */
export interface SpfRecord {
  readonly directives: readonly Directive[]
  readonly redirect?: Modifier
  readonly exp?: Modifier
}
