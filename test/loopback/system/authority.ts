import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface Issued {
  /** PEM: this certificate alone. */
  readonly cert: string
  readonly key: string
}

export interface Issuing {
  readonly subject: string
  readonly names?: readonly string[]
  /** Who signs it; itself unless told. */
  readonly by?: Issued
  readonly authority?: boolean
  /** Ended before it began to be used. */
  readonly expired?: boolean
}

/** A certificate, made by openssl: of an authority or of a server, signed by whom one likes. */
export function issued({ subject, names = [], by, authority = false, expired = false }: Issuing): Issued {
  const folder = mkdtempSync(join(tmpdir(), 'mailworthy-authority-'))
  const at = (name: string) => join(folder, name)
  try {
    const [key, cert] = [at('key.pem'), at('cert.pem')]
    const extensions = [
      ...(authority ? ['basicConstraints=critical,CA:TRUE'] : ['basicConstraints=CA:FALSE']),
      ...(names.length > 0 ? [`subjectAltName=${names.join(',')}`] : []),
    ]
    const openssl = (...words: string[]) => execFileSync('openssl', words, { stdio: 'ignore' })
    const what = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', key]
    openssl('req', ...what, '-subj', `/CN=${subject}`, '-out', at('request.pem'))
    writeFileSync(at('extensions'), extensions.join('\n'))
    if (by !== undefined) {
      writeFileSync(at('by.pem'), by.cert)
      writeFileSync(at('by-key.pem'), by.key)
    }
    const signer =
      by === undefined ? ['-signkey', key] : ['-CA', at('by.pem'), '-CAkey', at('by-key.pem'), '-CAcreateserial']
    const days = ['-days', expired ? '-1' : '2']
    openssl('x509', '-req', '-in', at('request.pem'), ...signer, ...days, '-extfile', at('extensions'), '-out', cert)
    return { cert: readFileSync(cert, 'utf8'), key: readFileSync(key, 'utf8') }
  } finally {
    rmSync(folder, { recursive: true })
  }
}
