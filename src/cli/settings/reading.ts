/** What became of a text: a value, or what would have been right, to go after "must be". */
export type Reading<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly wanted: string }

export function right<T>(value: T): Reading<T> {
  return { ok: true, value }
}

export function wrong(wanted: string): Reading<never> {
  return { ok: false, wanted }
}
