import type { TcpSocket } from '../../../core/host.ts'
import type { Endpoint } from '../../../core/line.ts'
import { linesOf } from '../lines-of.ts'
import { portNumber } from '../port-number.ts'
import { wordsToAddress } from './hex-address.ts'

/** The states of <net/tcp_states.h>. 07 is closed: nothing is to be seen there. 0C (a new request) is printed as 03. */
const states: Readonly<Record<string, TcpSocket['state']>> = {
  '01': 'established',
  '02': 'syn-sent',
  '03': 'syn-received',
  '04': 'closing',
  '05': 'closing',
  '06': 'closing',
  '08': 'closing',
  '09': 'closing',
  '0A': 'listening',
  '0B': 'closing',
}

/**
 * The sockets in /proc/net/tcp or tcp6: `number: local:port remote:port state …`, see proc_net_tcp.txt of the kernel.
 * An IPv4 peer of an IPv6 socket is told as IPv4. Rows that are none are left out.
 */
export function tcpTable(table: string, order: 'LE' | 'BE'): TcpSocket[] {
  return linesOf(table).flatMap((line) => {
    const row = /^\s*\d+: ([0-9A-F]+):([0-9A-F]{4}) ([0-9A-F]+):([0-9A-F]{4}) ([0-9A-F]{2})(?: |$)/i.exec(line)
    if (row === null) return []
    const [local, remote] = [endpoint(row[1], row[2], order), endpoint(row[3], row[4], order)]
    const state = states[row[5]?.toUpperCase() ?? '']
    return local && remote && state ? [{ local, remote, state }] : []
  })
}

function endpoint(words = '', digits = '', order: 'LE' | 'BE'): Endpoint | undefined {
  const [address, port] = [wordsToAddress(words, order), portNumber(digits, 16)]
  return address === undefined || port === undefined ? undefined : { address, port }
}
