import { addressNumber } from './address-number.ts'
import { type Certainty, and, not, or } from './certainty.ts'
import type { FieldValue, Interval } from './field-value.ts'
import type { NamedSet, Operator, Pattern } from './ruleset.ts'

type Sets = ReadonlyMap<string, NamedSet>

/** Whether `value op pattern` holds. For joined fields there is one value a part. */
export function holds(op: Operator, values: readonly FieldValue[], pattern: Pattern, sets: Sets): Certainty {
  // What is listed without its dependency has it all the same: `udp dport != 53` says nothing of TCP.
  if (values.some(({ kind }) => kind === 'absent')) return 'no'
  const [value] = values
  if (value === undefined) return 'maybe'
  switch (op) {
    case '==':
      return equals(values, pattern, sets)
    case '!=':
      return not(equals(values, pattern, sets))
    case 'in':
      return meets(values, pattern, sets)
    case '!':
      return not(meets(values, pattern, sets))
    default:
      return compares(op, value, pattern)
  }
}

/** `in` of a list of bits: any of them. Of anything else it is equality. */
function meets(values: readonly FieldValue[], pattern: Pattern, sets: Sets): Certainty {
  const [value] = values
  const words = pattern.kind === 'bits' ? pattern.words : pattern.kind === 'atom' ? [pattern.value] : undefined
  if (words === undefined) return equals(values, pattern, sets)
  if (value?.kind !== 'bits') return or(words.map((one) => equals(values, { kind: 'atom', value: one }, sets)))
  const mask = bitsOf(words, value.names)
  return mask === undefined ? 'maybe' : certain((value.bits & mask) !== 0)
}

function equals(values: readonly FieldValue[], pattern: Pattern, sets: Sets): Certainty {
  const members = membersOf(pattern, sets)
  if (members === undefined) return 'maybe'
  const [value] = values
  if (values.length === 1 && value?.kind === 'number') return within(value.among, members)
  return or(members.map((member) => equalsOne(values, member)))
}

/** A pattern as the list of its alternatives; undefined for a set that was not listed. */
export function membersOf(pattern: Pattern, sets: Sets): readonly Pattern[] | undefined {
  if (pattern.kind === 'any') return pattern.of
  return pattern.kind === 'named' ? sets.get(pattern.set)?.elements : [pattern]
}

/** Whether values are those of one alternative. */
export function equalsOne(values: readonly FieldValue[], member: Pattern): Certainty {
  // The catch-all element of a set.
  if (member.kind === 'atom' && member.value === '*') return 'yes'
  if (values.length > 1) {
    if (member.kind !== 'joined' || member.parts.length !== values.length) return 'maybe'
    return and(member.parts.map((part, at) => equalsOne(values.slice(at, at + 1), part)))
  }
  const [value] = values
  switch (value?.kind) {
    case 'number':
      return within(value.among, [member])
    case 'bits': {
      const words = member.kind === 'bits' ? member.words : member.kind === 'atom' ? [member.value] : []
      const wanted = words.length === 0 ? undefined : bitsOf(words, value.names)
      return wanted === undefined ? 'maybe' : certain(value.bits === wanted)
    }
    case 'word':
      return member.kind === 'atom' && typeof member.value === 'string'
        ? certain(fits(value.word, member.value))
        : 'maybe'
    case 'other':
      return member.kind === 'atom' && value.than.includes(String(member.value)) ? 'no' : 'maybe'
    case 'flag':
      return member.kind === 'atom' && typeof member.value === 'boolean' ? certain(value.is === member.value) : 'maybe'
    default:
      return 'maybe'
  }
}

/** `eth*` stands for every interface that begins so; nft writes a star of the name itself as `\*`. */
function fits(text: string, pattern: string): boolean {
  if (!pattern.endsWith('*') || pattern.endsWith('\\*')) return text === pattern.replace(/\\\*$/, '*')
  return text.startsWith(pattern.slice(0, -1))
}

/** Whether a number out of `among` is one of `members`: yes if they cover all of it, no if they meet none of it. */
function within(among: readonly Interval[], members: readonly Pattern[]): Certainty {
  const intervals: Interval[] = []
  let unread = false
  for (const member of members) {
    const interval = intervalOf(member)
    if (interval === undefined) unread = true
    else if (among.some(([from, to]) => interval[0] <= to && interval[1] >= from)) intervals.push(interval)
  }
  if (intervals.length === 0) return unread ? 'maybe' : 'no'
  intervals.sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0))
  return certain(among.every((one) => covers(intervals, one))) === 'yes' ? 'yes' : 'maybe'
}

function covers(sorted: readonly Interval[], [from, to]: Interval): boolean {
  let next = from
  for (const [low, high] of sorted) {
    if (low > next) break
    if (high >= next) next = high + 1n
    if (next > to) return true
  }
  return false
}

function intervalOf(pattern: Pattern): Interval | undefined {
  if (pattern.kind === 'atom') {
    const number = numberOf(pattern.value)
    if (pattern.value === '*') return [0n, (1n << 128n) - 1n]
    return number === undefined ? undefined : [number, number]
  }
  if (pattern.kind === 'range') {
    const [from, to] = [numberOf(pattern.from), numberOf(pattern.to)]
    return from === undefined || to === undefined ? undefined : [from, to]
  }
  if (pattern.kind !== 'prefix') return undefined
  const first = addressNumber(pattern.address)
  const width = pattern.address.includes(':') ? 128 : 32
  if (first === undefined || pattern.length > width) return undefined
  const host = (1n << BigInt(width - pattern.length)) - 1n
  return [first & ~host, first | host]
}

function numberOf(value: string | number | boolean): bigint | undefined {
  if (typeof value === 'number') return BigInt(value)
  return typeof value === 'string' ? addressNumber(value) : undefined
}

function bitsOf(words: readonly (string | number | boolean)[], names: ReadonlyMap<string, number>): number | undefined {
  let bits = 0
  for (const one of words) {
    const bit = typeof one === 'number' ? one : names.get(String(one))
    if (bit === undefined) return undefined
    bits |= bit
  }
  return bits
}

/** The value that is left of a field behind a mask. */
export function masked(value: FieldValue, mask: Pattern): FieldValue {
  const words = mask.kind === 'bits' ? mask.words : mask.kind === 'atom' ? [mask.value] : []
  if (value.kind === 'bits') {
    const bits = words.length === 0 ? undefined : bitsOf(words, value.names)
    return bits === undefined ? { kind: 'unknown' } : { ...value, bits: value.bits & bits }
  }
  if (value.kind !== 'number') return value.kind === 'absent' ? value : { kind: 'unknown' }
  const number = words.length === 1 ? numberOf(words[0] ?? '') : undefined
  if (number === undefined || value.among.some(([from, to]) => from !== to)) return { kind: 'unknown' }
  return { kind: 'number', among: value.among.map(([one]) => [one & number, one & number]) }
}

function compares(op: '<' | '>' | '<=' | '>=', value: FieldValue, pattern: Pattern): Certainty {
  const bound = pattern.kind === 'atom' ? numberOf(pattern.value) : undefined
  if (value.kind !== 'number' || bound === undefined) return 'maybe'
  const test = (one: bigint) =>
    op === '<' ? one < bound : op === '>' ? one > bound : op === '<=' ? one <= bound : one >= bound
  const ends = value.among.flat().map(test)
  // Monotonous: what holds at both ends of every range holds between them.
  return ends.every((end) => end) ? 'yes' : ends.some((end) => end) ? 'maybe' : 'no'
}

function certain(is: boolean): Certainty {
  return is ? 'yes' : 'no'
}
