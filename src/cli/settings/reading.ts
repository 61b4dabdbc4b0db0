/** What became of a text: a value, or why not, to go after the name of the flag ("must be …"). */
export type Reading<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly why: string }

export function right<T>(value: T): Reading<T> {
  return { ok: true, value }
}

export function wrong(wanted: string): Reading<never> {
  return { ok: false, why: `must be ${wanted}` }
}
