/** Reads what came from a file: the value where it is what it should be, else undefined. Never throws. */
export type Reader<T> = (value: unknown) => T | undefined

/** A reader for a member that may be absent. One that is there must be right all the same. */
interface IfThere<T> {
  readonly ifThere: Reader<T>
}

/** A reader for each member of `T`, marked where it may be absent: a member that was forgotten does not compile. */
type ReadersOf<T> = {
  readonly [K in keyof T]-?: object extends Pick<T, K> ? IfThere<Exclude<T[K], undefined>> : Reader<T[K]>
}

/** Beyond what a calendar has in a hundred years no duration is ours, and times made of it stay within the four-digit years. */
const longestMs = 100 * 366 * 24 * 60 * 60 * 1000

/** An object with these members. Those that are not named are dropped: a later release may have written more. */
export function fields<T extends object>(readers: ReadersOf<T>): Reader<T> {
  const wanted = Object.entries<Reader<unknown> | IfThere<unknown>>(readers)
  return (value) => {
    if (!isObject(value)) return undefined
    // The names are ours, so none of them reaches a prototype.
    const read: { [name: string]: unknown } = {}
    for (const [name, reader] of wanted) {
      // Its own alone: nothing is to come from a prototype.
      const given = Object.hasOwn(value, name) ? value[name] : undefined
      const optional = typeof reader !== 'function'
      if (optional && given === undefined) continue
      const member = optional ? reader.ifThere(given) : reader(given)
      if (member === undefined) return undefined
      read[name] = member
    }
    return read as T
  }
}

export function ifThere<T>(reader: Reader<T>): IfThere<T> {
  return { ifThere: reader }
}

export function oneOf<const T extends string | number | boolean | null>(...values: readonly T[]): Reader<T> {
  return (value) => values.find((each) => each === value)
}

export function text(maxLength: number): Reader<string> {
  return (value) => (typeof value === 'string' && value.length <= maxLength ? value : undefined)
}

/** Text or null. */
export function textOrNull(maxLength: number): Reader<string | null> {
  return (value) => (value === null ? null : text(maxLength)(value))
}

export function listOf<T>(reader: Reader<T>, maxLength: number): Reader<readonly T[]> {
  return (value) => {
    if (!Array.isArray(value) || value.length > maxLength) return undefined
    // No longer than it is: what grows one by one has room for seventeen, and a year has ten thousand lists of five.
    const read = value.map(reader)
    return read.every((each) => each !== undefined) ? read : undefined
  }
}

/** An object whose names are ids of checks. */
export function byCheck<T>(reader: Reader<T>, maxEntries: number): Reader<{ readonly [check: string]: T }> {
  return (value) => {
    if (!isObject(value)) return undefined
    const entries = Object.entries(value)
    if (entries.length > maxEntries || !entries.every(([name]) => checkId(name) !== undefined)) return undefined
    const read = entries.map(([name, each]) => [name, reader(each)] as const)
    return read.some(([, each]) => each === undefined)
      ? undefined
      : (Object.fromEntries(read) as { readonly [check: string]: T })
  }
}

const longestId = 100

/** `inbound.25.v4`, as the report's schema has it. */
export function checkId(value: unknown): string | undefined {
  return typeof value === 'string' && value.length <= longestId && /^[a-z0-9]+(?:[.-][a-z0-9]+)*$/.test(value)
    ? value
    : undefined
}

/** The key of an answer: `not-forwarded`. */
export function word(value: unknown): string | undefined {
  return typeof value === 'string' && value.length <= longestId && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(value)
    ? value
    : undefined
}

/** A time as `toISOString` writes it: there is only one way to write it, and it sorts as text. */
export function time(value: unknown): string | undefined {
  return typeof value === 'string' && isTime.test(value) && isDay(value) ? value : undefined
}

const isTime = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/

/** Whether the month has that day: to some, the 30th of February is the 2nd of March. */
function isDay(time: string): boolean {
  if (Number(time.slice(8, 10)) <= 28) return true
  return new Date(Date.parse(time)).toISOString() === time
}

/** A duration, ms: finite, not negative, not beyond reason. */
export function duration(value: unknown): number | undefined {
  return typeof value === 'number' && value >= 0 && value <= longestMs ? value : undefined
}

/** How many. */
export function count(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined
}

export function truth(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined
}

/** An object that is no list: its members are to be asked for by `Object.hasOwn`. */
export function isObject(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
