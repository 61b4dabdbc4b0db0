import { execFileSync } from 'node:child_process'

/** Key and certificate for a name, made just now, one after the other: `req` prints both where no file is named. */
export function makeCertificate(name: string): string {
  const kind = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2', '-keyout', '-']
  return execFileSync('openssl', ['req', ...kind, '-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${name}`], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
}
