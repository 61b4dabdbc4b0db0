/**
 * An object that survives a trip through JSON: `Facts extends Json<Facts>`.
 *
 * Facts are stored, compared and judged again months later, so a Date, a Map, a function among them is a compile error.
 */
export type Json<T> = { readonly [K in keyof T]: JsonValue<T[K]> }

type JsonValue<T> = T extends string | number | boolean | null | undefined
  ? T
  : T extends (...parameters: never[]) => unknown
    ? never
    : T extends object
      ? Json<T>
      : never
