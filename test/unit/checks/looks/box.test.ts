import { describe, expect, it } from 'vitest'
import { lineNat } from '../../../../src/checks/line/nat.ts'
import { box, type BoxFacts } from '../../../../src/checks/looks/box.ts'
import { type Failure, failed, success } from '../../../../src/core/failure.ts'
import type { HttpRequest } from '../../../../src/core/line.ts'
import { silentLine } from '../../silent-line.ts'
import { soapFault, soapResponse } from '../../protocols/igd/soap-fixture.ts'

const asked = { release: '0.1.0', probes: [], stun: [], servers: [] }
const behind = (router: string) => ({ v4: { interface: 'eth0', local: ['192.168.1.10'], router } })

interface Page {
  readonly status?: number
  readonly body: string
  readonly headers?: Readonly<Record<string, string>>
}
/** What the router has at a path, or says to a SOAP action. */
type Pages = Readonly<Record<string, Page | Failure>>

async function look(pages: Pages, path: object = behind('192.168.1.1')) {
  const requests: HttpRequest[] = []
  const line = silentLine({
    async request(request) {
      requests.push(request)
      const action = /#(\w+)"/.exec(request.headers?.['SOAPAction'] ?? '')?.[1]
      const page = pages[action ?? new URL(request.url).pathname] ?? { status: 404, body: '' }
      if (typeof page === 'string') return failed(page)
      const { status = 200, body, headers = {} } = page
      return success({ status, headers, body, remote: { address: '192.168.1.1', port: 80 }, tls: undefined })
    },
  })
  const facts: BoxFacts = await box.observe(line, { path } as never, asked)
  return { facts, requests }
}

const wan = (ip: object): Pages => ({ '/api/v1/wan/ip': { body: JSON.stringify([{ wan: { ip } }]) } })
const version = {
  device_type: 'FreeboxServer7,1',
  api_base_url: '/api/',
  api_version: '8.0',
  box_model_name: 'Freebox v7 (r1)',
}
const freebox: Pages = { '/api_version': { body: JSON.stringify(version) } }
const fritzBox = (v4: string, v6 = '2001:db8:0:1::7'): Pages => ({
  X_AVM_DE_GetIPv6Prefix: {
    body: soapResponse('X_AVM_DE_GetIPv6Prefix', { NewIPv6Prefix: '2001:db8:1:2200::', NewPrefixLength: 56 }),
  },
  X_AVM_DE_GetExternalIPv6Address: {
    body: soapResponse('X_AVM_DE_GetExternalIPv6Address', { NewExternalIPv6Address: v6 }),
  },
  GetExternalIPAddress: { body: soapResponse('GetExternalIPAddress', { NewExternalIPAddress: v4 }) },
})
const nothing = { make: null, carrierNat: false }

describe("what the provider's box knows", () => {
  it('is asked of the router, and of nobody else', async () => {
    const { requests } = await look(freebox)
    expect(requests.map(({ url }) => new URL(url).pathname).toSorted()).toEqual([
      '/api/v1/wan/ip',
      '/api_version',
      '/igdupnp/control/WANIPConn1',
    ])
    for (const { address, from, maxBytes, ms } of requests) {
      expect([address, from]).toEqual(['192.168.1.1', '192.168.1.10'])
      expect([maxBytes, ms].every((bound) => bound !== undefined)).toBe(true)
    }
  })

  it.each([
    ['there is no router', { v4: { interface: 'ppp0', local: ['25.203.113.7'] } }],
    ['the next hop is the provider’s own', behind('25.203.113.1')],
    ['there is no IPv4', {}],
  ])('is not asked where %s', async (_, path) => {
    const { facts, requests } = await look(wan({ cgnatenable: 1 }), path)
    expect(facts).toEqual(nothing)
    expect(requests).toEqual([])
  })

  it.each<[string, Pages, BoxFacts]>([
    [
      'a Bbox with an address of its own',
      wan({ cgnatenable: 0, maptenable: 0, portrange: '' }),
      { make: 'bbox', carrierNat: false },
    ],
    ['a Bbox behind a carrier', wan({ cgnatenable: 1 }), { make: 'bbox', carrierNat: true }],
    [
      'a Bbox that shares its address',
      wan({ maptenable: 1, portrange: '40960:49151' }),
      { make: 'bbox', carrierNat: false, ownPorts: { from: 40_960, to: 49_151 } },
    ],
    // A range without the word for it is none: the box is believed in what it says.
    [
      'a Bbox that shares nothing',
      wan({ maptenable: 0, portrange: '40960:49151' }),
      { make: 'bbox', carrierNat: false },
    ],
    ['a Bbox that has all ports', wan({ maptenable: 1, portrange: '' }), { make: 'bbox', carrierNat: false }],
    ['a Freebox', freebox, { make: 'freebox', model: 'Freebox v7 (r1)', carrierNat: false }],
    ['a FRITZ!Box', fritzBox('203.0.113.7'), { make: 'fritz-box', carrierNat: false }],
    ['a FRITZ!Box behind DS-Lite', fritzBox(''), { make: 'fritz-box', carrierNat: true }],
    ['a FRITZ!Box whose line is down', fritzBox('', ''), { make: 'fritz-box', carrierNat: false }],
  ])('%s', async (_, pages, told) => expect((await look(pages)).facts).toEqual(told))

  it.each<[string, Pages]>([
    ['has none of these pages', {}],
    ['is silent', { '/api/v1/wan/ip': 'timed-out', '/api_version': 'timed-out', X_AVM_DE_GetIPv6Prefix: 'timed-out' }],
    ['has its login page everywhere', { '/api/v1/wan/ip': { body: '<html>' }, '/api_version': { body: '<html>' } }],
    ['wants a password', { '/api/v1/wan/ip': { status: 401, body: '' }, '/api_version': { status: 403, body: '' } }],
    [
      'sends us on to somebody else',
      { '/api/v1/wan/ip': { status: 302, body: '', headers: { location: 'https://evil.test/' } } },
    ],
    ['has ports the wrong way round', wan({ maptenable: 1, portrange: '49151:40960' })],
    ['has more ports than there are', wan({ maptenable: 1, portrange: '0:65536' })],
    ['sends too much', { '/api/v1/wan/ip': 'too-much', '/api_version': 'too-much' }],
    ['knows UPnP, and nothing of AVM', { X_AVM_DE_GetIPv6Prefix: { status: 500, body: soapFault(401) } }],
  ])('says nothing where the router %s', async (_, pages) => expect((await look(pages)).facts).toEqual(nothing))

  it('is asked by name where the box sends us on to itself', async () => {
    const location = 'https://mabbox.bytel.fr/api/v1/wan/ip'
    const { requests } = await look({ '/api/v1/wan/ip': { status: 302, body: '', headers: { location } } })
    const secure = requests.filter(({ url }) => url.startsWith('https:'))
    // By that name, but at the router: the name is not looked up.
    expect(secure.map(({ url, address }) => [url, address])).toEqual([[location, '192.168.1.1']])
  })
})

describe('the ports of a shared address', () => {
  const natWith = async (from: number, to: number) => {
    const { facts } = await look(wan({ maptenable: 1, portrange: `${from}:${to}` }))
    const given = {
      path: behind('192.168.1.1'),
      address: { address: '25.203.113.7', onThisMachine: false },
      box: facts,
    }
    const seen = await lineNat.observe(silentLine(), given as never, asked, () => {})
    return [lineNat.judge(seen), lineNat.gives(seen)?.shared] as const
  }

  it.each([
    [0, 24, 'shared-ports', true],
    [0, 25, 'shared-ports-with-25', false],
    [25, 25, 'shared-ports-with-25', false],
    [26, 16_383, 'shared-ports', true],
    [40_960, 49_151, 'shared-ports', true],
    [0, 65_535, 'shared-ports-with-25', false],
  ] as const)('%i to %i: %s', async (from, to, answer, shared) =>
    expect(await natWith(from, to)).toEqual([answer, shared]),
  )
})
