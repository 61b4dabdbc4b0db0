import { expect, it } from 'vitest'
import { home, hosts, provider, vpn } from './addresses.ts'
import { keysShown, lookUp } from './classic.ts'
import { describeInLab } from './describe-in-lab.ts'
import { reverseName } from './plan/zones.ts'
import { raise } from './raise.ts'
import type { WorldSpec } from './spec.ts'
import type { World } from './world.ts'

/** What dig has to say beside the records: code and flags of the reply. */
async function header(world: World, name: string, type: string, ...options: readonly string[]): Promise<string> {
  const argv = ['dig', '+tries=1', '+time=3', ...options, name, type]
  const { stdout } = await world.exec('home', argv)
  return `${/status: (\w+)/.exec(stdout)?.[1]} ${/flags: ([a-z ]*)/.exec(stdout)?.[1]}`
}

const policyUrl = 'https://mta-sts.home.test/.well-known/mta-sts.txt'

/** Node as the agent uses it. */
async function fetched(world: World, url: string): Promise<string> {
  const script = `fetch('${url}').then((it) => it.text(), (error) => error.cause.code).then(console.log)`
  const env = { NODE_EXTRA_CA_CERTS: '/run/lab/mta-sts.home.test.pem' }
  return (await world.exec('home', ['node', '-e', script], { env })).stdout.trim()
}

describeInLab('names in the lab', () => {
  it('lead from the addresses of a line to its machine and back', async () => {
    await using world = await raise({ v6: 'native-open' })
    for (const address of [provider.customer, home.machineV6])
      expect(await lookUp(world, 'home', reverseName(address), 'PTR')).toEqual(['mail.home.test.'])
    expect(await lookUp(world, 'home', 'mail.home.test', 'A')).toEqual([provider.customer])
    expect(await lookUp(world, 'home', 'mail.home.test', 'AAAA')).toEqual([home.machineV6])
    expect(await lookUp(world, 'home', 'home.test', 'MX')).toEqual(['10 mail.home.test.'])
    expect(await lookUp(world, 'home', 'home.test', 'NS')).toEqual(['ns.test.'])
    expect(await header(world, 'nobody.home.test', 'A')).toBe('NXDOMAIN qr rd ra')
    expect(await header(world, 'nobody.home.test', 'A', `@${hosts.dns.v4}`, '+norecurse')).toBe('NXDOMAIN qr aa')
    expect(await header(world, 'home.test', 'AAAA')).toBe('NOERROR qr rd ra')
    expect(await header(world, 'isc.org', 'A', '+dnssec')).toBe('NOERROR qr rd ra')
  })

  it('lead to where others see the line, be it shared or rented', async () => {
    const leading = async (spec: WorldSpec, address: string) => {
      await using world = await raise(spec)
      const [name = ''] = await lookUp(world, 'home', reverseName(address), 'PTR')
      return [name, ...(await lookUp(world, 'home', name, 'A'))]
    }
    const shared = leading({ v4: 'carrier' }, provider.shared)
    const member = leading({ vpn: 'own-address' }, vpn.member)
    expect(await shared).toEqual(['25-203-113-99.dsl.isp.test.', provider.shared])
    expect(await member).toEqual(['mail.home.test.', vpn.member])
  })

  it('can be signed, and checked on the way', async () => {
    await using world = await raise({
      serves: 'mail',
      names: { signed: 'well', resolver: 'validating', tlsa: 'of-the-server' },
    })
    for (const name of ['home.test', 'isc.org'])
      expect(await header(world, name, 'SOA', '+dnssec')).toBe('NOERROR qr rd ra ad')
    expect(await header(world, '_26._tcp.mail.home.test', 'TLSA', '+dnssec')).toBe('NXDOMAIN qr rd ra ad')
    expect(await header(world, '_25._tcp.mail.home.test', 'TLSA', '+dnssec')).toBe('NOERROR qr rd ra ad')
    const [tlsa = ''] = await lookUp(world, 'home', '_25._tcp.mail.home.test', 'TLSA')
    const [pin = ''] = await keysShown(world, 'home', '127.0.0.1', [25])
    const key = Buffer.from(pin, 'base64url').toString('hex')
    expect(tlsa.replaceAll(' ', '').toLowerCase()).toBe(`311${key}`)
    expect(await header(world, 'www.dnssec-failed.org', 'A')).toBe('SERVFAIL qr rd ra')
    expect(await header(world, 'www.dnssec-failed.org', 'A', '+cd')).toBe('NOERROR qr rd ra cd')
  })

  it('can be signed badly, or not for long', async () => {
    const badly = (async () => {
      await using world = await raise({ names: { signed: 'badly', resolver: 'validating' } })
      return [await header(world, 'home.test', 'MX'), await header(world, 'home.test', 'MX', '+cd')]
    })()
    const short = (async () => {
      await using world = await raise({ names: { signed: 'not-for-long' } })
      const records = await lookUp(world, 'home', 'home.test', 'RRSIG')
      return [await header(world, 'home.test', 'MX', '+dnssec'), ...records.filter((each) => each.startsWith('MX '))]
    })()
    expect(await badly).toEqual(['SERVFAIL qr rd ra', 'NOERROR qr rd ra cd'])
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10).replaceAll('-', '')
    expect(await short).toEqual(['NOERROR qr rd ra', expect.stringContaining(` ${tomorrow}`)])
  })

  it('are invented by a resolver, refused by another, or too long for a third', async () => {
    const rewriting = (async () => {
      await using world = await raise({ names: { resolver: 'rewriting' } })
      expect(await lookUp(world, 'home', 'www.nobody.com', 'A')).toEqual([provider.searchPage])
      expect(await lookUp(world, 'home', 'mx.test', 'A')).toEqual([hosts.mx.v4])
    })()
    const refusing = (async () => {
      await using world = await raise({ names: { resolver: 'refusing' } })
      expect(await header(world, 'mx.test', 'A')).toMatch(/^REFUSED /)
      expect(await header(world, 'mx.test', 'A', `@${hosts.dns.v4}`, '+norecurse')).toBe('NOERROR qr aa')
    })()
    await Promise.all([rewriting, refusing])
    await using world = await raise({ names: { resolver: 'udp-only' } })
    expect(await header(world, 'mx.test', 'A')).toBe('NOERROR qr rd ra')
    expect(await header(world, 'mx.test', 'A', '+tcp', '+time=1')).toBe('undefined undefined')
  })

  it('are others where a test wants them so, and announce a page', async () => {
    const text = 'version: STSv1\nmode: none\nmax_age: 86400'
    const records = ['home.test. MX 5 mx.test.', 'home.test. MX 6 mx2.test.', 'mail.home.test. A']
    await using world = await raise({ names: { records, policy: { text } } })
    expect(await lookUp(world, 'home', 'home.test', 'MX')).toEqual(['5 mx.test.', '6 mx2.test.'])
    expect(await lookUp(world, 'home', 'mail.home.test', 'A')).toEqual([])
    expect(await fetched(world, policyUrl)).toBe(text)
  })
})
