import { failed, type Outcome, success } from '../core/failure.ts'
import type { TcpSocket } from '../core/host.ts'
import type { Endpoint } from '../core/line.ts'
import { mailPorts } from '../wire/mail-port.ts'
import { home, hosts, loopback } from './addresses.ts'
import type { FakeMailServer } from './fake-mail-server.ts'
import type { LineSpec } from './scenario.ts'
import { silentPort } from './unhurried.ts'

/**
 * What the system's table of sockets shows: the mail server, who is connected to it (`nominal`: by the invented address),
 * and what stays half-open.
 */
export function scriptedSockets(
  { held, arriving = {} }: LineSpec,
  server: FakeMailServer | undefined,
  nominal: (real: Endpoint) => string,
): Outcome<readonly TcpSocket[]> {
  if (held === 'server-unseen') return failed('unsupported', 'scripted')
  const at = (address: string, port: number): Endpoint => ({ address, port })
  const nobody = at('0.0.0.0', 0)
  const listening: readonly TcpSocket[] =
    held === 'server-for-itself'
      ? [{ local: at(loopback.v4, 25), remote: nobody, state: 'listening' }]
      : server === undefined
        ? []
        : [{ local: at('0.0.0.0', 25), remote: nobody, state: 'listening' }]
  const connected = (server?.callers() ?? []).map((caller) => ({
    local: at(home.machine, 25),
    remote: at(nominal(caller), caller.port),
    state: 'established' as const,
  }))
  const halfOpen = mailPorts
    .filter((port) => arriving[port] === 'reply-lost')
    .map((port) => ({
      local: at(home.machine, port),
      remote: at(hosts.probe.v4, silentPort),
      state: 'syn-received' as const,
    }))
  return success([...listening, ...connected, ...halfOpen])
}
