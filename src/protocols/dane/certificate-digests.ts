import type { ShownCertificate } from '../../core/line.ts'
import type { Banner } from '../../core/mark.ts'

/** All that TLSA records can be compared with, in hex digits. */
export interface CertificateDigests {
  readonly certificate: Digests
  /** Of the SubjectPublicKeyInfo. */
  readonly key: Digests
}

/** A certificate's digest is as good as its name: public logs know both. */
export interface Digests {
  readonly sha256: Banner
  readonly sha512: Banner
}

/** The digests of a certificate and of its key. */
export async function certificateDigests({ der, spki }: ShownCertificate): Promise<CertificateDigests> {
  return {
    certificate: await digests(Buffer.from(der, 'base64url')),
    key: await digests(Buffer.from(spki, 'base64url')),
  }
}

export async function digests(bytes: Uint8Array): Promise<Digests> {
  return { sha256: await digest('SHA-256', bytes), sha512: await digest('SHA-512', bytes) }
}

async function digest(name: string, bytes: Uint8Array): Promise<string> {
  return Buffer.from(await crypto.subtle.digest(name, Uint8Array.from(bytes))).toString('hex')
}
