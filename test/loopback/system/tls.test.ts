import { createServer } from 'node:tls'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Endpoint } from '../../../src/core/line.ts'
import { certificate, type TestCertificate } from './certificate.ts'
import { openLine } from './open-line.ts'
import { rawServer } from './raw-server.ts'
import { valueOf } from './value-of.ts'

const own = certificate(['IP:127.0.0.1'])
const other = certificate(['DNS:other.example'])

interface TlsServer {
  readonly at: Endpoint
  received(): string
  serverName(): unknown
}

async function tlsServer(shown: TestCertificate, options: object = {}): Promise<TlsServer> {
  let received = ''
  let serverName: unknown
  const server = createServer({ cert: shown.cert, key: shown.key, ...options }, (socket) => {
    serverName = socket.servername
    socket.on('error', () => {})
    socket.on('data', (chunk) => {
      received += chunk
    })
    socket.write('220 hello\r\n')
  })
  server.on('tlsClientError', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.close()
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return { at: { address: '127.0.0.1', port: address.port }, received: () => received, serverName: () => serverName }
}

describe('who answers within TLS', () => {
  it('may be anyone, and is reported', async () => {
    const server = await tlsServer(own)
    const conversation = valueOf(await openLine().dial(server.at, { tls: { trust: 'anyone' } }))
    expect(conversation.tls).toMatchObject({ pin: own.pin, trusted: false, subject: 'CN=test', issuer: 'CN=test' })
    expect(conversation.tls?.notAfter).toMatch(/^20\d\d-.*Z$/)
    expect(await conversation.readLine()).toEqual({ ok: true, value: '220 hello' })
  })

  it('must have one of the pinned keys: the wrong one gets no byte of ours', async () => {
    const server = await tlsServer(own)
    const line = openLine()
    valueOf(await line.dial(server.at, { tls: { trust: [other.pin, own.pin] } })).end()
    expect(await line.dial(server.at, { tls: { trust: [other.pin] } })).toMatchObject({ failure: 'wrong-key' })
    expect(await line.dial(server.at, { tls: { trust: [] } })).toMatchObject({ failure: 'wrong-key' })
    expect(server.received()).toBe('')
  })

  it('is not trusted by the public when it vouches for itself', async () => {
    const server = await tlsServer(own)
    const outcome = await openLine().dial(server.at, { tls: { trust: 'public' } })
    expect(outcome).toMatchObject({ failure: 'certificate-untrusted' })
    expect(server.received()).toBe('')
  })

  it('is trusted for the address that was dialled and no other name', async () => {
    const server = await tlsServer(own)
    const line = openLine({ authorities: [own.cert] })
    const conversation = valueOf(await line.dial(server.at, { tls: { trust: 'public' } }))
    expect(conversation.tls?.trusted).toBe(true)
    const named = await line.dial(server.at, { tls: { trust: 'public', name: 'mail.example' } })
    expect(named).toMatchObject({ failure: 'certificate-untrusted' })
    const told = valueOf(await line.dial(server.at, { tls: { trust: 'anyone', name: 'mail.example' } }))
    expect(told.tls?.trusted).toBe(false)
  })

  it('is sent a name, but never an address (RFC 6066 §3)', async () => {
    const server = await tlsServer(other)
    const line = openLine()
    valueOf(await line.dial(server.at, { tls: { trust: 'anyone', name: 'other.example' } })).end()
    await expect.poll(server.serverName).toBe('other.example')
    valueOf(await line.dial(server.at, { tls: { trust: 'anyone' } })).end()
    await expect.poll(server.serverName).toBe(false)
  })
})

describe('no TLS at all', () => {
  it('fails tls-failed where a server speaks in the clear', async () => {
    const server = await rawServer((socket) => socket.write('220 plain text\r\n'))
    const outcome = await openLine().dial(server.at, { tls: { trust: 'anyone' } })
    expect(outcome).toMatchObject({ failure: 'tls-failed' })
    await server.deserted()
  })

  it('fails timed-out where nobody says anything, closed where they leave, reset where they cut', async () => {
    const line = openLine()
    const silent = await rawServer(() => {})
    expect(await line.dial(silent.at, { connectMs: 40, tls: { trust: 'anyone' } })).toMatchObject({
      failure: 'timed-out',
    })
    await silent.deserted()
    const leaving = await rawServer((socket) => socket.once('data', () => socket.end()))
    expect(await line.dial(leaving.at, { tls: { trust: 'anyone' } })).toMatchObject({ failure: 'closed' })
    const cutting = await rawServer((socket) => socket.once('data', () => socket.resetAndDestroy()))
    expect(await line.dial(cutting.at, { tls: { trust: 'anyone' } })).toMatchObject({ failure: 'reset' })
  })

  it('fails tls-failed where the versions do not meet', async () => {
    const server = await tlsServer(own, { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' })
    expect(await openLine().dial(server.at, { tls: { trust: 'anyone' } })).toMatchObject({ failure: 'tls-failed' })
  })
})
