/** A name takes at most 255 bytes (RFC 1035 §2.3.4), so it has at most 127 labels, and needs no more jumps. */
const maxJumps = 127
const maxWireBytes = 255

export interface ReadName {
  /** Lower case, without the final dot; `.` is the root. A dot or an odd byte within a label is escaped (RFC 1035 §5.1). */
  readonly name: string
  /** Where the next field begins. */
  readonly end: number
}

/**
 * Reads a name of a DNS message at `offset` (RFC 1035 §4.1.4), or nothing if there is none.
 *
 * Pointers may only jump to before the place they were reached from, so a loop cannot be built; each name costs at
 * most 127 jumps, so that a message full of long chains of pointers costs no more than one full of names.
 */
export function readName(message: Uint8Array, offset: number): ReadName | undefined {
  const labels: string[] = []
  let at = offset
  let segmentStart = offset
  let end: number | undefined
  let wireBytes = 1
  let jumps = 0
  for (;;) {
    const length = message[at]
    if (length === undefined) return undefined
    if (length === 0) return { name: labels.length === 0 ? '.' : labels.join('.'), end: end ?? at + 1 }
    if (length >= 0xc0) {
      const low = message[at + 1]
      if (low === undefined) return undefined
      const target = ((length & 0x3f) << 8) | low
      jumps += 1
      if (target >= segmentStart || jumps > maxJumps) return undefined
      end ??= at + 2
      at = target
      segmentStart = target
      continue
    }
    // 0x40 and 0x80 are reserved label types.
    if (length > 63 || at + 1 + length > message.length) return undefined
    wireBytes += length + 1
    if (wireBytes > maxWireBytes) return undefined
    labels.push(label(message.subarray(at + 1, at + 1 + length)))
    at += length + 1
  }
}

/** dns-packet leaves a dot within a label as it is, so that `a.b` could be one label or two; here it cannot. */
function label(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) {
    const character = String.fromCharCode(byte)
    if (character === '.' || character === '\\') text += `\\${character}`
    else if (byte > 0x20 && byte < 0x7f) text += character.toLowerCase()
    else text += `\\${String(byte).padStart(3, '0')}`
  }
  return text
}
