import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeSearchReply } from '../../../../src/protocols/ssdp/search-reply.ts'
import { anyTarget, encodeSearch } from '../../../../src/protocols/ssdp/search-request.ts'
import { gatewayReply, igd1, igd2, searchReply } from './reply-fixture.ts'

const location = 'http://192.168.1.1:5000/rootDesc.xml'
const usn = 'uuid:0a799cee-258e-494f-be04-166755dbccab'

describe('encodeSearch', () => {
  it('is what every router knows', () => {
    expect(new TextDecoder().decode(encodeSearch(anyTarget))).toBe(
      'M-SEARCH * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\nMAN: "ssdp:discover"\r\nMX: 1\r\nST: ssdp:all\r\n\r\n',
    )
  })
})

describe('decodeSearchReply', () => {
  it.each([
    ['IGD:1', igd1, 'gateway:1'],
    ['IGD:2', igd2, 'gateway:2'],
    ['a device within', 'urn:schemas-upnp-org:device:WANConnectionDevice:1', 'gateway:1'],
    ['a service', 'urn:schemas-upnp-org:service:WANIPConnection:2', 'gateway:2'],
    ['a service for PPP', 'urn:schemas-upnp-org:service:WANPPPConnection:1', 'gateway:1'],
    ['the firewall that IGD:2 alone has', 'urn:schemas-upnp-org:service:WANIPv6FirewallControl:1', 'gateway:2'],
    ['an earlier draft', 'urn:dslforum-org:service:WANIPConnection:1', 'gateway:1'],
    ['letters of another case', igd1.toUpperCase(), 'gateway:1'],
    ['a root device', 'upnp:rootdevice', 'root-device'],
  ])('knows %s', (_, type, names) => {
    expect(decodeSearchReply(gatewayReply(location, type))).toEqual({ location, names })
  })

  it('takes the type from ST or from USN', () => {
    expect(decodeSearchReply(searchReply({ ST: 'ssdp:all', USN: `${usn}::${igd2}`, LOCATION: location }))?.names).toBe(
      'gateway:2',
    )
    expect(decodeSearchReply(searchReply({ ST: igd1, LOCATION: location }))?.names).toBe('gateway:1')
  })

  it('reads fields however they are written', () => {
    const sloppy = `HTTP/1.0 200 OK\nlocation:${location}\nSt:   ${igd1}  \nno field\n: nameless\n\n`
    expect(decodeSearchReply(new TextEncoder().encode(sloppy))).toEqual({ location, names: 'gateway:1' })
  })

  it('takes the first of a name, and nothing behind the end', () => {
    const twice = searchReply({ LOCATION: location, Location: 'http://192.0.2.66/', ST: igd1 })
    expect(decodeSearchReply(twice)?.location).toBe(location)
    const late = new TextEncoder().encode(`HTTP/1.1 200 OK\r\nST: ${igd1}\r\n\r\nLOCATION: ${location}\r\n`)
    expect(decodeSearchReply(late)).toBeUndefined()
  })

  it.each([
    ['a television', searchReply({ ST: 'urn:schemas-upnp-org:device:MediaRenderer:1', LOCATION: location })],
    ['a loudspeaker', searchReply({ ST: 'urn:schemas-upnp-org:device:ZonePlayer:1', LOCATION: location })],
    ['a bare uuid', searchReply({ ST: usn, USN: usn, LOCATION: location })],
    ['an announcement to all', searchReply({ NT: igd1, ST: igd1, LOCATION: location }, 'NOTIFY * HTTP/1.1')],
    ['a search of somebody else', encodeSearch(igd1)],
    ['a refusal', searchReply({ ST: igd1, LOCATION: location }, 'HTTP/1.1 404 Not Found')],
    ['no place', searchReply({ ST: igd1 })],
    ['an empty place', searchReply({ ST: igd1, LOCATION: '' })],
    ['no type', searchReply({ LOCATION: location })],
    [
      'a place beyond all fields',
      searchReply(Object.fromEntries([...fillers(60), ['LOCATION', location], ['ST', igd1]])),
    ],
    ['more than a frame', gatewayReply(`http://192.168.1.1/${'a'.repeat(2000)}`)],
    ['nothing', new Uint8Array()],
  ])('passes over %s', (_, datagram) => {
    expect(decodeSearchReply(datagram)).toBeUndefined()
  })

  it('reads back every place', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[!-~]{1,300}$/), fc.constantFrom(igd1, igd2), (url, type) => {
        expect(decodeSearchReply(gatewayReply(url, type))?.location).toBe(url)
      }),
    )
  })

  it('never throws, whatever is cut off or changed', () => {
    const whole = gatewayReply(location)
    for (let length = 0; length < whole.length; length += 1) decodeSearchReply(whole.subarray(0, length))
    const change = fc.tuple(fc.nat(whole.length - 1), fc.nat(255))
    fc.assert(
      fc.property(fc.array(change, { maxLength: 8 }), (changes) => {
        const forged = Uint8Array.from(whole)
        for (const [at, byte] of changes) forged[at] = byte
        const read = decodeSearchReply(forged)
        if (read !== undefined) expect(read.location.length).toBeLessThan(whole.length)
      }),
    )
    fc.assert(fc.property(fc.uint8Array({ maxLength: 3000 }), (bytes) => void decodeSearchReply(bytes)))
  })
})

function fillers(count: number): readonly (readonly [string, string])[] {
  return Array.from({ length: count }, (_, index) => [`X-${index}`, 'y'])
}
