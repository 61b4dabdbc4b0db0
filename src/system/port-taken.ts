import type { Host, TcpSocket } from '../core/host.ts'
import type { ListenAt } from '../core/line.ts'
import { familyOf } from './endpoint.ts'

/**
 * Whether another program listens where we would. Linux asks for the right to open a low port before it looks whether
 * the port is free (EACCES comes before EADDRINUSE, inet_bind in the kernel), so without it every mail server would
 * look like none. False where the table of sockets does not tell.
 */
export async function portTaken(host: Pick<Host, 'sockets'>, at: ListenAt): Promise<boolean> {
  const sockets = await host.sockets()
  return sockets.ok && sockets.value.some((socket) => isInTheWay(socket, at))
}

function isInTheWay({ state, local }: TcpSocket, { family, port, address }: ListenAt): boolean {
  if (state !== 'listening' || local.port !== port) return false
  // A socket on :: takes IPv4 too unless it was told not to (IPV6_V6ONLY), which the table does not show.
  if (familyOf(local.address) !== family && local.address !== '::') return false
  const isWildcard = local.address === '::' || local.address === '0.0.0.0'
  return address === undefined || isWildcard || local.address === address
}
