/**
 * The little of DER (ITU-T X.690) that a certificate needs: definite lengths, low tags, values as bytes. It writes;
 * nothing of ours reads DER.
 */
export type Der = Uint8Array

/** An element: tag, length, contents. */
export function element(tag: number, ...contents: readonly Der[]): Der {
  const length = contents.reduce((sum, part) => sum + part.length, 0)
  return Buffer.concat([Uint8Array.of(tag, ...lengthBytes(length)), ...contents])
}

export function sequence(...items: readonly Der[]): Der {
  return element(0x30, ...items)
}

export function set(...items: readonly Der[]): Der {
  return element(0x31, ...items)
}

/** A context tag [n] around whole elements. */
export function explicit(tag: number, ...items: readonly Der[]): Der {
  return element(0xa0 | tag, ...items)
}

/** A context tag [n] in the place of a primitive's own. */
export function implicit(tag: number, contents: Der): Der {
  return element(0x80 | tag, contents)
}

/** A positive INTEGER from its bytes, most significant first. */
export function positive(bytes: Uint8Array): Der {
  const from = bytes.findIndex((byte) => byte !== 0)
  const kept = from < 0 ? Uint8Array.of(0) : bytes.subarray(from)
  // X.690 §8.3: the topmost bit is the sign, so a byte that has it set needs a zero before it.
  return (kept[0] ?? 0) >= 0x80 ? element(0x02, Uint8Array.of(0), kept) : element(0x02, kept)
}

export function oid(text: string): Der {
  const [first = 0, second = 0, ...rest] = text.split('.').map(Number)
  return element(0x06, Uint8Array.from([first * 40 + second, ...rest.flatMap(base128)]))
}

export function utf8(text: string): Der {
  return element(0x0c, Buffer.from(text, 'utf8'))
}

export function bitString(bytes: Uint8Array, unusedBits = 0): Der {
  return element(0x03, Uint8Array.of(unusedBits), bytes)
}

export function octets(bytes: Uint8Array): Der {
  return element(0x04, bytes)
}

export function boolean(value: boolean): Der {
  return element(0x01, Uint8Array.of(value ? 0xff : 0))
}

/** UTCTime to the end of 2049, GeneralizedTime from then on (RFC 5280 §4.1.2.5). Whole seconds. */
export function time(ms: number): Der {
  const digits = new Date(ms).toISOString().replace(/[-:T]/g, '').slice(0, 14)
  const year = Number(digits.slice(0, 4))
  return year < 2050 ? element(0x17, Buffer.from(`${digits.slice(2)}Z`)) : element(0x18, Buffer.from(`${digits}Z`))
}

function lengthBytes(length: number): number[] {
  if (length < 0x80) return [length]
  const bytes: number[] = []
  for (let rest = length; rest > 0; rest >>>= 8) bytes.unshift(rest & 255)
  return [0x80 | bytes.length, ...bytes]
}

function base128(value: number): number[] {
  const bytes = [value & 127]
  for (let rest = value >>> 7; rest > 0; rest >>>= 7) bytes.unshift((rest & 127) | 128)
  return bytes
}
