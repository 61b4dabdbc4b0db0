import type { Mark, Marks } from '../core/mark.ts'

/** Facts are shallow; deeper is no facts of ours, and a circle would have no end. */
const deepest = 20

/** Every string in `facts` under a key that `marks` names, at any depth. */
export function markedLeaves(facts: unknown, marks: Marks): readonly { readonly mark: Mark; readonly value: string }[] {
  const found: { mark: Mark; value: string }[] = []
  mapLeaves(facts, marks, (value, mark) => {
    if (mark !== undefined) found.push({ mark, value })
    return value
  })
  return found
}

/** The same facts with every string replaced by what `change` makes of it and its mark. */
export function mapLeaves(
  facts: unknown,
  marks: Marks,
  change: (value: string, mark: Mark | undefined) => string,
): unknown {
  const walk = (value: unknown, mark: Mark | undefined, depth: number): unknown => {
    if (typeof value === 'string') return change(value, mark)
    if (typeof value !== 'object' || value === null || depth > deepest) return value
    if (Array.isArray(value)) return value.map((item) => walk(item, mark, depth + 1))
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [
        change(key, undefined),
        walk(item, Object.hasOwn(marks, key) ? marks[key] : undefined, depth + 1),
      ]),
    )
  }
  return walk(facts, undefined, 0)
}
