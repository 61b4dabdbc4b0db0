import { execFileSync } from 'node:child_process'
import { createServer } from 'node:tls'
import { describe, expect, it, onTestFinished } from 'vitest'
import { coversName } from '../../../src/protocols/certificate/covers-name.ts'
import { certificateDigests } from '../../../src/protocols/dane/certificate-digests.ts'
import { matches } from '../../../src/protocols/dane/matches.ts'
import { readTlsa } from '../../../src/protocols/dane/read-tlsa.ts'
import { type Issued, issued } from '../system/authority.ts'
import { openLine } from '../system/open-line.ts'
import { valueOf } from '../system/value-of.ts'

const host = 'mail.example.test'
const root = issued({ subject: 'root', authority: true })
const between = issued({ subject: 'between', authority: true, by: root })
const own = issued({ subject: 'own', names: [`DNS:${host}`], by: between })
const other = issued({ subject: 'other', names: [`DNS:${host}`], by: between })

/** The record's data as administrators make it: with openssl. */
function tlsa(usage: number, selector: number, matching: 1 | 2, { cert }: Issued): string {
  const openssl = (input: string | Buffer, ...words: string[]) => execFileSync('openssl', words, { input })
  const whole = openssl(cert, 'x509', '-outform', 'DER')
  const key = () => openssl(openssl(cert, 'x509', '-pubkey', '-noout'), 'pkey', '-pubin', '-outform', 'DER')
  const digest = openssl(selector === 0 ? whole : key(), 'dgst', matching === 1 ? '-sha256' : '-sha512', '-binary')
  return `${usage} ${selector} ${matching} ${digest.toString('hex')}`
}

/** What a server that sends these certificates shows. */
async function shown(certificates: readonly Issued[]) {
  const server = createServer({ cert: certificates.map(({ cert }) => cert).join(''), key: own.key }, (socket) => {
    socket.on('error', () => {})
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.close()
  })
  const at = server.address()
  if (at === null || typeof at === 'string') throw new Error('no port')
  const to = { address: '127.0.0.1', port: at.port }
  const conversation = valueOf(await openLine().dial(to, { tls: { trust: 'anyone', name: host } }))
  conversation.end()
  const { names = [], chain = [] } = conversation.tls ?? {}
  const named = names.some((pattern) => coversName(pattern, host))
  return { named, expired: false, chain: await Promise.all(chain.map(certificateDigests)) }
}

describe('a TLSA record made by openssl', () => {
  it.each<[string, string, readonly Issued[], boolean]>([
    ['3 1 1 of the key', tlsa(3, 1, 1, own), [own, between], true],
    ['3 1 2 of the key', tlsa(3, 1, 2, own), [own], true],
    ['3 0 1 of the certificate', tlsa(3, 0, 1, own), [own, between], true],
    ['3 1 1 of another key', tlsa(3, 1, 1, other), [own, between], false],
    ['2 1 1 of the authority', tlsa(2, 1, 1, between), [own, between], true],
    ['2 0 2 of the root, that is sent', tlsa(2, 0, 2, root), [own, between, root], true],
    ['2 1 1 of the root, that is not', tlsa(2, 1, 1, root), [own, between], false],
    ['2 1 1 of the authority, that is not sent', tlsa(2, 1, 1, between), [own], false],
  ])('%s', async (_name, text, certificates, expected) => {
    const record = readTlsa(text)
    expect(record && (await matches(record, await shown(certificates)))).toBe(expected)
  })
})
