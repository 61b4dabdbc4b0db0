import { createCipheriv, createDecipheriv } from 'node:crypto'
import { addressBytes, addressText } from './address.ts'
import { fromBase32, toBase32 } from './base32.ts'
import { nonceBytes } from './proof.ts'

/**
 * A session's token: everything the probe must remember of a session, sealed with its secret and given to the agent
 * to carry. AES-256-GCM over expiry, id, nonce and the caller's address; the agent cannot read it, nobody can alter
 * it, and whoever overhears it can use it only from the same address. The probe alone reads it: another
 * implementation may seal whatever it likes, as long as the text is [a-z2-7], at most 220 letters (an EHLO name must hold it).
 */
export interface TokenContents {
  /** Tells one session from another: what is remembered once it is spent. */
  readonly id: string
  readonly nonce: Uint8Array
  /** Who asked, canonical. */
  readonly address: string
  /** Milliseconds since 1970, whole seconds. */
  readonly expiresAt: number
}

export type TokenRead =
  | { readonly kind: 'open'; readonly contents: TokenContents }
  | { readonly kind: 'bad' }
  | { readonly kind: 'expired' }

/** Layout: version, initialisation vector, sealed (expiry 4, id 8, nonce 16, address 16), tag. */
const version = Uint8Array.of(1)
const ivBytes = 12
const idBytes = 8
const plainBytes = 4 + idBytes + nonceBytes + 16
const tagBytes = 16
/** All of it in base 32. */
const tokenLetters = Math.ceil(((1 + ivBytes + plainBytes + tagBytes) * 8) / 5)

/** The secret that seals tokens. */
export const secretBytes = 32

/**
 * Seals a session. `iv` is 12 random bytes, never used twice with one secret: random ones do for the 2^32 sessions
 * that NIST SP 800-38D §8.3 allows a key.
 */
export function sealToken(secret: Uint8Array, contents: TokenContents, iv: Uint8Array): string {
  const plain = Buffer.alloc(plainBytes)
  plain.writeUInt32BE(Math.floor(contents.expiresAt / 1000), 0)
  plain.write(contents.id, 4, idBytes, 'hex')
  plain.set(contents.nonce, 4 + idBytes)
  plain.set(inSixteen(contents.address), 4 + idBytes + nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', secret, iv)
  cipher.setAAD(version)
  return toBase32(Buffer.concat([version, iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]))
}

/** Opens a token, or tells that it is none of ours (`bad`) or too old. `now` in milliseconds since 1970. */
export function openToken(secret: Uint8Array, text: string, now: number): TokenRead {
  if (text.length !== tokenLetters) return { kind: 'bad' }
  const bytes = fromBase32(text)
  if (bytes === undefined || bytes[0] !== version[0]) return { kind: 'bad' }
  const plain = unseal(secret, bytes)
  if (plain === undefined) return { kind: 'bad' }
  const expiresAt = plain.readUInt32BE(0) * 1000
  if (expiresAt <= now) return { kind: 'expired' }
  const nonceAt = 4 + idBytes
  const contents = {
    id: plain.toString('hex', 4, nonceAt),
    nonce: new Uint8Array(plain.subarray(nonceAt, nonceAt + nonceBytes)),
    address: addressText(plain.subarray(nonceAt + nonceBytes)),
    expiresAt,
  }
  return { kind: 'open', contents }
}

function unseal(secret: Uint8Array, bytes: Uint8Array): Buffer | undefined {
  const decipher = createDecipheriv('aes-256-gcm', secret, bytes.subarray(1, 1 + ivBytes), { authTagLength: tagBytes })
  decipher.setAAD(version)
  decipher.setAuthTag(bytes.subarray(-tagBytes))
  try {
    return Buffer.concat([decipher.update(bytes.subarray(1 + ivBytes, -tagBytes)), decipher.final()])
  } catch {
    // The only thing `final` throws for: the tag does not fit.
    return undefined
  }
}

/** An address in 16 bytes, IPv4 as its IPv6-mapped form. */
function inSixteen(address: string): Uint8Array {
  const bytes = addressBytes(address)
  if (bytes === undefined) throw new TypeError('a token is sealed to an address')
  return bytes.length === 16 ? bytes : Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, ...bytes)
}
