import { createHash, createPublicKey, type KeyObject, sign } from 'node:crypto'
import { addressBytes } from './address.ts'
import {
  bitString,
  boolean,
  type Der,
  explicit,
  implicit,
  octets,
  oid,
  positive,
  sequence,
  set,
  time,
  utf8,
} from './der.ts'

export interface CertificateParts {
  /** The P-256 private key that the certificate is for, and that signs it. */
  readonly key: KeyObject
  /** DNS names and address literals that the holder answers to. */
  readonly names: readonly string[]
  /** Milliseconds since 1970. */
  readonly now: number
  /** 16 random bytes. */
  readonly serial: Uint8Array
}

const day = 86_400_000
/** The pin is what is trusted, not the dates: nobody should have to renew them. */
const validMs = 20 * 365.25 * day
/** Clocks at home are behind. */
const backdatedMs = day

/**
 * A self-signed X.509 v3 certificate (RFC 5280), PEM. Node can read certificates, not make them; see
 * `docs/decisions/0002-own-certificate-writer.md`.
 */
export function selfSignedCertificate({ key, names, now, serial }: CertificateParts): string {
  const spki = createPublicKey(key).export({ type: 'spki', format: 'der' })
  const name = sequence(set(sequence(oid('2.5.4.3'), utf8('mailworthy-probe'))))
  // ecdsa-with-SHA256, no parameters (RFC 5758 §3.2).
  const algorithm = sequence(oid('1.2.840.10045.4.3.2'))
  const toBeSigned = sequence(
    explicit(0, positive(Uint8Array.of(2))),
    positive(serialOf(serial)),
    algorithm,
    name,
    sequence(time(now - backdatedMs), time(now + validMs)),
    name,
    spki,
    explicit(3, sequence(...extensions(spki, names))),
  )
  const signature = sign('sha256', toBeSigned, { key, dsaEncoding: 'der' })
  return pem('CERTIFICATE', sequence(toBeSigned, algorithm, bitString(signature)))
}

function extensions(spki: Uint8Array, names: readonly string[]): Der[] {
  const keyId = createHash('sha1').update(spki).digest()
  const alternatives = names.map(generalName)
  return [
    extension('2.5.29.14', false, octets(keyId)),
    // Not an authority. An empty sequence: `cA` false is the default, which DER leaves out.
    extension('2.5.29.19', true, sequence()),
    // digitalSignature, the first bit of eight.
    extension('2.5.29.15', true, bitString(Uint8Array.of(0x80), 7)),
    // serverAuth
    extension('2.5.29.37', false, sequence(oid('1.3.6.1.5.5.7.3.1'))),
    // RFC 5280 §4.2.1.6: the extension must not be empty.
    ...(alternatives.length === 0 ? [] : [extension('2.5.29.17', false, sequence(...alternatives))]),
  ]
}

function extension(id: string, critical: boolean, value: Der): Der {
  return sequence(oid(id), ...(critical ? [boolean(true)] : []), octets(value))
}

function generalName(name: string): Der {
  const address = addressBytes(name)
  if (address !== undefined) return implicit(7, address)
  if (!/^[A-Za-z0-9*]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$/.test(name))
    throw new TypeError('not a name for a certificate')
  return implicit(2, Buffer.from(name, 'latin1'))
}

function serialOf(random: Uint8Array): Uint8Array {
  // RFC 5280 §4.1.2.2: positive, at most 20 bytes; the leading one makes sure that it is not zero.
  return Uint8Array.of(1, ...random.subarray(0, 16))
}

function pem(label: string, der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n')
}
