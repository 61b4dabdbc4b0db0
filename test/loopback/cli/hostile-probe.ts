import { createPublicKey } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { onTestFinished } from 'vitest'
import { freshIdentity } from '../../../probe-server/main.ts'
import type { Endpoint } from '../../../src/core/line.ts'
import { toBase64url } from '../../../src/wire/base64url.ts'
import { emptyEgress } from '../../../src/wire/session.ts'

/** What a hostile probe does with a request, or (`plain`) with a caller who has said nothing yet. */
export type Attend = (socket: Socket, request: { readonly path: string; readonly session: string }) => void

/** What is in the certificate does not matter: the pin decides. */
const ours = freshIdentity(['probe.test'])
const theirs = freshIdentity(['probe.test'])
export const [pin = ''] = ours.pins

/** A session's answer with nothing wrong in it but what is said here. */
export function sessionOf(wrong: object = {}): string {
  return JSON.stringify({
    protocol: 1,
    probe: { name: 'mailworthy-probe', version: '0.1.0', minAgent: '0.1.0' },
    host: 'probe.test',
    address: '25.203.113.8',
    port: 40_000,
    token: 'a'.repeat(124),
    nonce: toBase64url(new Uint8Array(16).fill(7)),
    key: toBase64url(createPublicKey(ours.key).export({ type: 'spki', format: 'der' })),
    expiresInS: 120,
    ports: [25],
    addresses: {},
    egress: emptyEgress(),
    limits: { left: 10, resetS: 60 },
    time: '2026-01-01T00:00:00.000Z',
    ...wrong,
  })
}

export function http(status: string, body: string, headers = ''): string {
  const length = `content-length: ${Buffer.byteLength(body)}`
  return `HTTP/1.1 ${status}\r\ncontent-type: application/json\r\n${length}\r\n${headers}connection: close\r\n\r\n${body}`
}

/** Goes on writing as long as somebody listens. */
export function endlessly(socket: Socket, bytes: string | Buffer): void {
  if (!socket.destroyed) socket.write(bytes, () => setImmediate(() => endlessly(socket, bytes)))
}

/** Opens it on loopback, closed when the test ends. */
export async function hostileProbe(attend: Attend, kind: 'tls' | 'another-key' | 'plain' = 'tls'): Promise<Endpoint> {
  const { key, certificate } = kind === 'another-key' ? theirs : ours
  const open = new Set<Socket>()
  const kept = (socket: Socket) => {
    open.add(socket)
    socket.on('error', () => {}).once('close', () => open.delete(socket))
  }
  const server =
    kind === 'plain'
      ? createServer((socket) => {
          kept(socket)
          attend(socket, { path: '', session: sessionOf() })
        })
      : createTlsServer({ key: key.export({ type: 'pkcs8', format: 'pem' }), cert: certificate }, (socket) => {
          kept(socket)
          let head = ''
          const hear = (chunk: Buffer) => {
            head += chunk.toString('latin1')
            if (!head.includes('\r\n\r\n')) return
            socket.off('data', hear).resume()
            attend(socket, { path: head.split(' ')[1] ?? '', session: sessionOf() })
          }
          socket.on('data', hear)
        })
  server.on('tlsClientError', () => {})
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(async () => {
    for (const socket of open) socket.destroy()
    server.close()
    await once(server, 'close')
  })
  return { address: '127.0.0.1', port: (server.address() as AddressInfo).port }
}
