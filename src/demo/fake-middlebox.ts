import { createServer, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { freshIdentity } from '../../probe-server/main.ts'
import type { Endpoint, Family } from '../core/line.ts'
import { connect } from '../system/connect.ts'
import { loopback } from './addresses.ts'
import type { Fake } from './fake.ts'
import { meddling } from './meddling.ts'
import type { Meddling } from './scenario.ts'

export interface MiddleboxOptions {
  readonly family: Family
  /** Who was really called; nobody right now: the caller is hung up on. */
  readonly behind: () => Endpoint | undefined
  readonly does: Meddling
  readonly signal: AbortSignal
  /** Told of each connection that it makes in a caller's stead, before it stands. */
  readonly onConnecting?: (from: Endpoint) => void
}

/** Somebody on the way, on loopback: takes a connection, makes one of his own, and passes on what he likes. */
export async function fakeMiddlebox(options: MiddleboxOptions): Promise<Fake> {
  const { family, does, signal } = options
  const open = new Set<Socket>()
  const onCaller = (caller: Socket) => {
    open.add(caller)
    caller.on('error', () => {}).once('close', () => open.delete(caller))
    void passOn(caller, options)
  }
  const server = does === 'tls-taken' ? createTlsServer(ownKey(), onCaller) : createServer(onCaller)
  const address = loopback[family]
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen({ host: address, port: 0, exclusive: true }, resolve)
  })
  // What can still fail is one caller's connection.
  server.on('error', () => {})
  const close = async () => {
    const freed = new Promise<void>((resolve) => server.close(() => resolve()))
    for (const caller of open) caller.destroy()
    await freed
  }
  signal.addEventListener('abort', () => void close(), { once: true })
  const bound = server.address()
  return { at: { address, port: typeof bound === 'object' ? (bound?.port ?? 0) : 0 }, close }
}

async function passOn(caller: Socket, { behind, does, signal, onConnecting }: MiddleboxOptions): Promise<void> {
  const to = behind()
  const reached =
    to && (await connect(to, { ...(onConnecting && { onConnecting }), ...(does === 'tls-taken' && { tls }) }, signal))
  if (reached === undefined || !reached.ok) return void caller.destroy()
  const server = reached.value.socket
  const { fromCaller, fromServer } = meddling(does)
  caller.pipe(fromCaller).pipe(server)
  server.pipe(fromServer).pipe(caller)
  // When one of them goes, the other does; it may be gone already.
  caller.once('close', () => server.destroy())
  server.once('close', () => caller.destroy())
  if (caller.destroyed) server.destroy()
}

const tls = { trust: 'anyone' } as const

function ownKey() {
  const { key, certificate } = freshIdentity(['filter.test'])
  return { key: key.export({ type: 'pkcs8', format: 'pem' }), cert: certificate }
}
