import { execFileSync } from 'node:child_process'
import { createHash, X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSecureContext, type SecureContext } from 'node:tls'

export interface TestCertificate {
  readonly cert: string
  readonly key: string
  readonly pin: string
  readonly context: SecureContext
}

/** A self-signed certificate for these names, made by openssl. */
export function certificate(names: readonly string[] = ['IP:127.0.0.1']): TestCertificate {
  const folder = mkdtempSync(join(tmpdir(), 'mailworthy-certificate-'))
  try {
    const [keyFile, certFile] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
    const make = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2']
    const what = ['-subj', '/CN=test', '-addext', `subjectAltName=${names.join(',')}`]
    execFileSync('openssl', [...make, ...what, '-keyout', keyFile, '-out', certFile], { stdio: 'ignore' })
    const [cert, key] = [readFileSync(certFile, 'utf8'), readFileSync(keyFile, 'utf8')]
    const spki = new X509Certificate(cert).publicKey.export({ type: 'spki', format: 'der' })
    const pin = createHash('sha256').update(spki).digest('base64url')
    return { cert, key, pin, context: createSecureContext({ cert, key }) }
  } finally {
    rmSync(folder, { recursive: true })
  }
}
