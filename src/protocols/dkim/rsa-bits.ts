/** Larger keys do not fit into a record; 16384 bits are eight times what is usual. */
const mostBits = 16_384

const tags = { integer: 0x02, bitString: 0x03, sequence: 0x30 } as const

/**
 * How many bits an RSA public key has, of the DER of its SubjectPublicKeyInfo (RFC 5280 §4.1.2.7) or, as some publish it,
 * of the bare RSAPublicKey (RFC 8017 §A.1.1). Undefined for anything else.
 */
export function rsaBits(der: Uint8Array): number | undefined {
  const outer = readValue(der, tags.sequence)
  if (outer === undefined || outer.rest.length > 0) return undefined
  const bare = modulusBits(outer.value)
  if (bare !== undefined) return bare
  const algorithm = readValue(outer.value, tags.sequence)
  const key = algorithm && readValue(algorithm.rest, tags.bitString)
  // The first byte of a bit string tells how many bits of the last one are not used: none.
  if (algorithm === undefined || key === undefined || key.value[0] !== 0 || !isRsa(algorithm.value)) return undefined
  const inner = readValue(key.value.subarray(1), tags.sequence)
  return inner && modulusBits(inner.value)
}

/** 1.2.840.113549.1.1.1, rsaEncryption. */
const rsaEncryption = '06092a864886f70d010101'

function isRsa(algorithm: Uint8Array): boolean {
  return Buffer.from(algorithm).toString('hex').startsWith(rsaEncryption)
}

/** Of modulus and exponent, the length of the first. */
function modulusBits(pair: Uint8Array): number | undefined {
  const modulus = readValue(pair, tags.integer)
  const exponent = modulus && readValue(modulus.rest, tags.integer)
  if (modulus === undefined || exponent === undefined || exponent.rest.length > 0) return undefined
  const start = modulus.value.findIndex((byte) => byte !== 0)
  if (start < 0) return undefined
  const bits = (modulus.value.length - start) * 8 - (Math.clz32(modulus.value[start] ?? 0) - 24)
  return bits > mostBits ? undefined : bits
}

/** One value of DER with its tag, and what stands behind it. Lengths of more than two bytes are nobody's key. */
function readValue(
  der: Uint8Array,
  tag: number,
): { readonly value: Uint8Array; readonly rest: Uint8Array } | undefined {
  const [found, short = 0, high = 0, low = 0] = der
  if (found !== tag || der.length < 2) return undefined
  const [start, length] =
    short < 0x80 ? [2, short] : short === 0x81 ? [3, high] : short === 0x82 ? [4, high * 256 + low] : []
  if (start === undefined || length === undefined || start + length > der.length) return undefined
  return { value: der.subarray(start, start + length), rest: der.subarray(start + length) }
}
