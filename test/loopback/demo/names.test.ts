import { setMaxListeners } from 'node:events'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Line, Question } from '../../../src/core/line.ts'
import { home, hosts, nowhere, provider } from '../../../src/demo/addresses.ts'
import { homeDomain, homePolicy, mailHost, selector } from '../../../src/demo/names/home-zones.ts'
import { listed, lists } from '../../../src/demo/names/lists.ts'
import { ownName } from '../../../src/demo/names/reverse-zone.ts'
import type { LineSpec } from '../../../src/demo/scenario.ts'
import { openWorld } from '../../../src/demo/world.ts'
import { lookUp } from '../../../src/protocols/dns/look-up.ts'

const never = new AbortController().signal
setMaxListeners(0, never)

async function world(spec: LineSpec = {}) {
  const opened = await openWorld(spec, never)
  onTestFinished(() => opened.close())
  return opened
}

async function data(line: Line, question: Question) {
  const reply = await line.ask(question)
  return reply.ok ? reply.value.answers.map((each) => each.data) : reply.failure
}

const zoneServer = { address: hosts.zones.v4, port: 53 }
const policyUrl = `https://mta-sts.${homeDomain}/.well-known/mta-sts.txt`

describe('names in the demo', () => {
  it('lead from the address to the machine and back', async () => {
    const { line } = await world({ v6: 'native-open' })
    for (const address of [provider.customer, home.machineV6])
      expect(await data(line, { name: ownName(address), type: 'PTR' })).toEqual([mailHost])
    expect(await data(line, { name: mailHost, type: 'A' })).toEqual([provider.customer])
    expect(await data(line, { name: mailHost, type: 'AAAA' })).toEqual([home.machineV6])
    expect(await data((await world()).line, { name: mailHost, type: 'AAAA' })).toBe('no-data')
  })

  it('are called after the line where it is shared', async () => {
    const { line } = await world({ uplink: 'carrier' })
    const [name = ''] = await data(line, { name: ownName(provider.shared), type: 'PTR' })
    expect(name).toBe('25-203-113-99.dyn.isp.test')
    expect(await data(line, { name, type: 'A' })).toEqual([provider.shared])
  })

  it('can be asked of the zones’ own name server', async () => {
    const { line } = await world()
    const of = (name: string): Question => ({ name, type: 'NS', server: zoneServer, authoritative: true })
    for (const name of [homeDomain, lists.zen.zone, '113.203.25.in-addr.arpa'])
      expect(await data(line, of(name))).toEqual([hosts.zones.name])
    expect(await data(line, of(`nobody.${homeDomain}`))).toBe('name-not-found')
    expect(await data(line, { name: homeDomain, type: 'MX', authoritative: true })).toBe('lookup-failed')
  })

  it('are only said to be missing where their zones say so themselves', async () => {
    const missing = async (spec: LineSpec) => {
      const { line } = await world(spec)
      const outcomes = [await lookUp(line, `nobody.${homeDomain}`, 'A'), await lookUp(line, homeDomain, 'A')]
      return outcomes.map((each) => (each.ok ? each.value.data : each.failure))
    }
    expect(await missing({})).toEqual(['name-not-found', 'no-data'])
    expect(await missing({ resolver: 'intercepting' })).toEqual(['lookup-failed', 'lookup-failed'])
  })

  it('have keys that are too long for a datagram of old', async () => {
    const { line } = await world()
    const [key] = await data(line, { name: `${selector}._domainkey.${homeDomain}`, type: 'TXT' })
    expect(key).toMatch(/^v=DKIM1; k=rsa; p=MII[A-Za-z0-9+/]{388}B$|^v=DKIM1; k=rsa; p=MII[A-Za-z0-9+/=]+$/)
  })

  it('are on lists that are alive, where somebody put them', async () => {
    const records = { [listed(provider.customer, lists.zen)]: { A: ['127.0.0.11'] } }
    const { line, asked } = await world({ records })
    expect(asked.blocklists).toEqual(Object.values(lists))
    expect(await data(line, { name: listed(provider.customer, lists.zen), type: 'A' })).toEqual(['127.0.0.11'])
    expect(await data(line, { name: listed(provider.customer, lists.small), type: 'A' })).toBe('name-not-found')
    for (const [what, list] of [
      ['127.0.0.2', lists.zen],
      ['test', lists.domains],
    ] as const)
      expect(await data(line, { name: listed(what, list), type: 'A' })).toEqual([expect.stringMatching(/^127\.0\./)])
    expect(await data(line, { name: listed('127.0.0.1', lists.zen), type: 'A' })).toBe('name-not-found')
  })

  it('have a policy that a believed page tells', async () => {
    const { line } = await world()
    expect(await line.request({ method: 'GET', url: policyUrl })).toMatchObject({
      value: { status: 200, body: homePolicy },
    })
    const text = 'version: STSv2\n'
    const told = await (await world({ policy: { text } })).line.request({ method: 'GET', url: policyUrl })
    expect(told).toMatchObject({ value: { body: text } })
  })

  it.each([
    ['refused', 'refused'],
    ['untrusted', 'certificate-untrusted'],
  ] as const)('have none that can be had: %s', async (policy, failure) => {
    const { line } = await world({ policy })
    expect(await line.request({ method: 'GET', url: policyUrl })).toMatchObject({ failure })
  })

  it('are what the resolver makes of them', async () => {
    const nobody = { name: 'nobody.test', type: 'A' } as const
    expect(await data((await world({ resolver: 'rewriting' })).line, nobody)).toEqual([provider.searchPage])
    expect(await data((await world({ resolver: 'failing' })).line, nobody)).toBe('lookup-failed')
    const { line } = await world({ resolver: 'intercepting' })
    expect(await data(line, { ...nobody, server: { address: nowhere, port: 53 } })).toBe('name-not-found')
    const own = { name: homeDomain, type: 'MX', server: zoneServer } as const
    expect(await data(line, own)).toEqual([`10 ${mailHost}`])
    expect(await data(line, { ...own, authoritative: true })).toBe('lookup-failed')
  })

  it('are of the domain that the user named, and of none where he named none', async () => {
    const named = { domain: homeDomain, selectors: [selector] }
    expect((await world({ named })).asked).toMatchObject(named)
    expect((await world()).asked.domain).toBeUndefined()
  })
})
