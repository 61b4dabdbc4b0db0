import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'

/** Below the repository, which is where the programs of a world run. */
const kept = 'node_modules/.cache/lab'

/**
 * Key and certificate for a name, one after the other. They are made once a day and shared by all worlds: it takes as long as
 * the program that shows them needs to start.
 */
export function makeCertificate(name: string): string {
  const path = `${kept}/${name}-${new Date().toISOString().slice(0, 10)}.pem`
  try {
    return readFileSync(path, 'utf8')
  } catch {
    const pem = made(name)
    mkdirSync(kept, { recursive: true })
    // Under another name first: another world may be about to read it.
    const unfinished = `${path}.${process.hrtime.bigint()}`
    writeFileSync(unfinished, pem)
    renameSync(unfinished, path)
    return pem
  }
}

/** `req` prints both where no file is named. */
function made(name: string): string {
  const kind = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2', '-keyout', '-']
  return execFileSync('openssl', ['req', ...kind, '-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${name}`], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
}
