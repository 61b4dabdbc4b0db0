import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readNatPmp } from '../../lab/natpmpc.ts'
import { readPcp } from '../../lab/pcp-by-hand.ts'
import { readRules } from '../../lab/router-rules.ts'
import { readList } from '../../lab/upnpc.ts'

const match = (left: object, right: unknown) => ({ match: { op: '==', left, right } })
const wan = match({ meta: { key: 'iif' } }, 'wan')
const bits = (offset: number, len: number, right: unknown) => match({ payload: { base: 'nh', offset, len } }, right)
const port = (protocol: string, right: unknown) => match({ payload: { protocol, field: 'dport' } }, right)
const dnat = (addr: string, to?: number) => ({
  dnat: { family: 'ip', addr, ...(to === undefined ? {} : { port: to }) },
})
const ruleset = (...rules: readonly (readonly object[])[]) =>
  JSON.stringify({ nftables: [{ metainfo: {} }, ...rules.map((expr) => ({ rule: { chain: 'some', expr } }))] })

describe('the rules of a router', () => {
  it('are its mappings, whoever set them', () => {
    const text = ruleset(
      [wan, bits(72, 8, 6), port('th', 465), dnat('192.168.1.10', 2525)],
      [wan, bits(72, 8, 17), port('th', 53), dnat('192.168.1.10', 53)],
      [match({ meta: { key: 'iifname' } }, 'wan'), port('tcp', 25), dnat('192.168.1.11')],
    )
    expect(readRules(text).mappings).toEqual([
      { proto: 'tcp', external: 25, to: { address: '192.168.1.11', port: 25 } },
      { proto: 'tcp', external: 465, to: { address: '192.168.1.10', port: 2525 } },
      { proto: 'udp', external: 53, to: { address: '192.168.1.10', port: 53 } },
    ])
  })

  it('are its holes for IPv6', () => {
    const machine = '0x2a250203011300010000000000000010'
    expect(
      readRules(ruleset([wan, port('th', 25), bits(192, 128, machine), bits(48, 8, 6), { accept: null }])),
    ).toEqual({
      mappings: [],
      pinholes: [{ proto: 'tcp', to: { address: '2a25:203:113:1::10', port: 25 } }],
    })
  })

  it('are none that say nothing of callers from outside', () => {
    const fromHome = match({ meta: { key: 'iifname' } }, 'br0')
    const text = ruleset(
      [fromHome, port('tcp', 25), dnat('192.168.1.10', 25)],
      [wan, { accept: null }],
      // What miniupnpd lets through beside each mapping.
      [wan, port('th', 25), bits(128, 32, 3_232_235_787), bits(72, 8, 6), { accept: null }],
      [wan, { jump: { target: 'pf' } }],
    )
    expect(readRules(text)).toEqual({ mappings: [], pinholes: [] })
  })
})

describe('the table that upnpc prints', () => {
  it('is read as it is printed', () => {
    const text = ` i protocol exPort->inAddr:inPort description remoteHost leaseTime
 0 TCP    25->192.168.1.10:2525  'test' '' 3599
 1 UDP   466->192.168.1.11:2526  'it's 'odd' -> x' '' 0
GetGenericPortMappingEntry() returned 713 (SpecifiedArrayIndexInvalid)
`
    expect(readList(text)).toEqual([
      { proto: 'tcp', external: 25, to: { address: '192.168.1.10', port: 2525 }, description: 'test', leaseS: 3599 },
      {
        proto: 'udp',
        external: 466,
        to: { address: '192.168.1.11', port: 2526 },
        description: "it's 'odd' -> x",
        leaseS: 0,
      },
    ])
  })

  it('is read whatever is in it', () => {
    const entry = fc.record({
      proto: fc.constantFrom('tcp' as const, 'udp' as const),
      external: fc.nat(65_535),
      to: fc.record({ address: fc.ipV4(), port: fc.nat(65_535) }),
      description: fc.stringMatching(/^[ -~]{0,30}$/),
      leaseS: fc.nat(604_800),
    })
    fc.assert(
      fc.property(fc.array(entry), (entries) => {
        // As upnpc's own format has it: "%2d %s %5s->%s:%-5s '%s' '%s' %s".
        const printed = entries.map(({ proto, external, to, description, leaseS }, index) => {
          const ports = `${String(external).padStart(5)}->${to.address}:${String(to.port).padEnd(5)}`
          return `${String(index).padStart(2)} ${proto.toUpperCase()} ${ports} '${description}' '' ${leaseS}\n`
        })
        expect(readList(printed.join(''))).toEqual(entries)
      }),
    )
  })
})

describe('what natpmpc prints', () => {
  const address = 'readnatpmpresponseorretry returned 0 (OK)\nPublic IP address : 25.203.113.7\nepoch = 2\n'

  it('is an address, and a port', () => {
    expect(readNatPmp(address)).toEqual({ address: '25.203.113.7' })
    expect(readNatPmp(`${address}Mapped public port 26 protocol TCP to local port 2525 liftime 300\n`)).toEqual({
      address: '25.203.113.7',
      mapped: { external: 26, internal: 2525, leaseS: 300 },
    })
  })

  it('is what failed', () => {
    const failed =
      'readnatpmpresponseorretry returned -51 (FAILED)\nreadnatpmpresponseorretry() failed : not authorized\n'
    expect(readNatPmp(failed)).toEqual({ failed: 'not authorized' })
  })
})

describe('a response of PCP', () => {
  it('is a result, a lifetime, and the port outside', () => {
    const said = `0281000000000258000000030000${'00'.repeat(10)}${'07'.repeat(12)}06000000001900${'1a'}${'00'.repeat(16)}`
    expect(readPcp(said)).toEqual({ result: 0, leaseS: 600, external: 26 })
    expect(readPcp(`0280000c0000070800000007${'00'.repeat(12)}`)).toEqual({ result: 12, leaseS: 1800 })
  })

  it('is no other thing', () => {
    expect(readPcp('0080000200000007')).toBe('no-pcp')
    expect(readPcp('')).toBe('no-pcp')
    expect(readPcp('485454502f')).toBe('no-pcp')
  })
})
