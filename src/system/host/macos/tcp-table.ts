import type { TcpSocket } from '../../../core/host.ts'
import type { Endpoint } from '../../../core/line.ts'
import { canonicalAddress } from '../canonical-address.ts'
import { linesOf } from '../lines-of.ts'
import { portNumber } from '../port-number.ts'
import { socketState } from '../socket-state.ts'

/**
 * Reads `netstat -anW -p tcp` of macOS. UNTESTED on a real Mac: written from outputs quoted in public.
 * The port follows the last dot; `*` is any address, or any port. `tcp46` is a socket of both families.
 */
export function parseTcpTable(printed: string): TcpSocket[] {
  return linesOf(printed).flatMap((line) => {
    const row = /^tcp(4|6|46)\s+\d+\s+\d+\s+(\S+)\s+(\S+)\s+(\w+)/.exec(line)
    if (row === null) return []
    const any = row[1] === '4' ? '0.0.0.0' : '::'
    const [local, remote] = [endpoint(row[2] ?? '', any), endpoint(row[3] ?? '', any)]
    const state = socketState(row[4] ?? '')
    return local && remote && state ? [{ local, remote, state }] : []
  })
}

function endpoint(text: string, any: string): Endpoint | undefined {
  const dot = text.lastIndexOf('.')
  if (dot < 0) return undefined
  const [host, digits] = [text.slice(0, dot), text.slice(dot + 1)]
  const address = host === '*' ? any : canonicalAddress(host)
  const port = digits === '*' ? 0 : portNumber(digits)
  return address === undefined || port === undefined ? undefined : { address, port }
}
