import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import type { OpenSession } from '../../../../src/protocols/probe/open-session.ts'
import { toBase64url } from '../../../../src/wire/base64url.ts'
import { pinOf } from '../../../../src/wire/pin.ts'
import { emptyEgress, type Session } from '../../../../src/wire/session.ts'

export const nonce = new Uint8Array(16).fill(9)

export interface ProbeFixture {
  readonly key: KeyObject
  readonly pin: string
  readonly session: Session
  readonly open: OpenSession
}

/** A session with a probe whose key we have. */
export function probeFixture(): ProbeFixture {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const spki = publicKey.export({ type: 'spki', format: 'der' })
  const session: Session = {
    protocol: 1,
    probe: { name: 'mailworthy-probe', version: '0.1.0', minAgent: '0.1.0' },
    host: '[198.51.100.10]',
    address: '203.0.113.7',
    port: 40_000,
    token: 'a'.repeat(124),
    nonce: toBase64url(nonce),
    key: toBase64url(spki),
    expiresInS: 120,
    ports: [25, 465, 587, 143, 993],
    addresses: { v4: '198.51.100.10' },
    egress: emptyEgress(),
    limits: { left: 10, resetS: 60 },
    time: '2026-01-02T03:04:05Z',
  }
  const pin = pinOf(spki)
  const probe = { url: 'https://198.51.100.10:8025', pins: [pin] }
  return { key: privateKey, pin, session, open: { family: 'v4', probe, address: '198.51.100.10', session } }
}
