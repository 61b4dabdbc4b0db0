import { generateKeyPairSync, randomBytes, X509Certificate } from 'node:crypto'
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { selfSignedCertificate } from '../../../src/wire/certificate.ts'

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
const names = ['probe.example.org', '203.0.113.5', '2001:db8::5']
const make = (now = Date.UTC(2026, 0, 31, 12), some: readonly string[] = names) =>
  selfSignedCertificate({ key: privateKey, names: some, now, serial: randomBytes(16) })

const hasOpenssl = spawnSync('openssl', ['version']).status === 0

describe('selfSignedCertificate', () => {
  it('is read by node as a certificate for its key, its names and its addresses', () => {
    const certificate = new X509Certificate(make())
    expect(certificate.verify(publicKey)).toBe(true)
    expect(certificate.publicKey.equals(publicKey)).toBe(true)
    expect(certificate.checkHost('probe.example.org')).toBe('probe.example.org')
    expect(certificate.checkHost('other.example.org')).toBeUndefined()
    expect(certificate.checkIP('203.0.113.5')).toBe('203.0.113.5')
    expect(certificate.checkIP('2001:db8::5')).toBe('2001:db8::5')
    expect(certificate.issuer).toBe(certificate.subject)
    expect(certificate.ca).toBe(false)
  })

  it('is valid for twenty years, beyond 2049 too, where the notation of dates changes', () => {
    const certificate = new X509Certificate(make(Date.UTC(2035, 5, 1)))
    expect(Date.parse(certificate.validFrom)).toBe(Date.UTC(2035, 4, 31))
    expect(new Date(certificate.validTo).getUTCFullYear()).toBe(2055)
    expect(new Date(new X509Certificate(make()).validTo).getUTCFullYear()).toBe(2046)
  })

  it.skipIf(!hasOpenssl)('is accepted by openssl, strictly', () => {
    const dir = mkdtempSync(join(tmpdir(), 'mailworthy-certificate-'))
    try {
      const file = join(dir, 'certificate.pem')
      writeFileSync(file, make(Date.now()))
      const text = execFileSync('openssl', ['x509', '-in', file, '-noout', '-text'], { encoding: 'utf8' })
      expect(text).toContain('Version: 3')
      expect(text).toContain('ecdsa-with-SHA256')
      expect(text).toContain('TLS Web Server Authentication')
      expect(text).toContain('DNS:probe.example.org, IP Address:203.0.113.5, IP Address:2001:DB8:0:0:0:0:0:5')
      expect(text).toContain('CA:FALSE')
      const verified = execFileSync(
        'openssl',
        ['verify', '-x509_strict', '-purpose', 'sslserver', '-verify_ip', '203.0.113.5', '-CAfile', file, file],
        { encoding: 'utf8' },
      )
      expect(verified).toContain(': OK')
    } finally {
      rmSync(dir, { recursive: true })
    }
  })

  it('leaves the names out when there are none, and refuses what is none', () => {
    expect(new X509Certificate(make(undefined, [])).subjectAltName).toBeUndefined()
    expect(() => make(undefined, ['bad name'])).toThrow(TypeError)
  })
})
