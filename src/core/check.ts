import type { Asked } from './asked.ts'
import type { Json } from './json.ts'
import type { Line } from './line.ts'
import type { Look } from './look.ts'
import type { Marks, MarksOf } from './mark.ts'
import type { Fault, Matters } from './verdict.ts'

/** A sentence for a person, fixed or made of the facts. Complete, with a full stop. */
export type Sentence<Facts> = string | ((facts: Facts) => string)

/** One of the finitely many conclusions that a check can come to. A bad one names whose fault it is and the way out. */
export type Answer<Facts> =
  | { readonly verdict: 'pass'; readonly says: Sentence<Facts>; readonly remedy?: never; readonly fault?: never }
  | {
      readonly verdict: 'unknown'
      readonly says: Sentence<Facts>
      readonly remedy?: Sentence<Facts>
      readonly fault?: never
    }
  | {
      readonly verdict: 'warn' | 'fail'
      readonly says: Sentence<Facts>
      readonly fault: Fault | ((facts: Facts) => Fault)
      readonly remedy: Sentence<Facts>
    }

/** Takes what a need would give, or undefined where it gave nothing, instead of being skipped with it. */
export interface Maybe<N extends Look | GivingCheck = Look | GivingCheck> {
  readonly maybe: N
}

export function maybe<N extends Look | GivingCheck>(need: N): Maybe<N> {
  return { maybe: need }
}

/** What a check or a look builds on: other objects, so that a need that does not exist does not compile. */
export type Needs = { readonly [name: string]: Look | GivingCheck | Maybe }

type GivenBy<N> =
  N extends Maybe<infer Inner>
    ? GivenBy<Inner> | undefined
    : N extends { gives(facts: never): infer Gift }
      ? Exclude<Gift, undefined>
      : N extends Look<infer Facts>
        ? Facts
        : never

/** What the needs of a check turned out to give. */
export type Given<N extends Needs> = { readonly [K in keyof N]: GivenBy<N[K]> }

/**
 * Registers what takes back a change outside this machine. Call it BEFORE the change: the engine runs every action,
 * last first, however the check ends, on a line that an interruption does not touch.
 */
export type Undo = (action: (line: Line) => Promise<void>) => void

/** One question about the line. See `docs/architecture.md` for the words. */
// `any`: the defaults stand for "any check"; each definition is precise.
export interface Check<
  Id extends string = string,
  Stem extends string = string,
  Facts = any,
  Key extends string = string,
> {
  /** `outbound.25.v4`: public interface, never renamed. */
  readonly id: Id
  /** `outbound.port`: one source file, one page of documentation, one translation each. */
  readonly stem: Stem
  /** The good state, as a sentence. */
  readonly title: string
  readonly matters: Matters
  /** Of the shape of its facts: replay judges equal revisions only. */
  readonly revision: number
  readonly needs: Needs
  /** All the time that `observe` may take, in milliseconds. */
  readonly budget: number
  /** Changes something outside this machine: runs only with consent. */
  readonly alters?: 'router'
  /** Why the question does not arise from what was asked for (no domain, no relay), as a sentence; undefined if it does. */
  moot?(asked: Asked): string | undefined
  readonly marks: Marks
  /** Everything it can ever say. */
  readonly answers: { readonly [K in Key]: Answer<Facts> }
  /** Looks, has no opinion: the only part that touches the network. */
  observe(line: Line, given: never, asked: Asked, undo: Undo): Promise<Facts>
  /** Has an opinion, does not look: pure. */
  judge(facts: Facts): Key
}

/** A check that others can build on. */
// `any`: as above.
export interface GivingCheck<
  Id extends string = string,
  Stem extends string = string,
  Facts = any,
  Key extends string = string,
  Gift = any,
> extends Check<Id, Stem, Facts, Key> {
  /** What others build on; undefined = they are skipped, and say why. */
  gives(facts: Facts): Gift | undefined
}

interface Definition<Id extends string, Stem extends string, Facts, N extends Needs, Key extends string, Gift> {
  readonly id: Id
  readonly stem: Stem
  readonly title: string
  readonly matters: Matters
  readonly revision: number
  readonly needs: N
  readonly budget: number
  readonly alters?: 'router'
  moot?(asked: Asked): string | undefined
  readonly marks: MarksOf<Facts>
  readonly answers: { readonly [K in Key]: Answer<Facts> }
  observe(line: Line, given: Given<N>, asked: Asked, undo: Undo): Promise<Facts>
  judge(facts: Facts): NoInfer<Key>
  gives?(facts: Facts): Gift | undefined
}

/**
 * Defines a check over its facts: `defineCheck<PortFacts>()({ id: 'outbound.25.v4', … })`.
 *
 * The facts are named first so that every sentence and the judgement are typed by them. A warn or fail without fault
 * and remedy, an undeclared answer, a gift that nobody gives, facts that are not JSON: none of these compiles.
 */
export function defineCheck<Facts extends Json<Facts>>() {
  return <const Id extends string, const Stem extends string, N extends Needs, Key extends string, Gift = never>(
    definition: Definition<Id, Stem, Facts, N, Key, Gift>,
  ) =>
    definition as unknown as [Gift] extends [never]
      ? Check<Id, Stem, Facts, Key>
      : GivingCheck<Id, Stem, Facts, Key, Gift>
}
