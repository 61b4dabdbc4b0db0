import { isIPv6 } from 'node:net'
import type { TcpSocket } from '../../../core/host.ts'
import type { Endpoint } from '../../../core/line.ts'
import { canonicalAddress } from '../canonical-address.ts'
import { linesOf } from '../lines-of.ts'
import { portNumber } from '../port-number.ts'
import { socketState } from '../socket-state.ts'

/**
 * Reads `netstat -ano -p TCP` (or `TCPv6`). UNTESTED on a real Windows: written from outputs quoted in public.
 *
 * Some languages of Windows translate the states. A listener is known without them, by its peer with port 0; other
 * sockets in an unknown word are left out.
 */
export function parseTcpTable(printed: string): TcpSocket[] {
  return linesOf(printed).flatMap((line) => {
    const row = /^\s*TCP\s+(\S+)\s+(\S+)\s+(\S+)(?:\s+\d+)?\s*$/.exec(line)
    if (row === null) return []
    const [local, remote] = [endpoint(row[1] ?? ''), endpoint(row[2] ?? '')]
    const state = remote?.port === 0 ? 'listening' : socketState(row[3] ?? '')
    return local && remote && state ? [{ local, remote, state }] : []
  })
}

function endpoint(text: string): Endpoint | undefined {
  const parts = /^(?:\[([^\]]+)\]|([\d.]+)):(\d{1,5})$/.exec(text)
  const [inner, port] = [parts?.[1], portNumber(parts?.[3] ?? '')]
  if (parts === null || port === undefined || (inner !== undefined && !isIPv6(inner.replace(/%.*$/, ''))))
    return undefined
  const address = canonicalAddress(inner ?? parts[2] ?? '')
  return address === undefined ? undefined : { address, port }
}
