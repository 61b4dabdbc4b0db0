import { createHmac, timingSafeEqual } from 'node:crypto'
import { fromBase64url } from './base64url.ts'
import type { DialledPort } from './control-port.ts'
import { protocol } from './protocol.ts'

/** 128 bits that only the agent and its probe know: the key of their proofs. */
export const nonceBytes = 16

/** Who proves something: our own temporary listener, the probe that dialled it, the probe on its mail port. */
export type Role = 'listener' | 'prober' | 'echo'

/** HMAC-SHA-256 of `mailworthy/1 <role> <port>` under the nonce, cut to 16 bytes (RFC 2104 §5), lower-case hex. */
export function proofOf(nonce: Uint8Array, role: Role, port: DialledPort): string {
  return createHmac('sha256', nonce).update(`${protocol.mark} ${role} ${port}`).digest('hex').slice(0, 32)
}

/** Whether `text` is the proof that was to be given; takes equally long whatever it is. */
export function proves(text: string, nonce: Uint8Array, role: Role, port: DialledPort): boolean {
  const given = Buffer.from(text.toLowerCase(), 'latin1')
  const expected = Buffer.from(proofOf(nonce, role, port), 'latin1')
  return given.length === expected.length && timingSafeEqual(given, expected)
}

/** The nonce of a session's answer, in bytes. */
export function readNonce(text: string): Uint8Array | undefined {
  const bytes = fromBase64url(text)
  return bytes?.length === nonceBytes ? bytes : undefined
}
