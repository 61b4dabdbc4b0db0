import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { failed, success } from '../../../../src/core/failure.ts'
import type { HttpRequest } from '../../../../src/core/line.ts'
import { registries } from '../../../../src/protocols/asn/registry.ts'
import { readRegistration } from '../../../../src/protocols/rdap/read-registration.ts'
import { registrationOf } from '../../../../src/protocols/rdap/registration-of.ts'
import { registryUrls } from '../../../../src/protocols/rdap/registry-urls.ts'
import { silentLine } from '../../silent-line.ts'
import { virtualClock } from '../../virtual-clock.ts'

const network = {
  objectClassName: 'ip network',
  handle: '203.0.113.0 - 203.0.113.255',
  startAddress: '203.0.113.0',
  endAddress: '203.0.113.255',
  ipVersion: 'v4',
  name: 'FR-EXAMPLE-FTTH',
  type: 'ASSIGNED PA',
  country: 'fr',
  entities: [{ objectClassName: 'entity', handle: 'ABC-RIPE', roles: ['registrant'] }],
}
const registration = {
  name: 'FR-EXAMPLE-FTTH',
  handle: '203.0.113.0 - 203.0.113.255',
  country: 'FR',
  startAddress: '203.0.113.0',
  endAddress: '203.0.113.255',
}
const body = JSON.stringify(network)

interface Said {
  readonly status?: number
  readonly body?: string
  readonly location?: string
}

/** A line on which each request is answered by the next of these; each takes a second and a half. */
function answering(...answers: readonly Said[]) {
  const clock = virtualClock()
  const requests: HttpRequest[] = []
  const line = silentLine({
    clock,
    async request(request) {
      const said = answers[requests.length]
      requests.push(request)
      clock.advance(1_500)
      if (said === undefined) return failed('timed-out')
      const { status = 200, body: text = '', location } = said
      const headers: Record<string, string> = location === undefined ? {} : { location }
      return success({ status, headers, body: text, remote: { address: '127.0.0.1', port: 443 }, tls: undefined })
    },
  })
  return { line, requests }
}

describe('readRegistration', () => {
  it('takes what is asked for, and drops the people', () => {
    expect(readRegistration(body, '203.0.113.77')).toEqual(success(registration))
  })

  it('does without a name, a handle and a country', () => {
    const bare = { objectClassName: 'ip network', startAddress: '2001:DB8::', endAddress: '2001:db8:ffff::' }
    expect(readRegistration(JSON.stringify(bare), '2001:db8:1::1')).toEqual(
      success({ startAddress: '2001:db8::', endAddress: '2001:db8:ffff::' }),
    )
  })

  it.each([
    ['text', 'no JSON'],
    ['an error', '{"errorCode": 404, "title": "Not Found"}'],
    ['another class', JSON.stringify({ ...network, objectClassName: 'autnum' })],
    ['no end', JSON.stringify({ ...network, endAddress: undefined })],
    ['an end that is a number', JSON.stringify({ ...network, endAddress: 255 })],
    ['an end that is no address', JSON.stringify({ ...network, endAddress: '203.0.113.256' })],
    ['another address', JSON.stringify({ ...network, startAddress: '203.0.113.100' })],
    ['another family', JSON.stringify({ ...network, startAddress: '::', endAddress: 'ffff::' })],
    ['a name too long', JSON.stringify({ ...network, name: 'x'.repeat(256) })],
    ['a country that is none', JSON.stringify({ ...network, country: 'France' })],
    ['a list', `[${body}]`],
  ])('does not take %s', (_, wrong) => {
    expect(readRegistration(wrong, '203.0.113.77')).toMatchObject({ ok: false, failure: 'malformed' })
  })

  it('compares addresses as numbers', () => {
    const wide = { ...network, startAddress: '9.0.0.0', endAddress: '100.0.0.0' }
    expect(readRegistration(JSON.stringify(wide), '10.0.0.1')).toMatchObject({ ok: true })
  })

  it('takes what is cut off for nothing, and any other change without throwing', () => {
    fc.assert(
      fc.property(fc.nat(body.length - 1), fc.string({ maxLength: 3 }), (at, put) => {
        expect(readRegistration(body.slice(0, at), '203.0.113.77').ok).toBe(false)
        const changed = readRegistration(body.slice(0, at) + put + body.slice(at + 1), '203.0.113.77')
        if (changed.ok) expect(Object.keys(registration)).toEqual(expect.arrayContaining(Object.keys(changed.value)))
      }),
    )
  })

  it('says of any JSON only what it is', () => {
    fc.assert(
      fc.property(fc.json(), (any) => {
        expect(readRegistration(any, '203.0.113.77')).toMatchObject({ ok: false, failure: 'malformed' })
      }),
    )
  })
})

describe('registrationOf', () => {
  it('asks the registry that is named', async () => {
    const { line, requests } = answering({ body })
    expect(await registrationOf(line, '203.0.113.77', 'ripencc')).toEqual(success(registration))
    expect(requests).toEqual([
      {
        method: 'GET',
        url: 'https://rdap.db.ripe.net/ip/203.0.113.77',
        headers: { Accept: 'application/rdap+json' },
        maxBytes: 262_144,
        ms: 4_000,
      },
    ])
  })

  it.each(registries.filter((registry) => registry !== 'arin'))(
    'goes on to %s, where that is who has it',
    async (registry) => {
      const { line, requests } = answering(
        { status: 302, location: `${registryUrls[registry]}ip/203.0.113.77` },
        { body },
      )
      expect(await registrationOf(line, '203.0.113.77')).toEqual(success(registration))
      expect(requests.map(({ url, ms }) => [url, ms])).toEqual([
        ['https://rdap.arin.net/registry/ip/203.0.113.77', 4_000],
        [`${registryUrls[registry]}ip/203.0.113.77`, 2_500],
      ])
    },
  )

  it.each([
    'https://rdap.example.test/ip/203.0.113.77',
    'http://rdap.db.ripe.net/ip/203.0.113.77',
    'https://rdap.db.ripe.net:8443/ip/203.0.113.77',
    'https://rdap.db.ripe.net@rdap.example.test/ip/203.0.113.77',
    '/ip/203.0.113.77',
    '',
  ])('does not follow %j', async (location) => {
    const { line, requests } = answering({ status: 302, location }, { body })
    expect(await registrationOf(line, '203.0.113.77')).toMatchObject({ ok: false, failure: 'malformed' })
    expect(requests).toHaveLength(1)
  })

  it('asks there for the very address, whatever the redirect says', async () => {
    const { line, requests } = answering(
      { status: 307, location: 'https://rdap.apnic.net/evil?to=everybody' },
      { body },
    )
    await registrationOf(line, '203.0.113.77')
    expect(requests[1]?.url).toBe('https://rdap.apnic.net/ip/203.0.113.77')
  })

  it('follows one redirect, not two', async () => {
    const there = { status: 302, location: 'https://rdap.apnic.net/ip/203.0.113.77' }
    const { line, requests } = answering(there, { ...there, location: 'https://rdap.db.ripe.net/' }, { body })
    expect(await registrationOf(line, '203.0.113.77')).toMatchObject({ ok: false, failure: 'malformed' })
    expect(requests).toHaveLength(2)
  })

  it.each([
    [404, 'no-data'],
    [429, 'lookup-refused'],
    [500, 'lookup-failed'],
    [503, 'lookup-failed'],
    [204, 'malformed'],
    [403, 'malformed'],
  ])('takes %i for %s', async (status, failure) => {
    expect(await registrationOf(answering({ status, body }).line, '203.0.113.77')).toMatchObject({ ok: false, failure })
  })

  it('passes on why nobody answered, there and here', async () => {
    expect(await registrationOf(answering().line, '203.0.113.77')).toEqual(failed('timed-out'))
    const sent = answering({ status: 302, location: 'https://rdap.apnic.net/ip/203.0.113.77' })
    expect(await registrationOf(sent.line, '203.0.113.77')).toEqual(failed('timed-out'))
  })

  it('asks nobody about what is no address', async () => {
    const { line, requests } = answering({ body })
    expect(await registrationOf(line, '203.0.113.77/../..')).toMatchObject({ ok: false, failure: 'malformed' })
    expect(requests).toEqual([])
  })
})
