import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDescription } from '../../../../src/protocols/igd/description.ts'
import { knownServices } from '../../../../src/protocols/igd/known-services.ts'
import type { Announcement } from '../../../../src/protocols/ssdp/announcement.ts'
import { anyText } from './any-text.ts'
import {
  type DescribedRouter,
  description,
  dslIp1,
  dslPpp1,
  firewall1,
  wanIp1,
  wanIp2,
  wanPpp1,
} from './description-fixture.ts'

const router = 'http://192.168.1.1:5000'
const announced: Announcement = {
  location: `${router}/rootDesc.xml`,
  host: '192.168.1.1',
  own: true,
  names: 'gateway:1',
}

/** The services that are known of what a router says, at the router. */
function known(described: DescribedRouter | string, from: Partial<Announcement> = {}) {
  const text = typeof described === 'string' ? described : description(described)
  const read = readDescription(text)
  return read && knownServices(read, { ...announced, ...from }, '192.168.1.1')
}

describe('the services of routers as they are', () => {
  it('IGD:1', () => {
    expect(known({ services: [[wanIp1, '/ctl/IPConn']] })).toEqual({
      wan: [{ url: `${router}/ctl/IPConn`, type: wanIp1 }],
    })
  })

  it('IGD:2 with a firewall, the firewall anywhere', () => {
    const services = [
      [firewall1, '/ctl/IP6FCtl'],
      [wanIp2, '/ctl/IPConn'],
    ] as const
    expect(known({ version: 2, services })).toEqual({
      wan: [{ url: `${router}/ctl/IPConn`, type: wanIp2 }],
      firewall: { url: `${router}/ctl/IP6FCtl`, type: firewall1 },
    })
  })

  it('both versions side by side: the newer first', () => {
    const services = [
      [wanIp1, '/ctl/1'],
      [wanPpp1, '/ctl/ppp'],
      [wanIp2, '/ctl/2'],
    ] as const
    expect(known({ services })?.wan.map(({ type }) => type)).toEqual([wanIp2, wanIp1, wanPpp1])
  })

  it('PPP alone, and the names of an earlier draft (Huawei)', () => {
    expect(known({ services: [[wanPpp1, '/ctl/ppp']] })?.wan).toHaveLength(1)
    const drafts = [
      [dslPpp1, '/upnp/control/WANPPPConn1'],
      [dslIp1, '/upnp/control/WANIPConn1'],
    ] as const
    expect(known({ services: drafts })?.wan.map(({ type }) => type)).toEqual([dslIp1, dslPpp1])
  })

  it('two ways out with a service each (MikroTik)', () => {
    const services = [[wanIp1, '/upnp/ether1']] as const
    expect(known({ services, more: [[wanPpp1, '/upnp/pppoe1']] })?.wan.map(({ url }) => url)).toEqual([
      `${router}/upnp/ether1`,
      `${router}/upnp/pppoe1`,
    ])
  })

  it('the same service told twice', () => {
    const services = [[wanIp1, '/ctl']] as const
    expect(known({ services, more: services })?.wan).toHaveLength(1)
  })

  it('tags with a prefix', () => {
    const prefixed = description({ services: [[wanIp1, '/ctl']] })
      .replace('xmlns=', 'xmlns:d=')
      .replaceAll(/<(\/?)([a-zA-Z])/g, '<$1d:$2')
    expect(known(prefixed)?.wan).toEqual([{ url: `${router}/ctl`, type: wanIp1 }])
  })

  it('types in other letters, which are given back as the router has them', () => {
    const type = 'URN:Schemas-UPnP-Org:Service:wanipconnection:1'
    expect(known({ services: [[type, '/ctl']] })?.wan).toEqual([{ url: `${router}/ctl`, type }])
  })

  it('services of the device itself', () => {
    const flat = `<root><device><serviceList><service><serviceType>${wanIp1}</serviceType><controlURL>/c</controlURL></service></serviceList></device></root>`
    expect(known(flat)?.wan).toHaveLength(1)
  })

  it.each([
    ['none at all', '<root><device><deviceType>x</deviceType></device></root>'],
    ['an empty list', '<root><device><serviceList/><deviceList/></device></root>'],
    ['an empty service', '<root><device><serviceList><service/><service>x</service></serviceList></device></root>'],
    ['none that maps ports', description({ services: [['urn:schemas-upnp-org:service:Layer3Forwarding:1', '/l3f']] })],
    ['none with a place', description({ services: [[wanIp1, '']] })],
    ['none whose place is a URL', description({ services: [[wanIp1, 'http://[']] })],
    ['none whose place is of HTTP', description({ services: [[wanIp1, 'javascript:alert(1)']] })],
    ['none with a path of a size', description({ services: [[wanIp1, `/${'a'.repeat(500)}`]] })],
    [
      'lists that are something else',
      '<root><device><deviceList><device>x</device><device/></deviceList></device></root>',
    ],
  ])('%s', (_, text) => {
    expect(known(text)).toEqual({ wan: [] })
  })
})

describe('where a service is controlled', () => {
  it.each([
    ['an absolute path', '/ctl/IPConn', `${router}/ctl/IPConn`],
    ['a relative one', 'ctl?IPConn', `${router}/ctl?IPConn`],
    ['a whole URL at the router', 'http://192.168.1.1:49152/ctl', 'http://192.168.1.1:49152/ctl'],
    ['a whole URL at the host that it announced', 'http://203.0.113.7:49152/ctl', 'http://192.168.1.1:49152/ctl'],
    ['a URL elsewhere: its path alone', 'http://192.0.2.66:8080/steal?me', `${router}/steal?me`],
    ['a URL without a scheme elsewhere', '//192.0.2.66:8080/steal', `${router}/steal`],
    ['a URL within TLS', 'https://192.168.1.1/ctl', `${router}/ctl`],
    ['a URL with a user', 'http://me:secret@192.168.1.1:5000/ctl', `${router}/ctl`],
    ['steps upwards', '/../../etc/passwd', `${router}/etc/passwd`],
    ['a reference', '/ctl?a=1&amp;b=2', `${router}/ctl?a=1&b=2`],
  ])('%s', (_, controlUrl, url) => {
    expect(known({ services: [[wanIp1, controlUrl]] }, { host: '203.0.113.7' })?.wan[0]?.url).toBe(url)
  })

  it.each([
    ['at the router', 'http://192.168.1.1:5431/igd/', 'http://192.168.1.1:5431/igd/ctl'],
    ['elsewhere', 'http://192.0.2.66:5431/igd/', `${router}/igd/ctl`],
    ['relative', '/igd/', `${router}/igd/ctl`],
    ['empty', '', `${router}/ctl`],
    ['no URL', 'http://[', `${router}/ctl`],
  ])('with a URLBase %s', (_, urlBase, url) => {
    expect(known({ urlBase, services: [[wanIp1, 'ctl']] })?.wan[0]?.url).toBe(url)
  })
})

describe('what a router calls itself', () => {
  it.each([
    [{ manufacturer: 'Huawei', modelName: 'HG531 V1', friendlyName: 'My router' }, 'Huawei HG531 V1'],
    [{ manufacturer: 'MikroTik', modelName: 'MikroTik Router' }, 'MikroTik Router'],
    [{ friendlyName: 'Just a router' }, 'Just a router'],
    [{ manufacturer: 'AT&T', modelName: 'a &lt;b&gt;' }, 'AT&T a <b>'],
    [{ manufacturer: '', modelName: '' }, undefined],
    [{}, undefined],
    [{ modelName: 'x'.repeat(5000) }, 'x'.repeat(120)],
  ])('%o', (words, model) => {
    expect(readDescription(description({ ...words, services: [] }))?.model).toBe(model)
  })
})

describe('readDescription', () => {
  it.each(['', '<html><body>Log in</body></html>', '<root/>', '<root><device/></root>', '{"a":1}', soapLike()])(
    'refuses %j',
    (text) => {
      expect(readDescription(text)).toBeUndefined()
    },
  )

  it('is bounded by the tree, however the tree branches', () => {
    const leaf = `<device><serviceList>${`<service><serviceType>${wanIp1}</serviceType><controlURL>/c</controlURL></service>`.repeat(20)}</serviceList></device>`
    const wide = `<root><device><deviceList>${leaf.repeat(100)}</deviceList></device></root>`
    expect(readDescription(wide)?.services).toHaveLength(100)
    const deep = `<root>${'<device><deviceList>'.repeat(40)}x${'</deviceList></device>'.repeat(40)}</root>`
    expect(readDescription(deep)).toBeUndefined()
  })

  it('never throws, whatever is cut off or changed, and every service stays at the router', () => {
    const whole = description({ modelName: 'R', urlBase: 'http://192.168.1.1:1/', services: [[wanIp1, '/c']] })
    for (let length = 0; length < whole.length; length += 7) known(whole.slice(0, length))
    const change = fc.tuple(
      fc.nat(whole.length - 1),
      fc.constantFrom('<', '>', '/', '&', '"', ':', 'x', ' ', '\0', '@', '[', ']'),
    )
    fc.assert(
      fc.property(fc.array(change, { maxLength: 10 }), (changes) => {
        const letters = [...whole]
        for (const [at, letter] of changes) letters[at] = letter
        const read = known(letters.join(''))
        for (const { url } of read?.wan ?? []) expect(new URL(url).hostname).toBe('192.168.1.1')
      }),
    )
    fc.assert(fc.property(anyText, (any) => void known(`<root><device>${any}</device></root>`)))
  })

  it('reads back every place that fits', () => {
    const path = fc.stringMatching(/^\w[\w.~-]{0,39}$/)
    fc.assert(
      fc.property(fc.array(path, { minLength: 1, maxLength: 5 }), (paths) => {
        const services = paths.map((one, index) => [wanIp1, `/${index}/${one}`] as const)
        expect(known({ services })?.wan.map(({ url }) => url)).toEqual(
          services.map(([, at]) => new URL(at, router).href),
        )
      }),
    )
  })
})

function soapLike(): string {
  return '<s:Envelope><s:Body><root><device><a/></device></root></s:Body></s:Envelope>'
}
