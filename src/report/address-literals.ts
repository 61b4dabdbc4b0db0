/** An IP address found in a text. */
export interface AddressLiteral {
  readonly start: number
  readonly end: number
  /** The same for every way to write the same address. */
  readonly key: string
  readonly scope: AddressScope
}

/** What can be said of an address without telling which it is. */
export type AddressScope = 'private' | 'carrier-grade' | 'link-local' | 'loopback' | 'unspecified' | 'other'

/** The longest an address can be written: an IPv6 one that ends in dotted IPv4. */
const longest = 45
const octet = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|0{0,2}\\d|0?[1-9]\\d)'
const dotted = new RegExp(`(?<!\\d)${octet}(?:\\.${octet}){3}(?!\\d)`, 'g')
const wholeDotted = new RegExp(`^${octet}(?:\\.${octet}){3}$`)
/** Anything that could hold an IPv6 address: at least two colons among digits. */
const colons = /[0-9a-f]*:[0-9a-f]*:[0-9a-f:.]*/gi

/** Every IP address in a text, wherever it stands: in a sentence, a URL, before a port. From left to right. */
export function addressLiterals(text: string): readonly AddressLiteral[] {
  const v6 = [...text.matchAll(colons)].flatMap((run) => withinRun(run[0], run.index))
  const v4 = [...text.matchAll(dotted)]
    .map((match) => literal(match.index, match.index + match[0].length, bytesOfV4(match[0])))
    .filter(({ start, end }) => !v6.some((other) => start < other.end && end > other.start))
  return [...v6, ...v4].sort((one, other) => one.start - other.start)
}

/** The address that the whole text is, if it is one. */
export function addressLiteral(text: string): AddressLiteral | undefined {
  const [only] = addressLiterals(text)
  return only !== undefined && only.start === 0 && only.end === text.length ? only : undefined
}

/** The longest addresses in a run of digits and colons: they begin and end where a group does. */
function withinRun(run: string, offset: number): readonly AddressLiteral[] {
  const found: AddressLiteral[] = []
  let start = 0
  while (start < run.length) {
    const end = beginsGroup(run, start) ? endOfAddress(run, start) : undefined
    if (end === undefined) {
      start++
      continue
    }
    found.push(literal(offset + start, offset + end, bytesOfV6(run.slice(start, end)) ?? []))
    start = end
  }
  return found
}

function beginsGroup(run: string, at: number): boolean {
  return at === 0 || run[at - 1] === ':' || run[at - 1] === '.' || run.startsWith('::', at)
}

function endOfAddress(run: string, start: number): number | undefined {
  for (let end = Math.min(run.length, start + longest); end > start + 1; end--) {
    const splitsGroup = end < run.length && /[0-9a-f]/i.test(run[end] ?? '') && /[0-9a-f]/i.test(run[end - 1] ?? '')
    if (!splitsGroup && bytesOfV6(run.slice(start, end)) !== undefined) return end
  }
  return undefined
}

function literal(start: number, end: number, bytes: readonly number[]): AddressLiteral {
  const plain = isMapped(bytes) ? bytes.slice(12) : bytes
  return { start, end, key: plain.join('.'), scope: plain.length === 4 ? scopeOfV4(plain) : scopeOfV6(plain) }
}

function isMapped(bytes: readonly number[]): boolean {
  return bytes.length === 16 && bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 255 && bytes[11] === 255
}

function scopeOfV4([a = 0, b = 0, c = 0, d = 0]: readonly number[]): AddressScope {
  if (a + b + c + d === 0) return 'unspecified'
  if (a === 127) return 'loopback'
  if (a === 169 && b === 254) return 'link-local'
  // RFC 1918.
  if (a === 10 || (a === 172 && b >= 16 && b < 32) || (a === 192 && b === 168)) return 'private'
  // RFC 6598, and the tunnel of DS-Lite (RFC 6333 §5.7).
  if ((a === 100 && b >= 64 && b < 128) || (a === 192 && b === 0 && c === 0 && d < 8)) return 'carrier-grade'
  return 'other'
}

function scopeOfV6(bytes: readonly number[]): AddressScope {
  const [first = 0, second = 0] = bytes
  if (bytes.slice(0, 15).every((byte) => byte === 0)) {
    if (bytes[15] === 0) return 'unspecified'
    if (bytes[15] === 1) return 'loopback'
  }
  if (first === 0xfe && (second & 0xc0) === 0x80) return 'link-local'
  // RFC 4193, unique local.
  if ((first & 0xfe) === 0xfc) return 'private'
  return 'other'
}

function bytesOfV4(text: string): readonly number[] {
  return text.split('.').map(Number)
}

function bytesOfV6(text: string): readonly number[] | undefined {
  const halves = text.split('::')
  if (halves.length > 2) return undefined
  const head = groups(halves[0] ?? '', halves.length === 1)
  const tail = halves.length === 2 ? groups(halves[1] ?? '', true) : []
  if (head === undefined || tail === undefined) return undefined
  const missing = 16 - head.length - tail.length
  if (halves.length === 1 ? missing !== 0 : missing < 2) return undefined
  return [...head, ...new Array<number>(missing).fill(0), ...tail]
}

function groups(text: string, last: boolean): readonly number[] | undefined {
  if (text === '') return []
  const parts = text.split(':')
  const bytes: number[] = []
  for (const [at, part] of parts.entries()) {
    if (/^[0-9a-f]{1,4}$/i.test(part)) {
      const value = Number.parseInt(part, 16)
      bytes.push(value >> 8, value & 255)
    } else if (last && at === parts.length - 1 && wholeDotted.test(part)) {
      bytes.push(...bytesOfV4(part))
    } else {
      return undefined
    }
  }
  return bytes
}
