import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { announcementIn, isPromise } from '../../../../src/protocols/ssdp/announcement.ts'
import { urlAtRouter } from '../../../../src/protocols/ssdp/url-at-router.ts'
import { gatewayReply, igd1, igd2 } from './reply-fixture.ts'

const place = { family: 'v4', address: '192.168.1.1', local: '192.168.1.10' } as const

interface Said {
  readonly from?: string
  readonly port?: number
  readonly type?: string
}

function announced(location: string, { from = place.address, port = 1900, type = igd1 }: Said = {}) {
  return announcementIn({ from: { address: from, port }, data: gatewayReply(location, type) }, place)
}

describe('announcementIn', () => {
  it.each([
    ['its own address', 'http://192.168.1.1:5000/rootDesc.xml', 'http://192.168.1.1:5000/rootDesc.xml'],
    ['the usual port', 'http://192.168.1.1/igd.xml', 'http://192.168.1.1/igd.xml'],
    ['its address outside', 'http://203.0.113.7:49000/igddesc.xml', 'http://192.168.1.1:49000/igddesc.xml'],
    ['a name', 'http://fritz.box:49000/igd2desc.xml', 'http://192.168.1.1:49000/igd2desc.xml'],
    ['an IPv6 address', 'http://[fe80::1]:5000/a?b=c#d', 'http://192.168.1.1:5000/a?b=c'],
    ['somebody’s machine', 'http://192.168.1.66:22/', 'http://192.168.1.1:22/'],
    ['a user', 'http://me:secret@192.168.1.1:5000/', 'http://192.168.1.1:5000/'],
  ])('leads %s to the router', (_, location, expected) => {
    expect(announced(location)).toMatchObject({ location: expected, own: true })
  })

  it.each([
    'https://192.168.1.1/rootDesc.xml',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'ftp://192.168.1.1/',
    '//192.168.1.1/',
    'http://192.168.1.1:0/',
    'http://192.168.1.1:70000/',
    'http://',
    `http://192.168.1.1/${'a'.repeat(200)}`,
  ])('does not take %s', (location) => {
    expect(announced(location)).toBeUndefined()
  })

  it('takes an answer from any port', () => {
    expect(announced('http://192.168.1.1/', { port: 40_000 })?.own).toBe(true)
  })

  it('tells the router’s word from that of others', () => {
    const location = 'http://192.168.1.2:5000/'
    expect(announced(location, { from: '192.168.1.2', type: igd2 })).toEqual({
      location: 'http://192.168.1.1:5000/',
      host: '192.168.1.2',
      own: false,
      names: 'gateway:2',
    })
    // A router of several addresses answers from another than it names.
    expect(announced('http://192.168.1.1:5000/', { from: '192.168.1.254' })?.own).toBe(true)
  })

  it('takes a root device for the router only if the router says so', () => {
    const root = { type: 'upnp:rootdevice' }
    expect(announced('http://192.168.1.7:1400/', { ...root, from: '192.168.1.7' })).toBeUndefined()
    const own = announced('http://192.168.1.1:1990/WFADevice.xml', root)
    expect(own).toMatchObject({ own: true, names: 'root-device' })
    expect(own && isPromise(own)).toBe(false)
  })
})

describe('urlAtRouter', () => {
  it('names nobody but the router, whatever it is given', () => {
    const part = fc.string({ maxLength: 12 })
    const scheme = fc.constantFrom('http:', 'https:', 'ftp:', 'HTTP:', 'javascript:')
    const host = fc.oneof(fc.constantFrom('192.0.2.66', '[::1]', 'router.test', 'a:b@c'), part)
    const text = fc
      .tuple(scheme, host, fc.option(fc.nat(70_000)), part)
      .map(([scheme, host, port, path]) => `${scheme}//${host}${port === null ? '' : `:${port}`}/${path}`)
    const address = fc.constantFrom('192.168.1.1', 'fe80::1%eth0', '2001:db8::1')
    fc.assert(
      fc.property(text, address, fc.integer({ min: 1, max: 65_535 }), (given, address, port) => {
        fc.pre(URL.canParse(given))
        const url = urlAtRouter(new URL(given), address, port)
        if (url === undefined) return
        const led = new URL(url)
        const expected = address.includes(':') ? `[${address.replace('%eth0', '')}]` : address
        expect([led.protocol, led.hostname, led.username, led.password, led.hash]).toEqual([
          'http:',
          expected,
          '',
          '',
          '',
        ])
        expect(led.port === '' ? '80' : led.port).toBe(String(port))
      }),
    )
  })
})
