import type { Topic, Word } from './vocabulary.ts'

/** Who sells internet lines, tunnels or machines, and what is known of mail on them. What no source tells is left out. */
export interface Provider extends Facts {
  /** As people know it, with the name of the box where that is better known: `Free (Freebox)` */
  readonly name: string
  /** Where it sells, or sits: two letters (ISO 3166-1), or `world`. */
  readonly country: string
  /** `tunnel`: the facts are about its VPN, which ends on the server itself. */
  readonly kind: 'access' | 'tunnel' | 'hosting'
  /** The networks that its customers' addresses come from. Others may be in the same networks. */
  readonly networks?: { readonly asns: readonly number[]; readonly sources: Sources }
  /** The router's own page, from within the house. */
  readonly adminUrl?: Fact<string>
}

type Facts = { readonly [T in Topic]?: Fact<Word<T>> }

export interface Fact<Value extends string> {
  readonly value: Value
  /** What else the sources tell, for people. Complete sentences. */
  readonly detail?: string
  readonly sources: Sources
  /** `high`: the provider says so, or several do; `medium`: somebody who should know; `low`: one voice, or an old one. */
  readonly confidence: 'high' | 'medium' | 'low'
}

/** No fact without a source. */
export type Sources = readonly [Source, ...Source[]]

export interface Source {
  readonly ref: string
  /** When the source said so: YYYY, YYYY-MM or YYYY-MM-DD. A row of a table is as old as the row, not as the page. */
  readonly date: string
  /** The page has no date: it was read then, in a copy that may be older. */
  readonly undated?: true
}
