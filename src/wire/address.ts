/**
 * Addresses as both sides write and compare them: one canonical text for each (RFC 5952), an IPv4 address that came
 * in through an IPv6 socket (`::ffff:192.0.2.1`) written as the IPv4 address it is.
 */

/** 4 or 16 bytes in network order, or undefined for anything that is not exactly one address (no zone, no prefix). */
export function addressBytes(text: string): Uint8Array | undefined {
  // 45 is the longest an address can be written: an IPv6 one that ends in dotted IPv4.
  if (text.length > 45) return undefined
  return text.includes(':') ? bytesOfV6(text) : bytesOfV4(text)
}

/** The canonical text of 4 or 16 bytes. */
export function addressText(bytes: Uint8Array): string {
  if (bytes.length === 4) return bytes.join('.')
  if (isMapped(bytes)) return bytes.subarray(12).join('.')
  const groups = Array.from({ length: 8 }, (_, i) => ((bytes[2 * i] ?? 0) << 8) | (bytes[2 * i + 1] ?? 0))
  const gap = longestZeros(groups)
  const hex = (from: number, to?: number) =>
    groups
      .slice(from, to)
      .map((group) => group.toString(16))
      .join(':')
  // RFC 5952 §4.2.2: a single zero group is never shortened.
  return gap.length < 2 ? hex(0) : `${hex(0, gap.start)}::${hex(gap.start + gap.length)}`
}

/** The canonical text of an address, or undefined if it is none. */
export function canonicalAddress(text: string): string | undefined {
  const bytes = addressBytes(text)
  return bytes === undefined ? undefined : addressText(bytes)
}

/** The family of a canonical address. */
export function familyOf(address: string): 'v4' | 'v6' {
  return address.includes(':') ? 'v6' : 'v4'
}

function bytesOfV4(text: string): Uint8Array | undefined {
  const parts = text.split('.')
  // No leading zeros: some systems read 010 as eight.
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256))
    return undefined
  return Uint8Array.from(parts, Number)
}

function bytesOfV6(text: string): Uint8Array | undefined {
  const halves = text.split('::')
  if (halves.length > 2) return undefined
  const head = groupBytes(halves[0] ?? '', halves.length === 1)
  const tail = halves.length === 2 ? groupBytes(halves[1] ?? '', true) : []
  if (head === undefined || tail === undefined) return undefined
  const given = head.length + tail.length
  if (halves.length === 1 ? given !== 16 : given > 14) return undefined
  return Uint8Array.from([...head, ...new Array<number>(16 - given).fill(0), ...tail])
}

function groupBytes(text: string, last: boolean): number[] | undefined {
  if (text === '') return []
  const groups = text.split(':')
  const bytes: number[] = []
  for (const [i, group] of groups.entries()) {
    if (/^[0-9a-f]{1,4}$/i.test(group)) {
      const value = Number.parseInt(group, 16)
      bytes.push(value >> 8, value & 255)
      continue
    }
    // RFC 4291 §2.2: dotted IPv4 only as the very last part.
    const embedded = last && i === groups.length - 1 ? bytesOfV4(group) : undefined
    if (embedded === undefined) return undefined
    bytes.push(...embedded)
  }
  return bytes
}

function isMapped(bytes: Uint8Array): boolean {
  return bytes.subarray(0, 10).every((byte) => byte === 0) && bytes[10] === 255 && bytes[11] === 255
}

function longestZeros(groups: readonly number[]): { start: number; length: number } {
  let best = { start: 0, length: 0 }
  for (let start = 0; start < groups.length; start++) {
    let length = 0
    while (groups[start + length] === 0) length++
    // RFC 5952 §4.2.3: of equal runs the first.
    if (length > best.length) best = { start, length }
  }
  return best
}
