import { describe, expect, it } from 'vitest'
import { home, provider, vpn } from '../../lab/addresses.ts'
import { reverseName, zones } from '../../lab/plan/zones.ts'
import type { WorldSpec } from '../../lab/spec.ts'

describe('the name of a reverse record', () => {
  it.each([
    ['25.203.113.7', '7.113.203.25.in-addr.arpa.'],
    ['2a25:198:51::10', '0.1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.1.5.0.0.8.9.1.0.5.2.a.2.ip6.arpa.'],
    ['2001:db8:1:2:3:4:5:6', '6.0.0.0.5.0.0.0.4.0.0.0.3.0.0.0.2.0.0.0.1.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa.'],
  ])('%s', (address, name) => {
    expect(reverseName(address)).toBe(name)
  })
})

function linesOf(name: string, spec: WorldSpec): readonly string[] {
  return zones(spec)
    .find((zone) => zone.name === name)
    ?.text.split('\n') as readonly string[]
}

describe('the zones of the lab', () => {
  it('are delegated from the root down, and each has its own names', () => {
    expect(linesOf('.', {})).toEqual(expect.arrayContaining(['test. NS ns.test.', 'arpa. NS ns.test.']))
    expect(linesOf('test.', {})).toEqual(
      expect.arrayContaining(['home.test. NS ns.test.', 'receiver.test. MX 10 mx.test.']),
    )
    expect(linesOf('home.test.', {})).toContain('home.test. MX 10 mail.home.test.')
    expect(linesOf('test.', {}).filter((line) => line.includes('mail.home.test.'))).toEqual([])
    expect(linesOf('.', {})).toContain('2.0.0.127.zen.spamhaus.org. A 127.0.0.10')
  })

  it.each<[WorldSpec, string, string]>([
    [{}, provider.customer, 'mail.home.test.'],
    [{ v6: 'native-open' }, home.machineV6, 'mail.home.test.'],
    [{ v4: 'carrier' }, provider.shared, '25-203-113-99.dsl.isp.test.'],
    [{ vpn: 'own-address' }, vpn.member, 'mail.home.test.'],
    [{ vpn: 'shared' }, vpn.host, 'exit.vpn.test.'],
  ])('lead back from the address that %o is seen under', (spec, address, name) => {
    expect(linesOf('arpa.', spec).filter((line) => line.startsWith(reverseName(address)))).toEqual([
      `${reverseName(address)} PTR ${name}`,
    ])
  })

  it('have the records of a world in place of their own of the same name and type', () => {
    const records = [
      'home.test. MX 5 mx.test.',
      'home.test. MX 6 mx2.test.',
      'mail.home.test. A',
      'new.test. A 25.1.2.3',
    ]
    const lines = linesOf('home.test.', { names: { records } })
    expect(lines.filter((line) => line.startsWith('home.test. MX'))).toEqual(records.slice(0, 2))
    expect(lines.filter((line) => line.startsWith('mail.home.test. A '))).toEqual([])
    expect(lines).toContain('home.test. TXT "v=spf1 mx -all"')
    expect(linesOf('test.', { names: { records } })).toContain('new.test. A 25.1.2.3')
  })
})
