import fc from 'fast-check'

/** A text that was sound: cut short, or with a few letters of it replaced, left out or put in. */
export function mutated(text: string): fc.Arbitrary<string> {
  const change = fc.tuple(fc.nat(text.length), fc.nat(3), fc.string({ unit: 'binary', maxLength: 3 }))
  return fc.tuple(fc.array(change, { maxLength: 4 }), fc.nat(text.length + 4)).map(([changes, length]) => {
    let changed = text
    for (const [at, gone, by] of changes) changed = `${changed.slice(0, at)}${by}${changed.slice(at + gone)}`
    return changed.slice(0, length)
  })
}
