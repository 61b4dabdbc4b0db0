import { createHash } from 'node:crypto'
import { fromBase64url } from './base64url.ts'

/** The pin of a key: base64url SHA-256 of its SubjectPublicKeyInfo (as RFC 7469 §2.4, in the url alphabet). */
export function pinOf(spki: Uint8Array): string {
  return createHash('sha256').update(spki).digest('base64url')
}

export function isPin(text: string): boolean {
  return text.length === 43 && fromBase64url(text)?.length === 32
}
