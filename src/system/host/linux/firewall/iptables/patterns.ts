import type { Expression, Match, Pattern } from '../ruleset.ts'

export function field(name: string): Expression {
  return { kind: 'field', name }
}

export function masked(name: string, mask: Pattern): Expression {
  return { kind: 'masked', name, mask }
}

export function atom(value: string | number | boolean): Pattern {
  return { kind: 'atom', value }
}

export function condition(left: Expression, right: Pattern, not: boolean): Match {
  return { kind: 'match', op: not ? '!=' : '==', left, right }
}

/** Whether one of some bits is set. */
export function anyBit(name: string, words: readonly string[], not: boolean): Match {
  return { kind: 'match', op: not ? '!' : 'in', left: field(name), right: { kind: 'bits', words } }
}

const unread: Pattern = { kind: 'opaque', words: '…' }

/** `203.0.113.0/24`. A mask in full (`/255.0.255.0`) is one with gaps, which is not read. */
export function addressPattern(value: string): Pattern {
  const [address = '', length, ...more] = value.split('/')
  if (more.length > 0) return unread
  if (length === undefined) return atom(address)
  return /^\d{1,3}$/.test(length) ? { kind: 'prefix', address, length: Number(length) } : unread
}

/** `192.0.2.1-192.0.2.9` */
export function addressRange(value: string): Pattern {
  const [from = '', to, ...more] = value.split('-')
  return to === undefined || more.length > 0 ? unread : { kind: 'range', from, to }
}

/** `25`, `500:600`. */
export function numberRange(value: string): Pattern {
  const [, from = '', to = from] = /^(\d{1,5})(?::(\d{1,5}))?$/.exec(value) ?? []
  return from === '' ? unread : { kind: 'range', from: Number(from), to: Number(to) }
}

/** `25,465,500:600` */
export function numberRanges(value: string): Pattern {
  return { kind: 'any', of: value.split(',').map(numberRange) }
}

/** `0x1`, of four bytes. */
export function numberOf(value: string): number | undefined {
  return /^(?:0x[\da-f]{1,8}|\d{1,9})$/i.test(value) ? Number(value) : undefined
}
