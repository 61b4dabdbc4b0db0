import fc from 'fast-check'
import { isIP } from 'node:net'
import { describe, expect, it } from 'vitest'
import { canonicalAddress } from '../../../../src/system/host/canonical-address.ts'
import { bestFirst } from '../../../../src/system/host/default-route.ts'
import { linesOf } from '../../../../src/system/host/lines-of.ts'
import { defaultRoutes4, defaultRoutes6 } from '../../../../src/system/host/linux/default-routes.ts'
import { neighbours4, neighbours6 } from '../../../../src/system/host/linux/neighbours.ts'
import { policyRoute } from '../../../../src/system/host/linux/policy-route.ts'
import { tcpTable } from '../../../../src/system/host/linux/tcp-table.ts'
import { temporaryAddresses } from '../../../../src/system/host/linux/temporary-addresses.ts'
import { parseIfconfig } from '../../../../src/system/host/macos/ifconfig.ts'
import { parseRoutingTable } from '../../../../src/system/host/macos/routing-table.ts'
import { parseTcpTable as parseMacosTcp } from '../../../../src/system/host/macos/tcp-table.ts'
import { parseAdapters } from '../../../../src/system/host/windows/adapters.ts'
import { parseRoutes } from '../../../../src/system/host/windows/routing-table.ts'
import { parseTcpTable as parseWindowsTcp } from '../../../../src/system/host/windows/tcp-table.ts'
import { parseResolvConf, serverOf } from '../../../../src/system/resolvers.ts'
import * as macos from './fixtures/macos.ts'
import * as windows from './fixtures/windows.ts'

const linux = `eth0\t00000000\t010200C0\t0003\t0\t0\t100\t00000000\t0\t0\t0
${'0'.repeat(32)} 00 ${'0'.repeat(32)} 00 fe80000000000000000000000000000f 00000400 00000001 00000000 00000003 eth0
   0: 0A0200C0:0019 076433C6:C001 01 00000000:00000000 00:00000000 00000000
192.0.2.1        0x1         0x2         5a:71:ad:c7:09:6e     *        eth0
fe80::1 dev eth0 lladdr 5a:71:ad:c7:09:6e router REACHABLE
192.0.2.1 via 10.1.0.1 dev tun0 table vpn src 10.1.0.2 uid 0
20010db80001000000000000000000aa 04 40 00 01     eth0
nameserver 192.0.2.53`

/** A table as a system prints it, with pieces cut out, doubled and replaced by noise. */
const mutated = fc
  .tuple(
    fc.constantFrom(linux, ...Object.values(macos), ...Object.values(windows)),
    fc.array(
      fc.tuple(
        fc.nat(4_000),
        fc.nat(60),
        fc.oneof(fc.string(), fc.constantFrom('\n', '\0', '::', '%', '9'.repeat(40), ' ')),
      ),
      {
        maxLength: 12,
      },
    ),
  )
  .map(([text, cuts]) =>
    cuts.reduce((left, [at, length, noise]) => left.slice(0, at) + noise + left.slice(at + length), text),
  )

describe('what the system prints, mutilated', () => {
  it('is read without throwing, and everything told from it is well-formed', () => {
    fc.assert(
      fc.property(mutated, (text) => {
        const sockets = [tcpTable(text, 'LE'), tcpTable(text, 'BE'), parseMacosTcp(text), parseWindowsTcp(text)].flat()
        for (const { address, port } of [
          ...sockets.flatMap((one) => [one.local, one.remote]),
          ...parseResolvConf(text),
          ...serverOf(text),
        ]) {
          expect(isIP(address)).not.toBe(0)
          expect(port).toBeGreaterThanOrEqual(0)
          expect(port).toBeLessThanOrEqual(65_535)
        }
        const bsd = parseRoutingTable(text)
        const policy = policyRoute(text)
        const routes = [...defaultRoutes4(text, 'LE'), ...defaultRoutes6(text), ...bsd.routes, ...parseRoutes(text)]
        for (const route of [...routes, ...(policy ? [policy] : [])]) {
          if (route.address !== undefined) expect(isIP(route.address)).not.toBe(0)
          expect(Number.isSafeInteger(route.metric)).toBe(true)
        }
        expect(bestFirst(bsd.routes, bsd.neighbours).length).toBeLessThanOrEqual(16)
        for (const hardware of [
          ...neighbours4(text).values(),
          ...neighbours6(text).values(),
          ...bsd.neighbours.values(),
        ]) {
          expect(hardware).toMatch(/^([0-9a-f]{2}:){5}[0-9a-f]{2}$/)
        }
        for (const address of [...temporaryAddresses(text), ...parseIfconfig(text).temporary])
          expect(isIP(address)).not.toBe(0)
        for (const { index } of parseAdapters(text)) expect(Number.isSafeInteger(index)).toBe(true)
      }),
    )
  })

  it('is bounded in rows and in the length of a row', () => {
    expect(linesOf('a\n'.repeat(200_000)).length).toBe(50_000)
    expect(linesOf(`${'a'.repeat(5_000)}\nb`)).toEqual(['b'])
    const row = '   0: 0A0200C0:0019 076433C6:C001 01 0\n'
    expect(tcpTable(row.repeat(60_000), 'LE').length).toBe(50_000)
  })
})

describe('the canonical form of an address', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['2001:DB8:0:0::1', '2001:db8::1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['::ffff:c000:201', '192.0.2.1'],
    ['fe80::1%eth0', 'fe80::1%eth0'],
    ['fe80::1%', undefined],
    ['fe80::1%a%b', undefined],
    ['fe80::1%-6', 'fe80::1%-6'],
    ['192.0.2.01', undefined],
    ['localhost', undefined],
    ['', undefined],
    ['-c', undefined],
  ])('%s', (text, expected) => {
    expect(canonicalAddress(text)).toBe(expected)
  })

  it('is its own canonical form, and never begins like an option', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6(), fc.string()), (text) => {
        const address = canonicalAddress(text)
        if (address === undefined) return
        expect(canonicalAddress(address)).toBe(address)
        expect(address).toMatch(/^[\da-f:]/)
      }),
    )
  })
})
