/**
 * Leaves of facts that tell who somebody is. A check that records one declares it in `marks`, or does not compile, and
 * `--redact` replaces it everywhere in the report, the same value by the same word.
 */
export type Mark = 'address' | 'name' | 'banner' | 'secret'

declare const mark: unique symbol

/** An IP address. */
export type Address = string & { readonly [mark]?: 'address' }
/** A host or domain name, or the name of an interface or a provider. */
export type Name = string & { readonly [mark]?: 'name' }
/** Text that somebody else wrote: a greeting, a certificate's subject. */
export type Banner = string & { readonly [mark]?: 'banner' }
/** What only the two ends of a session may know. Kept out of every report, redacted or not. */
export type Secret = string & { readonly [mark]?: 'secret' }

/** Leaf name -> mark, as a check or look declares it. */
export type Marks = { readonly [leaf: string]: Mark }

type MarkOf<T> =
  NonNullable<T> extends infer U
    ? U extends readonly (infer Item)[]
      ? MarkOf<Item>
      : U extends string
        ? typeof mark extends keyof U
          ? Exclude<U[typeof mark & keyof U], undefined>
          : never
        : never
    : never

type InnerMarks<T> =
  NonNullable<T> extends infer U
    ? U extends readonly (infer Item)[]
      ? InnerMarks<Item>
      : U extends object
        ? MarkPairs<U>
        : never
    : never

type MarkPairs<T> = T extends string | number | boolean | null | undefined
  ? never
  : { [K in keyof T & string]: (MarkOf<T[K]> extends never ? never : [K, MarkOf<T[K]>]) | InnerMarks<T[K]> }[keyof T &
      string]

/** For each key of `Facts`, at any depth, that holds an `Address`, `Name` or `Banner`: which of them it is. */
export type MarksOf<Facts> = { readonly [Pair in MarkPairs<Facts> as Pair[0]]: Pair[1] }
