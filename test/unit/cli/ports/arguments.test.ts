import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type PortsAskedFlags, portsAsked } from '../../../../src/cli/commands/ports/ports-asked.ts'
import { readHomeAddress } from '../../../../src/cli/commands/ports/read-home-address.ts'
import { readInternal } from '../../../../src/cli/commands/ports/read-internal.ts'
import { readLease } from '../../../../src/cli/commands/ports/read-lease.ts'
import { readPort } from '../../../../src/cli/commands/ports/read-port.ts'
import { wantedPorts } from '../../../../src/cli/commands/ports/wanted-ports.ts'
import { UsageError } from '../../../../src/cli/usage-error.ts'
import { rangeOf } from '../../../../src/protocols/addresses.ts'

const port = fc.integer({ min: 1, max: 65_535 })
const anything = fc.oneof(fc.string({ unit: 'binary' }), fc.integer().map(String), fc.double().map(String))

describe('a port', () => {
  it('is read as it is written', () => {
    fc.assert(
      fc.property(port, (value) => {
        expect(readPort(String(value))).toEqual({ ok: true, value })
      }),
    )
  })

  it.each([
    '0',
    '00025',
    '025',
    '65536',
    '99999',
    '-1',
    '+25',
    '25.0',
    '2e1',
    '0x19',
    ' 25',
    '25 ',
    '',
    'smtp',
    '２５',
  ])('is not read from "%s"', (text) => expect(readPort(text).ok).toBe(false))

  it('is one, or is refused, whatever is typed', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const read = readPort(text)
        if (read.ok) expect(String(read.value)).toBe(text)
      }),
    )
  })
})

describe('ports', () => {
  it('are taken once each, in the order in which they are named', () => {
    expect(wantedPorts(['993', '25', '993', '25'])).toEqual([993, 25])
  })

  it('are not taken by the hundred', () => {
    expect(() => wantedPorts(Array.from({ length: 33 }, (_, at) => String(at + 1)))).toThrow(UsageError)
  })

  it('that are none are named, and shortened', () => {
    expect(() => wantedPorts(['25', '0'])).toThrow('PORT must be a port from 1 to 65535, such as 25, not "0"')
    expect(() => wantedPorts(['9'.repeat(500)])).toThrow(/9{60}…"$/)
  })
})

describe('a pair of ports', () => {
  it('is read as it is written', () => {
    fc.assert(
      fc.property(port, port, (external, internal) => {
        expect(readInternal(`${external}=${internal}`)).toEqual({ ok: true, value: { external, internal } })
      }),
    )
  })

  it.each(['25', '25=', '=25', '25=2525=25', '25:2525', '0=25', '25=0', '25 = 2525'])('is not read from "%s"', (text) =>
    expect(readInternal(text).ok).toBe(false),
  )
})

describe('a lease', () => {
  it.each([
    ['permanent', 0],
    ['10', 10],
    ['86400', 86_400],
    ['31536000', 31_536_000],
  ])('is read from %s', (text, value) => expect(readLease(text)).toEqual({ ok: true, value }))

  it.each(['0', '9', '31536001', '1d', '-60', '60.5', '1e3', 'forever', '', '9999999999'])(
    'is not read from "%s"',
    (text) => expect(readLease(text).ok).toBe(false),
  )

  it('is one, or is refused, whatever is typed', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const read = readLease(text)
        if (read.ok) expect([String(read.value), 'permanent']).toContain(text)
      }),
    )
  })
})

describe('another machine', () => {
  it.each(['192.168.1.20', '10.0.0.7', '172.16.5.5'])('may be %s', (value) =>
    expect(readHomeAddress(value)).toEqual({ ok: true, value }),
  )

  it.each([
    '203.0.113.5',
    '127.0.0.1',
    '100.64.0.1',
    '169.254.1.1',
    '0.0.0.0',
    'fd00::1',
    '::ffff:192.168.1.20',
    'nas',
    '192.168.1',
    '192.168.1.020',
  ])('is not %s', (text) => expect(readHomeAddress(text).ok).toBe(false))

  it('is at home, or is refused, whatever is typed', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6(), anything), (text) => {
        const read = readHomeAddress(text)
        if (read.ok) expect(rangeOf(read.value)).toBe('private')
      }),
    )
  })
})

describe('what is to be opened', () => {
  it('is the five mail ports, each to itself, unless told', () => {
    expect(portsAsked([], {}, 7200)).toEqual({
      family: 'v4',
      ports: [25, 465, 587, 143, 993].map((one) => ({ external: one, internal: one })),
      leaseS: 7200,
      speech: 'auto',
    })
  })

  it('may lead to other ports, and to another machine, which is asked for in UPnP', () => {
    expect(portsAsked(['25', '993'], { internal: ['25=2525'], to: '192.168.1.20', lease: 'permanent' }, 1)).toEqual({
      family: 'v4',
      ports: [
        { external: 25, internal: 2525 },
        { external: 993, internal: 993 },
      ],
      to: '192.168.1.20',
      leaseS: 0,
      speech: 'upnp',
    })
  })

  it('may be holes in the IPv6 firewall', () => {
    expect(portsAsked(['25'], { v6: true, internal: ['25=25'] }, 60)).toMatchObject({ family: 'v6', speech: 'auto' })
  })

  it.each<[string, readonly string[], PortsAskedFlags]>([
    ['over IPv6 nothing is translated', ['25'], { v6: true, internal: ['25=2525'] }],
    ['for the machine that asks', ['25'], { v6: true, to: '192.168.1.20' }],
    ['it has no IPv6', ['25'], { v6: true, protocol: 'natpmp' }],
    ['a hole lasts a day at most', ['25'], { v6: true, lease: 'permanent' }],
    ['a hole lasts a day at most', ['25'], { v6: true, lease: '86401' }],
    ['in NAT-PMP a machine can ask for itself only', ['25'], { to: '192.168.1.20', protocol: 'natpmp' }],
    ['in PCP every mapping ends', ['25'], { lease: 'permanent', protocol: 'pcp' }],
    ['port 587 is not among those to open (25)', ['25'], { internal: ['587=2525'] }],
    ['leads port 25 to both 2525 and 2526', ['25'], { internal: ['25=2525', '25=2526'] }],
    ['ports 25 and 465 would both lead to 465', ['25', '465'], { internal: ['25=465'] }],
    ['--internal must be', ['25'], { internal: ['25'] }],
    ['--lease must be', ['25'], { lease: '1' }],
    ['--to must be', ['25'], { to: '203.0.113.5' }],
  ])('is refused where %s', (words, args, flags) => {
    expect(() => portsAsked(args, flags, 3600)).toThrow(UsageError)
    expect(() => portsAsked(args, flags, 3600)).toThrow(words)
  })

  it('may lead two ports to one where UPnP is asked', () => {
    const { ports } = portsAsked(['25', '2525'], { internal: ['25=2525'], protocol: 'upnp' }, 3600)
    expect(ports.map(({ internal }) => internal)).toEqual([2525, 2525])
  })
})
