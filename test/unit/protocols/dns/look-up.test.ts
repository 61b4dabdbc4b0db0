import { describe, expect, it } from 'vitest'
import type { RecordType } from '../../../../src/core/line.ts'
import { lookUp } from '../../../../src/protocols/dns/look-up.ts'
import { type Names, scriptedNames } from './scripted-names.ts'

async function lookedUp(names: Names, name = 'mail.example.org', type: RecordType = 'A') {
  const { line, asked } = scriptedNames(names)
  const found = await lookUp(line, name, type)
  return { found: found.ok ? found.value : found.failure, detail: found.ok ? '' : (found.detail ?? ''), asked }
}

const own = '192.0.2.53'
/** The resolver knows the zone and its name server. */
const zone = { 'example.org NS': ['ns.example.org'], 'ns.example.org A': [own] }
const zones = ['example.org', 'org', '.']

describe('a lookup', () => {
  it('that finds something asks nobody else', async () => {
    const { found, asked } = await lookedUp({ resolver: { 'mail.example.org A': ['192.0.2.25'] } })
    expect(found).toEqual({ data: ['192.0.2.25'], aliases: [], authentic: false })
    expect(asked).toEqual(['mail.example.org A'])
  })

  it.each(['timed-out', 'lookup-failed', 'lookup-refused', 'malformed'] as const)(
    'that fails has failed: %s',
    async (failure) => {
      const { found, asked } = await lookedUp({ resolver: { 'mail.example.org A': failure } })
      expect(found).toBe(failure)
      expect(asked).toHaveLength(1)
    },
  )
})

describe('what the resolver does not find', () => {
  it("is missing where the zone's own name server says so too", async () => {
    const { found, asked } = await lookedUp({ resolver: zone, zones, servers: { [own]: {} } })
    expect(found).toBe('name-not-found')
    expect(asked).toEqual([
      'mail.example.org A',
      'mail.example.org SOA',
      'mail.example.org NS',
      'example.org SOA',
      'example.org NS',
      'ns.example.org A',
      `mail.example.org A @${own}`,
    ])
  })

  it('is missing in the words of the zone: the name may exist', async () => {
    const { found } = await lookedUp({ resolver: zone, zones, servers: { [own]: { 'mail.example.org TXT': ['x'] } } })
    expect(found).toBe('no-data')
  })

  it('is there where the zone has it', async () => {
    const servers = { [own]: { 'mail.example.org A': ['192.0.2.25'] } }
    const { found } = await lookedUp({ resolver: zone, zones, servers })
    expect(found).toEqual({ data: ['192.0.2.25'], aliases: [], authentic: false, resolverDiffers: true })
  })

  it.each(['timed-out', 'lookup-failed', 'lookup-refused', 'network-unreachable'] as const)(
    'may be there where nobody confirms it: %s',
    async (failure) => {
      const { found, detail } = await lookedUp({
        resolver: zone,
        zones,
        servers: { [own]: { 'mail.example.org A': failure } },
      })
      expect(found).toBe('lookup-failed')
      expect(detail).toContain('ns.example.org')
    },
  )

  it('may be there where the zone cannot be found', async () => {
    expect((await lookedUp({ resolver: {} })).found).toBe('lookup-failed')
    const failing = { 'mail.example.org SOA': 'lookup-failed', 'mail.example.org NS': 'timed-out' } as const
    const { found, asked } = await lookedUp({ resolver: failing })
    expect(found).toBe('lookup-failed')
    expect(asked).toHaveLength(3)
  })

  it('may be there where no name server of the zone has an address', async () => {
    expect((await lookedUp({ resolver: { 'example.org NS': ['ns.example.org'] }, zones })).found).toBe('lookup-failed')
  })
})

describe('the zone of a name', () => {
  it('is found label by label where a forwarder does not tell it', async () => {
    const { found, asked } = await lookedUp(
      { resolver: zone, servers: { [own]: {} } },
      '_25._tcp.mail.example.org',
      'TLSA',
    )
    expect(found).toBe('name-not-found')
    expect(asked.filter((each) => each.endsWith(' NS'))).toEqual([
      '_25._tcp.mail.example.org NS',
      '_tcp.mail.example.org NS',
      'mail.example.org NS',
      'example.org NS',
    ])
  })

  it('is found at once under a name of many labels', async () => {
    const name = `${'0.'.repeat(24)}8.b.d.0.1.0.0.2.ip6.arpa`
    const arpa = '8.b.d.0.1.0.0.2.ip6.arpa'
    const resolver = { [`${arpa} NS`]: ['ns.example.org'], 'ns.example.org A': [own] }
    const { found, asked } = await lookedUp({ resolver, zones: [arpa], servers: { [own]: {} } }, name, 'PTR')
    expect(found).toBe('name-not-found')
    expect(asked).toHaveLength(7)
  })

  it('is given up where the resolver tells nothing under such a name', async () => {
    const { found, asked } = await lookedUp({ resolver: {} }, `${'0.'.repeat(32)}ip6.arpa`, 'PTR')
    expect(found).toBe('lookup-failed')
    expect(asked.length).toBeLessThanOrEqual(13)
  })

  it('of a DS record is the one above', async () => {
    const resolver = { ...zone, 'org NS': ['a0.example.net'], 'a0.example.net A': ['198.51.100.53'] }
    const { found, asked } = await lookedUp(
      { resolver, zones, servers: { '198.51.100.53': { 'example.org NS': ['ns.example.org'] } } },
      'example.org',
      'DS',
    )
    expect(found).toBe('no-data')
    expect(asked.at(-1)).toBe('example.org DS @198.51.100.53')
  })

  it('is the root for a name that nobody has', async () => {
    const resolver = { '. NS': ['a.root.test'], 'a.root.test A': [own] }
    expect((await lookedUp({ resolver, zones: ['.'], servers: { [own]: {} } }, 'mail.nowhere')).found).toBe(
      'name-not-found',
    )
  })

  it('is not what an alias leads to', async () => {
    const resolver = {
      ...zone,
      'mail.example.org CNAME': ['cache.example.net'],
      'cache.example.net NS': ['ns.example.net'],
      'cache.example.net AAAA': 'no-data',
    } as const
    const { asked } = await lookedUp({ resolver, zones, servers: { [own]: {} } }, 'mail.example.org', 'AAAA')
    expect(asked.at(-1)).toBe(`mail.example.org AAAA @${own}`)
  })
})

describe('name servers of a zone', () => {
  const names = (servers: Names['servers'], more: Names['resolver'] = {}): Names => ({
    resolver: {
      'example.org NS': ['ns1.example.org', 'ns2.example.org', 'ns3.example.org', 'ns4.example.org'],
      'ns1.example.org A': ['192.0.2.1'],
      'ns2.example.org A': ['192.0.2.2'],
      'ns3.example.org A': ['192.0.2.3'],
      'ns4.example.org A': ['192.0.2.4'],
      ...more,
    },
    zones,
    ...(servers !== undefined && { servers }),
  })

  it('are asked until one speaks with authority', async () => {
    const { found, asked } = await lookedUp(
      names({ '192.0.2.1': { 'mail.example.org A': 'lookup-failed' }, '192.0.2.3': {} }),
    )
    expect(found).toBe('name-not-found')
    expect(asked.filter((each) => each.includes('@'))).toEqual(
      [1, 2, 3].map((at) => `mail.example.org A @192.0.2.${at}`),
    )
  })

  it('are at most three', async () => {
    const { found, asked } = await lookedUp(names({ '192.0.2.4': {} }))
    expect(found).toBe('lookup-failed')
    expect(asked.filter((each) => each.includes('@'))).toHaveLength(3)
  })

  it('are asked over IPv6 where IPv4 does not get there', async () => {
    const { found } = await lookedUp(names({ '2001:db8::53': {} }, { 'ns1.example.org AAAA': ['2001:db8::53'] }))
    expect(found).toBe('name-not-found')
    const six = { 'ns1.example.org A': 'no-data', 'ns1.example.org AAAA': ['2001:db8::53'] } as const
    const { asked } = await lookedUp(names({ '2001:db8::53': {} }, six))
    expect(asked.at(-1)).toBe('mail.example.org A @2001:db8::53')
  })

  it('may themselves be behind an alias', async () => {
    const aliased = {
      'ns1.example.org A': undefined,
      'ns1.example.org CNAME': ['dns.example.net'],
      'dns.example.net A': [own],
    }
    const known = Object.fromEntries(
      Object.entries({ ...names({}).resolver, ...aliased }).filter(([, data]) => data !== undefined),
    )
    expect((await lookedUp({ resolver: known as Names['resolver'], zones, servers: { [own]: {} } })).found).toBe(
      'name-not-found',
    )
  })
})

describe('a missing record behind an alias', () => {
  const resolver = {
    ...zone,
    'example.net NS': ['ns.example.net'],
    'ns.example.net A': ['198.51.100.53'],
    'mail.example.org CNAME': ['host.example.net'],
    'host.example.net A': 'name-not-found',
  } as const
  const leads = { [own]: { 'mail.example.org CNAME': ['host.example.net'] } }
  const all = [...zones, 'example.net']

  it('is confirmed by the zone that it leads to', async () => {
    const { found, asked } = await lookedUp({ resolver, zones: all, servers: { ...leads, '198.51.100.53': {} } })
    expect(found).toBe('name-not-found')
    expect(asked.at(-1)).toBe('host.example.net A @198.51.100.53')
  })

  it('is there where that zone has it', async () => {
    const servers = { ...leads, '198.51.100.53': { 'host.example.net A': ['192.0.2.25'] } }
    const { found } = await lookedUp({ resolver, zones: all, servers })
    expect(found).toMatchObject({ data: ['192.0.2.25'], aliases: ['host.example.net'], resolverDiffers: true })
  })

  it('is not what a server says of a zone that is not its own', async () => {
    const meddling = { [own]: { ...leads[own], 'host.example.net A': ['203.0.113.66'] } }
    const { found } = await lookedUp({ resolver, zones: all, servers: { ...meddling, '198.51.100.53': {} } })
    expect(found).toBe('name-not-found')
  })

  it('is not looked for without end', async () => {
    const loop = {
      [own]: { 'mail.example.org CNAME': ['host.example.net'] },
      '198.51.100.53': { 'host.example.net CNAME': ['mail.example.org'] },
    }
    const { found, asked } = await lookedUp({
      resolver: { ...resolver, 'mail.example.org A': 'no-data' },
      zones: all,
      servers: loop,
    })
    expect(found).toBe('lookup-failed')
    expect(asked.length).toBeLessThanOrEqual(30)
  })
})
