import { describe, expect, it } from 'vitest'
import { addressWitnesses } from '../../../src/knowledge/address-witnesses.ts'
import { mailServers, portalPage, stunServers } from '../../../src/knowledge/witnesses.ts'
import { familyOf, isGlobal } from '../../../src/protocols/addresses.ts'
import { queryName } from '../../../src/protocols/dns/query-name.ts'

const witnesses = [
  ...[...stunServers, ...mailServers].map(({ host, port, ...sourced }) => ({ ...sourced, named: `${host}:${port}` })),
  ...addressWitnesses.map(({ server, ...sourced }) => ({ ...sourced, named: server.name })),
  { ...portalPage, named: portalPage.url },
]
/** Of those who can stand in for each other. */
const kinds = {
  stunServers,
  addressWitnesses: addressWitnesses.map(({ server, ...others }) => ({ host: server.name, ...others })),
}

/** `stun.l.google.com` and `google.com` are of one operator. */
const domainOf = (host: string) => host.split('.').slice(-2).join('.')

describe('a built-in witness', () => {
  it.each(witnesses)('$named has a source, and the month in which it said so', ({ source, seen }) => {
    // A page, or a question that anybody can ask.
    expect(source).toMatch(/https:\/\/[a-z0-9.-]+\.[a-z]+\/\S|"dig \w+ [a-z.]+"/)
    expect(seen).toMatch(/^20\d\d-(0[1-9]|1[0-2])$/)
    expect(seen >= '2020' && seen < '2027').toBe(true)
  })

  it.each(Object.entries(kinds))('is of another operator than the others: %s', (_, all) => {
    const domains = all.map(({ host }) => domainOf(host))
    expect(new Set(domains).size).toBe(domains.length)
    // Two that agree are enough only where there are two.
    expect(all.length).toBeGreaterThanOrEqual(2)
  })

  it('is asked for a name that there can be', () => {
    for (const { host } of [...stunServers, ...mailServers]) expect([host, queryName(host).ok]).toEqual([host, true])
    expect(new URL(portalPage.url).protocol).toBe('http:')
  })

  it.each(addressWitnesses)(
    '$operator can tell what it is asked for, from where it is asked',
    ({ server, question, types }) => {
      expect(queryName(question).ok).toBe(true)
      expect(queryName(server.name).ok).toBe(true)
      for (const family of ['v4', 'v6'] as const) {
        const address = server[family]
        if (address !== undefined) expect([familyOf(address), isGlobal(address)]).toEqual([family, true])
      }
      expect(Object.keys(types).length).toBeGreaterThan(0)
      // An A record has no room for an address of IPv6, nor an AAAA record for one of IPv4.
      expect(types.v4).not.toBe('AAAA')
      expect(types.v6).not.toBe('A')
    },
  )
})
