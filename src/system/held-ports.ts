import { createServer, type Server } from 'node:net'
import type { Outcome } from '../core/failure.ts'
import { success } from '../core/failure.ts'
import type { Endpoint, Family, ListenAt } from '../core/line.ts'
import { classify } from './classify.ts'
import { familyOf } from './endpoint.ts'
import type { HeldServer } from './listen.ts'

/**
 * Ports that listen already: bound while the program was root, or handed over by the service manager.
 *
 * Whoever calls before a port is claimed, or after it was released, is dropped.
 */
export interface HeldPorts {
  readonly ports: readonly Endpoint[]
  /** The server of that port and family, unless it is claimed already. */
  claim(at: ListenAt): HeldServer | undefined
  /** Closes all that nobody has claimed. */
  closeUnclaimed(): Promise<void>
  close(): Promise<void>
}

/** How each port came out: a port that another program has is no reason to do without the others. */
export interface Holding {
  readonly held: HeldPorts
  readonly outcomes: readonly { readonly at: ListenAt; readonly outcome: Outcome<Endpoint> }[]
}

/** The first descriptor that is handed over (sd_listen_fds(3), SD_LISTEN_FDS_START). */
const FIRST_FD = 3
/** More are not believed: we know five ports of two families. */
const MOST_FDS = 32

/** Binds ports, to be called while that is still allowed. */
export async function holdPorts(wanted: readonly ListenAt[]): Promise<Holding> {
  const servers: Server[] = []
  const outcomes = await Promise.all(
    wanted.map(async (at) => {
      const outcome = await start({
        host: at.address ?? (at.family === 'v4' ? '0.0.0.0' : '::'),
        port: at.port,
        ipv6Only: at.family === 'v6',
        exclusive: true,
      })
      if (!outcome.ok) return { at, outcome }
      servers.push(outcome.value)
      return { at, outcome: success(localOf(outcome.value)) }
    }),
  )
  return { held: heldPorts(servers), outcomes }
}

/**
 * Takes over what the service manager listens on for us (`LISTEN_FDS`, `LISTEN_PID`, sd_listen_fds(3)). The variables
 * are removed, so that no child believes them. What is no TCP listener is left alone.
 *
 * A unit should list both families apart (`BindIPv6Only=ipv6-only`): of a socket for both we only claim IPv6.
 */
export async function takeOverPorts(environment: NodeJS.ProcessEnv, pid: number): Promise<HeldPorts> {
  const { LISTEN_FDS, LISTEN_PID } = environment
  for (const name of ['LISTEN_FDS', 'LISTEN_PID', 'LISTEN_FDNAMES']) delete environment[name]
  const count = LISTEN_PID === String(pid) && /^\d{1,3}$/.test(LISTEN_FDS ?? '') ? Number(LISTEN_FDS) : 0
  const servers: Server[] = []
  for (let fd = FIRST_FD; fd < FIRST_FD + Math.min(count, MOST_FDS); fd++) {
    const started = await start({ fd })
    if (!started.ok) continue
    if (typeof started.value.address() === 'object') servers.push(started.value)
    else started.value.close()
  }
  return heldPorts(servers)
}

function start(at: Parameters<Server['listen']>[0] & object): Promise<Outcome<Server>> {
  const server = createServer({ allowHalfOpen: true, noDelay: true })
  return new Promise((resolve) => {
    // Stays after the start: a failing accept must not end the program.
    server.on('error', (error) => resolve(classify(error, 'bind')))
    server.once('listening', () => resolve(success(server)))
    server.listen(at)
  })
}

function heldPorts(servers: readonly Server[]): HeldPorts {
  const claimed = new Set<Server>()
  for (const server of servers) {
    server.on('connection', (socket) => {
      if (!claimed.has(server)) socket.on('error', () => {}).destroy()
    })
    // A port that is only held is no reason to go on running.
    server.unref()
  }
  const shut = (some: readonly Server[]) =>
    Promise.all(some.map((server) => new Promise<void>((resolve) => server.close(() => resolve())))).then(() => {})

  return {
    ports: servers.map(localOf),
    claim(at) {
      const server = servers.find((one) => !claimed.has(one) && serves(one, at))
      if (server === undefined) return undefined
      claimed.add(server)
      server.ref()
      return {
        server,
        release() {
          claimed.delete(server)
          server.unref()
        },
      }
    },
    closeUnclaimed: () => shut(servers.filter((server) => !claimed.has(server))),
    close: () => shut(servers),
  }
}

function serves(server: Server, at: ListenAt): boolean {
  if (!server.listening) return false
  const { address, port } = localOf(server)
  if (port !== at.port || familyOf(address) !== at.family) return false
  return at.address === undefined || at.address === address || address === anyAddress(at.family)
}

function anyAddress(family: Family): string {
  return family === 'v4' ? '0.0.0.0' : '::'
}

function localOf(server: Server): Endpoint {
  const address = server.address()
  return typeof address === 'object' && address !== null
    ? { address: address.address, port: address.port }
    : { address: '', port: 0 }
}
