import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readSoapReply } from '../../../../src/protocols/igd/soap-reply.ts'
import { soapRequest } from '../../../../src/protocols/igd/soap-request.ts'
import { elementIn, readXml, textIn } from '../../../../src/protocols/igd/xml.ts'
import { anyText } from './any-text.ts'
import { wanIp1 } from './description-fixture.ts'
import { envelope, soapFault, soapResponse } from './soap-fixture.ts'

describe('soapRequest', () => {
  it('is what every router knows', () => {
    expect(
      soapRequest(wanIp1, 'DeletePortMapping', [
        ['NewRemoteHost', ''],
        ['NewExternalPort', 25],
      ]),
    ).toEqual({
      headers: { 'Content-Type': 'text/xml; charset="utf-8"', SOAPAction: `"${wanIp1}#DeletePortMapping"` },
      body:
        '<?xml version="1.0"?>\r\n' +
        '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" s:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/">' +
        `<s:Body><u:DeletePortMapping xmlns:u="${wanIp1}"><NewRemoteHost></NewRemoteHost><NewExternalPort>25</NewExternalPort></u:DeletePortMapping></s:Body></s:Envelope>\r\n`,
    })
  })

  it('escapes whatever it is given', () => {
    const { body } = soapRequest(wanIp1, 'Act', [['V', '</V><Evil a="b">&amp; \'\0\u0001']])
    expect(body).toContain('<V>&lt;/V&gt;&lt;Evil a=&quot;b&quot;&gt;&amp;amp; &apos;</V>')
  })

  it('can be read back, whatever is in a value', () => {
    fc.assert(
      fc.property(anyText, (value) => {
        const { body } = soapRequest(wanIp1, 'Act', [
          ['V', value],
          ['W', 'w'],
        ])
        const act = elementIn(elementIn(readXml(body, 'Envelope'), 'Body'), 'Act')
        const legal = value.replace(/[^\t\n\r -\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '').replace(/\r\n?/g, '\n')
        expect(textIn(act, 'V')).toBe(legal.trim())
        expect(textIn(act, 'W')).toBe('w')
      }),
    )
  })
})

describe('readSoapReply', () => {
  it('gives the values of a response', () => {
    const reply = readSoapReply(
      soapResponse('GetExternalIPAddress', { NewExternalIPAddress: '203.0.113.7' }),
      'GetExternalIPAddress',
    )
    expect(reply).toEqual({ kind: 'response', values: { NewExternalIPAddress: '203.0.113.7' } })
  })

  it.each([
    '<u:ActResponse xmlns:u="x"></u:ActResponse>',
    '<u:ActResponse xmlns:u="x"/>',
    '<ActResponse>\n</ActResponse>',
  ])('takes %s for an answer that gives nothing', (body) =>
    expect(readSoapReply(envelope(body), 'Act')).toEqual({ kind: 'response', values: {} }),
  )

  it.each([402, 501, 606, 714, 718, 724, 725])('gives fault %i', (code) => {
    expect(readSoapReply(soapFault(code, 'OnlyPermanentLeasesSupported'), 'Act')).toEqual({
      kind: 'fault',
      code,
      says: 'OnlyPermanentLeasesSupported',
    })
  })

  it('bounds what a fault says', () => {
    expect(readSoapReply(soapFault(501, 'x'.repeat(5000)), 'Act')).toMatchObject({ says: 'x'.repeat(120) })
    expect(readSoapReply(soapFault(501, `${'x'.repeat(119)}😀`), 'Act')).toMatchObject({ says: 'x'.repeat(119) })
    const silent = soapFault(501).replace(/<errorDescription>.*<\/errorDescription>/, '')
    expect(readSoapReply(silent, 'Act')).toEqual({ kind: 'fault', code: 501, says: '' })
  })

  it('takes a fault beside a response for a fault', () => {
    const both = envelope(`<ActResponse/>${/<s:Fault>.*<\/s:Fault>/.exec(soapFault(718))?.[0]}`)
    expect(readSoapReply(both, 'Act')).toMatchObject({ kind: 'fault', code: 718 })
  })

  it.each([
    ['nothing', ''],
    ['a page', '<html><body>Log in</body></html>'],
    ['an empty body', envelope('')],
    ['the response to another action', soapResponse('Other')],
    ['what was asked, sent back', envelope('<u:Act xmlns:u="x"/>')],
    ['a response with words in it', envelope('<ActResponse>Error</ActResponse>')],
    ['two responses', envelope('<ActResponse/><ActResponse/>')],
    ['a response outside the body', envelope('').replace('<s:Body>', '<ActResponse/><s:Body>')],
    ['a fault without a code', soapFault('')],
    ['a fault with words for a code', soapFault('no such entry')],
    ['a fault with a code of a size', soapFault('123456789')],
    ['a fault of SOAP alone', envelope('<s:Fault><faultcode>s:Server</faultcode></s:Fault>')],
    ['an empty fault', envelope('<s:Fault/>')],
    ['two faults', envelope('<s:Fault/><s:Fault/>')],
    ['an empty fault beside a response', envelope('<s:Fault/><ActResponse/>')],
  ])('is no success for %s', (_, text) => {
    expect(readSoapReply(text, 'Act')).toBeUndefined()
  })

  it('is no success for what is cut off', () => {
    for (const whole of [soapResponse('Act', { V: '1' }), soapFault(718)]) {
      for (let length = 0; length < whole.length; length += 1) {
        expect(readSoapReply(whole.slice(0, length), 'Act')).toBeUndefined()
      }
    }
  })

  it('never throws, whatever is changed', () => {
    const change = fc.tuple(fc.nat(600), fc.constantFrom('<', '>', '/', '&', '"', ':', '0', '\0'))
    fc.assert(
      fc.property(
        fc.constantFrom(soapFault(718), soapResponse('Act')),
        fc.array(change, { maxLength: 8 }),
        (whole, changes) => {
          const letters = [...whole]
          for (const [at, letter] of changes) letters[at % letters.length] = letter
          const reply = readSoapReply(letters.join(''), 'Act')
          if (reply?.kind === 'fault') expect(Number.isInteger(reply.code)).toBe(true)
        },
      ),
    )
    fc.assert(fc.property(anyText, (any) => void readSoapReply(envelope(any), 'Act')))
  })
})
