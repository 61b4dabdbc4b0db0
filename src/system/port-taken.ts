import type { Host, TcpSocket } from '../core/host.ts'
import type { ListenAt } from '../core/line.ts'
import { familyOf } from './endpoint.ts'

/**
 * Whether another program listens where we would. Linux asks for the right to open a low port before it looks whether
 * the port is free (EACCES comes before EADDRINUSE, inet_bind in the kernel), so without it every mail server would
 * look like none. False where the table of sockets does not tell.
 */
export async function portTaken(
  host: Pick<Host, 'sockets'>,
  at: ListenAt,
  /** Whether somebody takes connections to 127.0.0.1 on that port: asked only where the table leaves it open. */
  takesV4: () => Promise<boolean>,
): Promise<boolean> {
  const sockets = await host.sockets()
  const listeners = sockets.ok ? sockets.value.filter((socket) => isOnPort(socket, at.port)) : []
  if (listeners.some(({ local }) => familyOf(local.address) === at.family && isInTheWay(local.address, at))) return true
  // A socket on :: takes IPv4 too unless it was told not to (IPV6_V6ONLY), which the table does not show.
  return at.family === 'v4' && listeners.some(({ local }) => local.address === '::') && takesV4()
}

function isOnPort({ state, local }: TcpSocket, port: number): boolean {
  return state === 'listening' && local.port === port
}

function isInTheWay(taken: string, { address }: ListenAt): boolean {
  return address === undefined || taken === address || taken === '0.0.0.0' || taken === '::'
}
