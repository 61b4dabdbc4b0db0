import { describe, expect, it } from 'vitest'
import { failed, success } from '../../../src/core/failure.ts'
import type { TcpSocket } from '../../../src/core/host.ts'
import type { ListenAt } from '../../../src/core/line.ts'
import { portTaken } from '../../../src/system/port-taken.ts'

const on = (address: string, port: number, state: TcpSocket['state'] = 'listening'): TcpSocket => ({
  local: { address, port },
  remote: { address: '0.0.0.0', port: 0 },
  state,
})
const v4: ListenAt = { family: 'v4', port: 25 }
const v6: ListenAt = { family: 'v6', port: 25 }

describe('whether a port is taken, by the table of sockets', () => {
  it.each([
    ['a server for everybody', on('0.0.0.0', 25), v4, true],
    ['a server for this machine alone', on('127.0.0.1', 25), v4, true],
    ['a server for both families', on('::', 25), v4, true],
    ['a server for both families, over IPv6', on('::', 25), v6, true],
    ['a server of the other family', on('0.0.0.0', 25), v6, false],
    ['a server of the other family on one address', on('::1', 25), v4, false],
    ['another port', on('0.0.0.0', 2525), v4, false],
    ['a connection to port 25, which is no server', on('192.168.1.10', 25, 'established'), v4, false],
    ['the same address', on('192.168.1.10', 25), { ...v4, address: '192.168.1.10' }, true],
    ['a server for everybody, where one address is asked for', on('0.0.0.0', 25), { ...v4, address: '10.0.0.1' }, true],
    ['a server on another address', on('127.0.0.1', 25), { ...v4, address: '192.168.1.10' }, false],
  ] as const)('%s', async (_name, socket, at, taken) => {
    expect(await portTaken({ sockets: async () => success([socket]) }, at, async () => true)).toBe(taken)
  })

  it('is told of a server on :: by whether it takes IPv4, as a socket of IPv6 alone does not', async () => {
    const host = { sockets: async () => success([on('::', 25)]) }
    expect(await portTaken(host, v4, async () => false)).toBe(false)
    expect(await portTaken(host, v6, async () => false)).toBe(true)
  })

  it('is not known where the table cannot be read', async () => {
    expect(await portTaken({ sockets: async () => failed('unsupported') }, v4, async () => true)).toBe(false)
  })
})
