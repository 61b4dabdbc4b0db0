import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { failed, success } from '../../../../src/core/failure.ts'
import type { HttpRequest } from '../../../../src/core/line.ts'
import { bboxWan } from '../../../../src/protocols/box-api/bbox-wan.ts'
import { readBbox } from '../../../../src/protocols/box-api/read-bbox.ts'
import { silentLine } from '../../silent-line.ts'

const place = { family: 'v4', address: '192.168.1.254', local: '192.168.1.10' } as const
const ip = { address: '203.0.113.7', state: 'Up', portrange: '40960:49151', maptenable: 1, cgnatenable: 0 }
const wan = { address: '203.0.113.7', carrierNat: false, sharesAddress: true, ports: { from: 40_960, to: 49_151 } }
const bodyOf = (members: object) => JSON.stringify([{ wan: { internet: { state: 2 }, ip: members } }])
const body = bodyOf(ip)

function box(answer: (request: HttpRequest) => { status?: number; body?: string; location?: string }) {
  const requests: HttpRequest[] = []
  const line = silentLine({
    async request(request) {
      requests.push(request)
      const { status = 200, body: text = '', location } = answer(request)
      const headers: Record<string, string> = location === undefined ? {} : { location }
      return success({ status, headers, body: text, remote: { address: place.address, port: 80 }, tls: undefined })
    },
  })
  return { line, requests }
}

describe('bboxWan', () => {
  it('tells a box that shares its address, and which ports are its own', () => {
    expect(bboxWan(body)).toEqual(success(wan))
  })

  it('tells a box that has all ports', () => {
    expect(bboxWan(bodyOf({ ...ip, portrange: '', maptenable: 0 }))).toEqual(
      success({ address: '203.0.113.7', carrierNat: false, sharesAddress: false }),
    )
  })

  it('tells nothing that an older or unconnected box does not', () => {
    expect(bboxWan(bodyOf({ address: '', state: 'Down' }))).toEqual(success({}))
  })

  it.each([
    ['text', '<html>'],
    ['an error', '{"exception": {"domain": "v1/wan/ip", "code": "401"}}'],
    ['an empty list', '[]'],
    ['two of them', `[${body.slice(1, -1)},${body.slice(1, -1)}]`],
    ['a name for an address', bodyOf({ ...ip, address: 'example.test' })],
    ['an IPv6 address', bodyOf({ ...ip, address: '2001:db8::1' })],
    ['a flag that is neither', bodyOf({ ...ip, maptenable: 2 })],
    ['a flag in words', bodyOf({ ...ip, cgnatenable: 'yes' })],
    ['ports the wrong way round', bodyOf({ ...ip, portrange: '49151:40960' })],
    ['a port too high', bodyOf({ ...ip, portrange: '40960:65536' })],
    ['ports in words', bodyOf({ ...ip, portrange: 'all' })],
  ])('does not take %s', (_, wrong) => expect(bboxWan(wrong)).toMatchObject({ ok: false, failure: 'malformed' }))

  it('reads back whatever ports are written', () => {
    const port = fc.integer({ min: 0, max: 65_535 })
    fc.assert(
      fc.property(port, port, (one, other) => {
        const [from, to] = [Math.min(one, other), Math.max(one, other)]
        expect(bboxWan(bodyOf({ ...ip, portrange: `${from}:${to}` }))).toEqual(success({ ...wan, ports: { from, to } }))
      }),
    )
  })

  it('takes what is cut off for nothing, and any other change without throwing', () => {
    fc.assert(
      fc.property(fc.nat(body.length - 1), fc.string({ maxLength: 3 }), fc.json(), (at, put, json) => {
        expect(bboxWan(body.slice(0, at)).ok).toBe(false)
        bboxWan(body.slice(0, at) + put + body.slice(at + 1))
        bboxWan(json)
      }),
    )
  })
})

describe('readBbox', () => {
  it('asks the router, and nobody else', async () => {
    const { line, requests } = box(() => ({ body }))
    expect(await readBbox(line, place)).toEqual(success(wan))
    expect(requests).toEqual([
      {
        method: 'GET',
        url: 'http://192.168.1.254/api/v1/wan/ip',
        address: '192.168.1.254',
        from: '192.168.1.10',
        maxBytes: 32_768,
        ms: 1_500,
      },
    ])
  })

  it('asks a newer box by its name, at the same address, with its key vouched for', async () => {
    const location = 'https://mabbox.bytel.fr/api/v1/wan/ip'
    const { line, requests } = box(({ url }) => (url.startsWith('https:') ? { body } : { status: 302, location }))
    expect(await readBbox(line, place)).toEqual(success(wan))
    expect(requests[1]).toMatchObject({ url: location, address: '192.168.1.254' })
    expect(requests[1]).not.toHaveProperty('trust')
  })

  it.each(['https://mabbox.bytel.fr.example.test/', 'https://example.test/', 'http://192.168.1.2/', ''])(
    'does not follow a router that sends it to %j',
    async (location) => {
      const { line, requests } = box(() => ({ status: 302, location }))
      expect(await readBbox(line, place)).toMatchObject({ ok: false, failure: 'malformed' })
      expect(requests).toHaveLength(1)
    },
  )

  it.each([
    [401, 'not-permitted'],
    [403, 'not-permitted'],
    [404, 'malformed'],
    [500, 'malformed'],
  ])('takes %i for %s', async (status, failure) => {
    expect(await readBbox(box(() => ({ status, body })).line, place)).toMatchObject({ ok: false, failure })
  })

  it('passes on why nobody answered', async () => {
    expect(await readBbox(silentLine({ request: async () => failed('refused') }), place)).toEqual(failed('refused'))
  })
})
