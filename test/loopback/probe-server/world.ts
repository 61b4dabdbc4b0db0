import { createPublicKey, type KeyObject } from 'node:crypto'
import { request } from 'node:https'
import { createServer, type Socket } from 'node:net'
import { failed } from '../../../src/core/failure.ts'
import type { Conversation } from '../../../src/core/line.ts'
import { dial } from '../../../src/system/dial.ts'
import {
  type DialBackEvent,
  type DialBackRequest,
  readDialBackEvent,
  writeDialBackRequest,
} from '../../../src/wire/dial-back.ts'
import type { MailPort } from '../../../src/wire/mail-port.ts'
import { pinOf } from '../../../src/wire/pin.ts'
import { readNonce } from '../../../src/wire/proof.ts'
import { dialBackPath, protocol } from '../../../src/wire/protocol.ts'
import { readSession, type Session } from '../../../src/wire/session.ts'
import { freshIdentity, type ProbeOptions, type RunningProbe, startProbe } from '../../../probe-server/main.ts'

/** The pretended public address of whoever calls from 127.0.0.1; 127.0.0.2 is somebody else, in another network. */
export const home = '203.0.113.7'
export const elsewhere = '198.51.100.9'
/** The probe's own. */
export const probeAddress = '192.0.2.5'

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

export interface World {
  readonly probe: RunningProbe
  readonly key: KeyObject
  /** What answers at an address of the pretended internet: a loopback port, or nothing that is ever heard of. */
  readonly internet: Map<string, number>
  /** Every address and port that the probe dialled. */
  readonly dialled: string[]
  realPort(port: MailPort | 'api'): number
  ask(method: string, path: string, options?: AskOptions): Promise<Answer>
  session(from?: string): Promise<{ session: Session; nonce: Uint8Array }>
  dialBack(
    session: Session,
    ports: DialBackRequest,
    from?: string,
  ): Promise<{ status: number; events: DialBackEvent[] }>
  /** Opens a mail port of the probe. */
  call(port: MailPort, from?: string): Promise<Conversation>
  close(): Promise<void>
}

export interface AskOptions {
  readonly body?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly from?: string
}

/** A real probe on loopback that believes to stand at 192.0.2.5, on an internet that reaches where the test says. */
export async function world(options: Partial<ProbeOptions> = {}): Promise<World> {
  const identity = freshIdentity(['127.0.0.1'])
  const internet = new Map<string, number>()
  const dialled: string[] = []
  const callers: Record<string, string> = { '127.0.0.1': home, '127.0.0.2': elsewhere, '127.0.0.3': probeAddress }
  const probe = await startProbe({
    version: '0.1.0',
    identity,
    listen: ['127.0.0.1'],
    apiPort: 0,
    realPort: () => 0,
    addresses: { v4: probeAddress },
    ownAddresses: [],
    callerOf: ({ address }) => callers[address] ?? address,
    dialable: (address) => address === home || address === elsewhere,
    async dial(to, how, signal) {
      dialled.push(`${to.address}:${to.port}`)
      const port = internet.get(`${to.address}:${to.port}`)
      if (port === undefined) return failed('timed-out')
      return dial({ address: '127.0.0.1', port }, how, signal)
    },
    // The waits of the dial-back are tested in their order, not in their length.
    patience: 0.2,
    ...options,
  })
  const realPort = (what: MailPort | 'api') => probe.listening.find((one) => one.what === what)?.at.port ?? 0

  const ask = (method: string, path: string, { body, headers = {}, from = '127.0.0.1' }: AskOptions = {}) =>
    new Promise<Answer>((resolve, reject) => {
      const call = request(
        {
          host: '127.0.0.1',
          port: realPort('api'),
          method,
          path,
          localAddress: from,
          agent: false,
          rejectUnauthorized: false,
          headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
        },
        (response) => {
          const chunks: Buffer[] = []
          response.on('data', (chunk: Buffer) => chunks.push(chunk))
          response.on('error', reject)
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              body: Buffer.concat(chunks).toString(),
            }),
          )
        },
      )
      call.on('error', reject)
      call.end(body)
    })

  return {
    probe,
    key: createPublicKey(identity.key),
    internet,
    dialled,
    realPort,
    ask,
    async session(from) {
      const answer = await ask('POST', protocol.sessionsPath, { body: '{}', ...(from && { from }) })
      const read = readSession(answer.body)
      if (!read.ok) throw new Error(`no session: ${answer.status} ${answer.body}`)
      const nonce = readNonce(read.value.nonce)
      if (nonce === undefined) throw new Error('no nonce')
      return { session: read.value, nonce }
    },
    async dialBack(session, ports, from) {
      const answer = await ask('POST', dialBackPath(session.token), {
        body: writeDialBackRequest(ports),
        ...(from && { from }),
      })
      return { status: answer.status, events: answer.status === 200 ? eventsOf(answer.body) : [] }
    },
    async call(port, from) {
      const outcome = await dial(
        { address: '127.0.0.1', port: realPort(port) },
        { ...(from && { from }) },
        new AbortController().signal,
      )
      if (!outcome.ok) throw new Error(`no connection: ${outcome.failure}`)
      return outcome.value
    },
    close: () => probe.close(),
  }
}

export function eventsOf(body: string): DialBackEvent[] {
  return body
    .trimEnd()
    .split('\n')
    .map((line) => {
      const read = readDialBackEvent(line)
      if (read.kind !== 'event') throw new Error(`not an event: ${line}`)
      return read.event
    })
}

/** The pin that the mail ports must show. */
export function pinOfSession(session: Session): string {
  return pinOf(Buffer.from(session.key, 'base64url'))
}

export interface Peer {
  readonly port: number
  /** Everything that callers said. */
  heard(): string
  /** Where callers called from. */
  readonly sourcePorts: number[]
  /** When the last caller has gone. */
  gone(): Promise<void>
  close(): void
}

/** A TCP server on loopback that does to callers whatever the test wants. */
export async function peer(serve: (socket: Socket) => void): Promise<Peer> {
  let heard = ''
  const sourcePorts: number[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    sourcePorts.push(socket.remotePort ?? 0)
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
    socket.on('data', (chunk) => {
      heard += chunk.toString('latin1')
    })
    serve(socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const at = server.address()
  return {
    port: typeof at === 'object' && at !== null ? at.port : 0,
    heard: () => heard,
    sourcePorts,
    async gone() {
      await Promise.all([...sockets].map((socket) => new Promise((resolve) => socket.once('close', resolve))))
    },
    close() {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

/** A port of loopback on which nothing listens. */
export async function deadPort(): Promise<number> {
  const one = await peer(() => {})
  one.close()
  return one.port
}
