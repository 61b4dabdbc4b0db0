import { describe, expect, it } from 'vitest'
import { conclude } from '../../../../src/core/conclude.ts'
import { type Failure, success } from '../../../../src/core/failure.ts'
import type { NetworkInterface } from '../../../../src/core/host.ts'
import { namesReverse } from '../../../../src/checks/names/reverse.ts'
import type { ReverseFacts, ReverseNameFacts } from '../../../../src/checks/names/reverse-facts.ts'
import { reverseName } from '../../../../src/protocols/dns/reverse-name.ts'
import { judgements } from '../judgements.ts'
import { privacyInterfaces } from './privacy-interfaces.ts'
import { scriptedMail, type Zone } from './scripted-mail.ts'

const domain = 'example.test'
const v4 = '203.0.113.77'
const v6 = '2001:db8::77'
const ptr4 = '77.113.0.203.in-addr.arpa PTR'

const own: ReverseNameFacts = { name: `mail.${domain}`, confirmed: true, class: 'custom', because: ['is in it'] }
const made = (kind: ReverseNameFacts['class']): ReverseNameFacts => ({
  name: '203-0-113-77.dyn.isp.test',
  confirmed: true,
  class: kind,
  because: ['has the whole address in it', 'has a word for a line in it (dyn)'],
})
const lost = (each: ReverseNameFacts, failure?: Failure): ReverseNameFacts => ({
  ...each,
  confirmed: false,
  ...(failure !== undefined && { failure }),
})

function facts(more: Partial<ReverseFacts>): ReverseFacts {
  const zone = { zone: '113.0.203.in-addr.arpa', servers: ['ns.isp.test'] }
  return { family: 'v4', address: v4, names: [], aliases: [], ...zone, ...more }
}

const table = [
  ['a name of its own', facts({ names: [own] }), 'confirmed'],
  ['the mail server’s', facts({ names: [own], host: 'MAIL.example.test.' }), 'confirmed'],
  ['the mail server’s beside another', facts({ names: [made('generic'), own], host: own.name }), 'confirmed'],
  ['one that leads back beside one that does not', facts({ names: [lost(made('custom')), own] }), 'confirmed'],
  ['one that only its zone has so far', facts({ names: [own], resolverDiffers: true }), 'resolver-differs'],
  ['one whose address only its zone has', facts({ names: [{ ...own, resolverDiffers: true }] }), 'resolver-differs'],
  ['another of its own', facts({ names: [own], host: 'mx.example.test' }), 'not-the-mail-name'],
  ['one for a line whose address stays', facts({ names: [made('generic-static')], domain }), 'generic-static'],
  ['one of a rented machine', facts({ names: [made('hosting-generic')], host: own.name }), 'generic-static'],
  ['one that could be either', facts({ names: [made('suspect')] }), 'generic-static'],
  ['one like all lines', facts({ names: [made('generic')] }), 'generic'],
  ['none', facts({ failure: 'name-not-found' }), 'missing'],
  ['none at a name that is there', facts({ failure: 'no-data', servers: [] }), 'missing'],
  ['none, handed on', facts({ failure: 'no-data', aliases: [`77.r.${domain}`], zone: `r.${domain}` }), 'missing'],
  ['one that leads nowhere', facts({ names: [lost(own, 'name-not-found')], domain }), 'unconfirmed'],
  ['one that cannot be asked for', facts({ names: [lost(own, 'malformed')] }), 'unconfirmed'],
  ['several that lead elsewhere', facts({ names: [lost(own), lost(made('generic'))] }), 'unconfirmed'],
  ['one that nobody answers for', facts({ names: [lost(own, 'timed-out')] }), 'lookup-failed'],
  [
    'nobody answers',
    { family: 'v4', address: v4, failure: 'timed-out', names: [], aliases: [], servers: [] },
    'lookup-failed',
  ],
] as const satisfies readonly (readonly [string, ReverseFacts, string])[]

judgements(namesReverse.v4, table, { 'no-lasting-address': 'there are no privacy addresses' })
judgements(namesReverse.v6, [
  ...table.map(([name, each, answer]) => [name, { ...each, family: 'v6' as const, address: v6 }, answer] as const),
  [
    'a name of an address that is gone tomorrow',
    facts({ names: [own], privacy: { source: v6, interface: 'eth0', lasting: false } }),
    'no-lasting-address',
  ],
])

const nothing = { exchangers: [], authentic: false }
const asked = { release: '1', probes: [], stun: [], servers: [] }

interface More {
  readonly host?: string
  readonly domain?: string
  readonly exchangers?: unknown
  readonly address?: string
  readonly interfaces?: readonly NetworkInterface[]
}

async function look(zone: Zone, more: More = {}) {
  const script = scriptedMail({ zone })
  const { exchangers = nothing, address = v4, interfaces = [], ...named } = more
  const check = address.includes(':') ? namesReverse.v6 : namesReverse.v4
  const given = { line: { address, onThisMachine: true }, exchangers } as never
  const line = { ...script.line, host: { ...script.line.host, interfaces: async () => success(interfaces) } }
  const seen = await check.observe(line, given, { ...asked, ...named }, () => {})
  return { facts: seen, answer: check.judge(seen), asked: script.asked, finding: conclude(check, seen, []) }
}

describe('the name of an address', () => {
  const generic = '203-0-113-77.dyn.isp.test'
  it.each<[string, Zone, { host?: string; domain?: string }, string]>([
    ['of its own', { [ptr4]: ['mail.example.test'], 'mail.example.test A': [v4] }, {}, 'confirmed'],
    ['of its own, in other letters', { [ptr4]: ['Mail.Example.test.'], 'mail.example.test A': [v4] }, {}, 'confirmed'],
    ['made up', { [ptr4]: [generic], [`${generic} A`]: [v4] }, {}, 'generic'],
    ['made up in one’s own domain', { [ptr4]: [generic], [`${generic} A`]: [v4] }, { domain: 'isp.test' }, 'confirmed'],
    [
      'not that of the server',
      { [ptr4]: ['a.example.test'], 'a.example.test A': [v4] },
      { host: 'b.example.test' },
      'not-the-mail-name',
    ],
    ['is nowhere', { [ptr4]: ['mail.example.test'] }, { domain }, 'unconfirmed'],
    ['is elsewhere', { [ptr4]: ['mail.example.test'], 'mail.example.test A': ['198.51.100.1'] }, {}, 'unconfirmed'],
    ['cannot be found', { [ptr4]: ['mail.example.test'], 'mail.example.test A': 'timed-out' }, {}, 'lookup-failed'],
    ['is missing', {}, {}, 'missing'],
    ['is kept by a server that fails', { [ptr4]: 'lookup-failed' }, {}, 'lookup-failed'],
    ['is kept by a server that is silent', { [ptr4]: 'timed-out' }, {}, 'lookup-failed'],
    [
      'is one of two, and the other leads nowhere',
      { [ptr4]: ['x.test', 'mail.example.test'], 'mail.example.test A': [v4] },
      {},
      'confirmed',
    ],
  ])('%s', async (_what, zone, named, answer) => {
    expect((await look(zone, named)).answer).toBe(answer)
  })

  it('over IPv6 leads back by an AAAA record, however that is written', async () => {
    const at = '7.7.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa PTR'
    const zone = { [at]: ['mail.example.test'], 'mail.example.test AAAA': ['2001:DB8:0::77'] }
    expect((await look(zone, { address: v6 })).answer).toBe('confirmed')
  })

  it('may be handed on to a zone of the customer’s (RFC 2317), who can then mend it', async () => {
    const zone = {
      '77.113.0.203.in-addr.arpa CNAME': ['77.r.example.test'],
      '77.r.example.test PTR': ['mail.example.test'],
    }
    const { facts: seen, answer, finding } = await look(zone)
    expect({ answer, aliases: seen.aliases }).toEqual({ answer: 'unconfirmed', aliases: ['77.r.example.test'] })
    expect(finding.remedy).toContain('handed on to 77.r.example.test')
  })

  it('is compared with the exchanger at this address, and with none elsewhere', async () => {
    const zone = { [ptr4]: ['a.example.test'], 'a.example.test A': [v4] }
    const exchanger = (address: string, aliases: readonly string[] = []) => ({
      ...nothing,
      exchangers: [
        { preference: 1, host: 'mx.example.test', aliases, v4: { addresses: [address] }, v6: { addresses: [] } },
      ],
    })
    expect((await look(zone, { exchangers: exchanger(v4) })).answer).toBe('not-the-mail-name')
    expect((await look(zone, { exchangers: exchanger('198.51.100.1') })).answer).toBe('confirmed')
    // The host is called so; the alias in the MX record is another mistake.
    expect((await look(zone, { exchangers: exchanger(v4, ['b.example.test', 'a.example.test']) })).answer).toBe(
      'confirmed',
    )
  })

  it('is no fault of itself where it is another than the mail server’s: that hangs on what the server says', async () => {
    const zone = { [ptr4]: ['a.example.test'], 'a.example.test A': [v4] }
    const { finding } = await look(zone, { host: 'b.example.test' })
    expect(finding.says).toContain('known as b.example.test. If it greets others by that name (HELO), some receivers')
  })

  it('is one of ten at most that are looked up', async () => {
    const names = Array.from({ length: 300 }, (_, at) => `n${at}.test`)
    const { facts: seen, asked: questions } = await look({ [ptr4]: names })
    expect(seen.names).toHaveLength(10)
    expect(questions.filter((each) => /^n\d+\.test A$/.test(each)).length).toBeLessThanOrEqual(20)
  })

  it('that leads nowhere in one’s own domain: the record to publish is told, and no provider is blamed', async () => {
    const { finding } = await look({ [ptr4]: ['mail.example.test'] }, { domain })
    expect(finding.fault).toBe('zone')
    expect(finding.remedy).toBe(`Publish this record in the zone ${domain}: "mail.example.test. A ${v4}".`)
  })

  it('that leads nowhere in the domain of somebody else is up to the provider', async () => {
    const { finding } = await look({ [ptr4]: ['mail.isp.test'] }, { domain })
    expect(finding.fault).toBe('provider')
    expect(finding.remedy).toContain('Ask the provider to set the reverse name')
  })
})

describe('a name that only its zone has so far', () => {
  const whole: Zone = { [ptr4]: ['mail.example.test'], 'mail.example.test A': [v4] }
  it.each(Object.keys(whole))('%s', async (unseen) => {
    const { [unseen]: _, ...zone } = whole
    const { line } = scriptedMail({ zone, unheardOf: whole })
    const given = { line: { address: v4, onThisMachine: true }, exchangers: nothing } as never
    const seen = await namesReverse.v4.observe(line, given, asked, () => {})
    expect(namesReverse.v4.judge(seen)).toBe('resolver-differs')
    const record = unseen === ptr4 ? `the name (PTR) of ${v4}` : 'the A record of mail.example.test'
    expect(conclude(namesReverse.v4, seen, []).says).toContain(`does not find ${record}, while the zone’s own`)
  })
})

describe('the name of a machine that is seen under a privacy address', () => {
  const gone = '2a25:203:113:1:8c3f:52b1:9d04:e7a2'
  const lasting = '2a25:203:113:1::25'
  const other = '2a25:203:113:2::25'
  const local = ['fe80::25', 'fd12:3456:789a:1::25']
  const at = (address: string) => `${reverseName(address)} PTR`
  const eth0 = (...addresses: readonly string[]) => privacyInterfaces(gone, ...local, ...addresses)
  const zone = { [at(lasting)]: ['mail.example.test'], 'mail.example.test AAAA': [lasting] }

  it('is that of the address beside it that lasts, and the report says so', async () => {
    const { answer, finding, asked: questions } = await look(zone, { address: gone, interfaces: eth0(other, lasting) })
    expect(answer).toBe('confirmed')
    expect(finding.says).toContain(`The name of ${lasting} is mail.example.test`)
    expect(finding.says).toContain(`the one that others see now, ${gone}, is a privacy address`)
    expect(questions).not.toContain(at(gone))
  })

  it('is missing where the lasting one has none, whatever the other is called', async () => {
    const made = { [at(gone)]: ['mail.example.test'], 'mail.example.test AAAA': [gone] }
    const { answer, finding } = await look(made, { address: gone, interfaces: eth0(lasting) })
    expect(answer).toBe('missing')
    expect(finding.remedy).toContain(
      `the reverse name (PTR) of ${lasting} to the name of the mail server, such as mail.example.org`,
    )
  })

  it('is that of the lasting one that mail is led to', async () => {
    const mx = {
      preference: 1,
      host: 'mail.example.test',
      aliases: [],
      v4: { addresses: [] },
      v6: { addresses: [other] },
    }
    const exchangers = { ...nothing, exchangers: [mx] }
    const { facts: seen } = await look(zone, { address: gone, interfaces: eth0(lasting, other), exchangers })
    expect({ address: seen.address, host: seen.host }).toEqual({ address: other, host: 'mail.example.test' })
  })

  it('is not asked for where none lasts: no address of use at home alone counts', async () => {
    const { answer, finding, asked: questions } = await look(zone, { address: gone, interfaces: eth0() })
    expect(answer).toBe('no-lasting-address')
    expect(finding.remedy).toContain('net.ipv6.conf.eth0.use_tempaddr=0')
    expect(questions).toEqual([])
  })

  it('is that of the address seen where it is another machine’s, or lasts itself', async () => {
    for (const address of [lasting, other]) {
      const { facts: seen } = await look(zone, { address, interfaces: eth0(lasting) })
      expect({ address: seen.address, privacy: seen.privacy }).toEqual({ address, privacy: undefined })
    }
  })
})

describe('the way out where it could not be looked up', () => {
  const remedy = (facts: Partial<ReverseFacts>) =>
    conclude(namesReverse.v4, { family: 'v4', address: v4, names: [], aliases: [], servers: [], ...facts }, []).remedy

  it('is at home where the question did not leave it', () => {
    expect(remedy({ failure: 'network-unreachable' })).toMatch(/^See that this machine is online/)
    expect(remedy({ names: [lost(own, 'refused')] })).toMatch(/^See that this machine is online/)
  })

  it('names whose name servers do not answer', () => {
    expect(remedy({ failure: 'lookup-failed' })).toContain('tell the provider')
    expect(remedy({ names: [lost(own, 'timed-out')] })).toContain('the name servers of that name')
  })
})
