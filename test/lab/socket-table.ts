/** A line of /proc/net/{tcp,tcp6,udp,udp6}. */
export interface SocketRow {
  readonly proto: 'tcp' | 'udp'
  readonly address: string
  readonly port: number
  readonly remoteAddress: string
  readonly remotePort: number
  /** The kernel's number in hexadecimal: `0A` listens (TCP), `01` is established. */
  readonly state: string
}

const LISTEN = '0A'

/** Reads one of the kernel's socket tables; lines that are none are left out. */
export function socketTable(proto: 'tcp' | 'udp', text: string): SocketRow[] {
  const rows: SocketRow[] = []
  for (const line of text.split('\n')) {
    const found = /^\s*\d+: ([0-9A-F]+):([0-9A-F]{4}) ([0-9A-F]+):([0-9A-F]{4}) ([0-9A-F]{2}) /.exec(line)
    if (found === null) continue
    const [, address = '', port = '', remoteAddress = '', remotePort = '', state = ''] = found
    rows.push({
      proto,
      address: unhex(address),
      port: Number.parseInt(port, 16),
      remoteAddress: unhex(remoteAddress),
      remotePort: Number.parseInt(remotePort, 16),
      state,
    })
  }
  return rows
}

/** Whether the row waits for callers: a listening TCP socket, any UDP socket that is not tied to one peer. */
export function isListening(row: SocketRow): boolean {
  return row.proto === 'tcp' ? row.state === LISTEN : row.remotePort === 0
}

/** The kernel prints each 32-bit word in the machine's own byte order, which is little-endian wherever Node runs. */
function unhex(hex: string): string {
  const words = hex.match(/.{8}/g) ?? []
  const bytes = words.flatMap((word) => (word.match(/../g) ?? []).reverse().map((byte) => Number.parseInt(byte, 16)))
  if (bytes.length === 4) return bytes.join('.')
  const groups: string[] = []
  for (let i = 0; i < 16; i += 2) groups.push((((bytes[i] ?? 0) << 8) | (bytes[i + 1] ?? 0)).toString(16))
  return shorten(groups)
}

/** RFC 5952: the longest run of two or more zero groups becomes `::`, the first of equals. */
function shorten(groups: readonly string[]): string {
  let best = { start: 0, length: 1 }
  let start = 0
  for (let i = 0; i <= groups.length; i++) {
    if (groups[i] === '0') continue
    if (i - start > best.length) best = { start, length: i - start }
    start = i + 1
  }
  if (best.length < 2) return groups.join(':')
  return `${groups.slice(0, best.start).join(':')}::${groups.slice(best.start + best.length).join(':')}`
}
