import { describe, expect, it } from 'vitest'
import { servers } from '../../../src/checks/looks/servers.ts'
import { stun } from '../../../src/checks/looks/stun.ts'
import type { Asked } from '../../../src/core/asked.ts'
import { success } from '../../../src/core/failure.ts'
import type { Datagrams, Endpoint, Line } from '../../../src/core/line.ts'
import type { Look } from '../../../src/core/look.ts'
import { silentLine } from '../silent-line.ts'

const path = { v4: { interface: 'eth0', kind: 'ethernet', local: ['192.168.1.10'] } }
const asked: Asked = {
  release: '0.1.0',
  probes: [],
  stun: [{ host: '192.0.2.1', port: 3478 }],
  servers: [{ host: 'mx.example.org', port: 25 }],
}
const observe = <Facts>(look: Look<Facts>, line: Line) => look.observe(line, { path } as never, asked)

/** A STUN server that says this of everybody. */
function stunSees(address: string): Line {
  let asking: Uint8Array = new Uint8Array()
  const socket: Datagrams = {
    local: { address: '192.168.1.10', port: 40_000 },
    async send(_to: Endpoint, data: Uint8Array) {
      asking = data
      return success(undefined)
    },
    async receive() {
      // RFC 8489 §14.1: MAPPED-ADDRESS (0x0001), family 1 (IPv4), a port and the address.
      const mapped = [0x00, 0x01, 0x00, 0x08, 0x00, 0x01, 0x9c, 0x40, ...address.split('.').map(Number)]
      const header = [0x01, 0x01, 0x00, mapped.length, ...asking.subarray(4, 20)]
      return success({ from: { address: '192.0.2.1', port: 3478 }, data: Uint8Array.from([...header, ...mapped]) })
    },
    close: () => {},
  }
  return silentLine({ datagrams: async () => success(socket) })
}

describe('a witness that sees us from within is none', () => {
  it('STUN that sees an address of the internet is one', async () => {
    expect(await observe(stun.v4, stunSees('25.203.113.8'))).toEqual({
      witnesses: [{ witness: '192.0.2.1', address: '25.203.113.8' }],
    })
  })

  it.each(['192.168.1.10', '100.64.3.2', '127.0.0.1'])('STUN that sees %s is not', async (address) => {
    expect(await observe(stun.v4, stunSees(address))).toEqual({
      witnesses: [{ witness: '192.0.2.1', failure: 'malformed' }],
    })
  })

  it.each(['0.0.0.0', '127.0.0.1', '192.168.1.5'])('a mail server that the resolver puts at %s', async (data) => {
    const dialled: Endpoint[] = []
    const line = silentLine({
      ask: async ({ name, type }) =>
        success({ answers: [{ name, type, ttl: 60, data }], authentic: false, server: { address: '', port: 53 } }),
      async dial(to) {
        dialled.push(to)
        return silentLine().dial(to)
      },
    })
    expect((await observe(servers.v4, line)).servers).toMatchObject([{ ended: 'not-asked' }])
    expect(dialled).toEqual([])
  })
})
