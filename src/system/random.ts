import { randomBytes } from 'node:crypto'

/** Unpredictable bytes: message ids, nonces, ports. */
export function random(length: number): Uint8Array {
  return new Uint8Array(randomBytes(length))
}
