import { describe, expect, it } from 'vitest'
import { isListening, socketTable } from '../../lab/socket-table.ts'

const head = '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n'

describe("the kernel's socket tables", () => {
  it('reads IPv4', () => {
    const text = `${head}   0: 1933C619:0019 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1 1\n`
    expect(socketTable('tcp', text)).toEqual([
      { proto: 'tcp', address: '25.198.51.25', port: 25, remoteAddress: '0.0.0.0', remotePort: 0, state: '0A' },
    ])
  })

  it.each([
    ['00000000000000000000000000000000', '::'],
    ['00000000000000000000000001000000', '::1'],
    ['9801252A000051000000000025000000', '2a25:198:51::25'],
    ['B80D0120000001000000010000000000', '2001:db8:1:0:1::'],
  ])('reads IPv6, word by word in the byte order of the machine: %s', (hex, address) => {
    expect(socketTable('udp', `   7: ${hex}:0035 ${hex}:0000 07 0:0\n`)).toMatchObject([
      { proto: 'udp', address, port: 53 },
    ])
  })

  it('leaves out what is no line of a table', () => {
    expect(socketTable('tcp', `${head}garbage\n   1: XYZ:0019 00000000:0000 0A\n`)).toEqual([])
  })

  it('knows who waits for callers', () => {
    const row = {
      proto: 'tcp',
      address: '0.0.0.0',
      port: 25,
      remoteAddress: '0.0.0.0',
      remotePort: 0,
      state: '0A',
    } as const
    expect(isListening(row)).toBe(true)
    expect(isListening({ ...row, state: '01' })).toBe(false)
    expect(isListening({ ...row, proto: 'udp', state: '07' })).toBe(true)
    expect(isListening({ ...row, proto: 'udp', state: '01', remotePort: 53 })).toBe(false)
  })
})
