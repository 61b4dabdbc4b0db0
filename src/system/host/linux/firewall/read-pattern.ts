import { numeric, only, text } from './json-value.ts'
import { type MapEntry, type Pattern, keyOf } from './ruleset.ts'
import { readVerdict } from './read-verdict.ts'

/** Where names are looked up. */
export interface Scope {
  readonly family: string
  readonly table: string
}

/** Sets hold joined ranges, and nothing deeper. */
const deepest = 6

/** What a rule compares with, or an element of a set. */
export function readPattern(value: unknown, scope: Scope, depth = 0): Pattern {
  if (depth > deepest) return opaque
  if (typeof value === 'boolean') return { kind: 'atom', value }
  if (typeof value === 'number') return numeric(value) === undefined ? opaque : { kind: 'atom', value }
  if (typeof value === 'string') {
    if (text(value) === undefined) return opaque
    return value.startsWith('@') ? named(value, scope) : { kind: 'atom', value }
  }
  if (Array.isArray(value)) return bits(value)
  const [word, content] = only(value) ?? []
  switch (word) {
    case '|':
      return bits(content)
    case 'set':
      return Array.isArray(content)
        ? { kind: 'any', of: content.map((one) => readPattern(one, scope, depth + 1)) }
        : readPattern(content, scope, depth + 1)
    case 'concat':
      return Array.isArray(content)
        ? { kind: 'joined', parts: content.map((one) => readPattern(one, scope, depth + 1)) }
        : opaque
    case 'range':
      return range(content)
    case 'prefix':
      return prefix(content)
    case 'elem':
      // An element with a timeout, a counter or a comment.
      return typeof content === 'object' && content !== null && 'val' in content
        ? readPattern(content.val, scope, depth + 1)
        : opaque
    default:
      return opaque
  }
}

/** The pairs of a verdict map. One that cannot be read may match anything. */
export function readMapEntries(pairs: readonly unknown[], scope: Scope): readonly MapEntry[] {
  return pairs.map((pair): MapEntry => {
    const [key, verdict] = Array.isArray(pair) && pair.length === 2 ? pair : [undefined, undefined]
    return [
      readPattern(key, scope),
      readVerdict(verdict) ?? { kind: 'away', words: 'a verdict that is not understood' },
    ]
  })
}

export function named(name: string, { family, table }: Scope): Pattern & { readonly kind: 'named' } {
  return { kind: 'named', set: keyOf(family, table, name.slice(1)) }
}

const opaque: Pattern = { kind: 'opaque', words: '…' }

function bits(value: unknown): Pattern {
  const words: (string | number)[] = []
  // Newer versions nest what older ones list: {"|": [{"|": ["fin", "syn"]}, "rst"]}.
  const flat: unknown = Array.isArray(value)
    ? value.flatMap((one) => (only(one)?.[0] === '|' ? only(one)?.[1] : [one]))
    : value
  for (const one of Array.isArray(flat) ? flat : [undefined]) {
    const word = text(one) ?? numeric(one)
    if (word === undefined) return opaque
    words.push(word)
  }
  return { kind: 'bits', words }
}

function range(value: unknown): Pattern {
  if (!Array.isArray(value) || value.length !== 2) return opaque
  const [from, to] = value.map((one) => text(one) ?? numeric(one))
  return from === undefined || to === undefined ? opaque : { kind: 'range', from, to }
}

function prefix(value: unknown): Pattern {
  if (typeof value !== 'object' || value === null || !('addr' in value) || !('len' in value)) return opaque
  const [address, length] = [text(value.addr), numeric(value.len)]
  return address === undefined || length === undefined || length < 0 ? opaque : { kind: 'prefix', address, length }
}
