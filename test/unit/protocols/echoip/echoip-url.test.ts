import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type EchoipAsked, readEchoipUrl } from '../../../../src/protocols/echoip/echoip-url.ts'

const pin = 'A'.repeat(43)

describe('readEchoipUrl', () => {
  it.each<[string, EchoipAsked]>([
    ['echoip+https://ip.example', { url: 'https://ip.example', pins: [] }],
    ['echoip+https://ip.example/', { url: 'https://ip.example', pins: [] }],
    ['ECHOIP+HTTPS://IP.example:443', { url: 'https://ip.example', pins: [] }],
    ['echoip+https://203.0.113.9:8443', { url: 'https://203.0.113.9:8443', pins: [] }],
    ['echoip+https://[2001:db8::9]:8443', { url: 'https://[2001:db8::9]:8443', pins: [] }],
    [`echoip+https://203.0.113.9#${pin}`, { url: 'https://203.0.113.9', pins: [pin] }],
    [`echoip+https://203.0.113.9#${pin},${pin}`, { url: 'https://203.0.113.9', pins: [pin] }],
  ])('reads %s', (text, value) => {
    expect(readEchoipUrl(text)).toEqual({ ok: true, value })
  })

  it.each<[string, RegExp]>([
    ['', /must begin with/],
    ['https://ip.example', /must begin with/],
    ['echoip+http://ip.example', /must begin with/],
    ['echoip+echoip+https://ip.example', /must begin with/],
    ['echoip://ip.example', /must begin with/],
    ['echoip+https://', /not a valid URL/],
    ['echoip+https://ip.example:99999', /not a valid URL/],
    ['echoip+https://user:secret@ip.example', /user name/],
    ['echoip+https://ip.example/port/25', /no path/],
    ['echoip+https://ip.example/?ip=192.0.2.1', /no path/],
    ['echoip+https://ip.example?', /no path/],
    ['echoip+https://ip.example:0', /port 0/],
    ['echoip+https://ip.example#pin', /pin after #/],
    [`echoip+https://ip.example#${pin},${pin},${pin}`, /at most two/],
    ['echoip+https://ip.example\u001b[31m', /blanks or control/],
    ['echoip+https://ip .example', /blanks or control/],
    [`echoip+https://${'a'.repeat(2000)}`, /too long/],
  ])('says in one sentence what is wrong with %j', (text, sentence) => {
    const read = readEchoipUrl(text)
    expect(read).toEqual({ ok: false, wrong: expect.stringMatching(sentence) })
    if (!read.ok) expect(read.wrong).toMatch(/^[A-Z][^\n]*\.$/)
  })

  it('gives an origin of https and nothing else', () => {
    const parts = [
      'https://',
      'http://',
      'ip.example',
      '[::1]',
      '127.1',
      ':',
      '443',
      '0',
      '@',
      '/',
      '?',
      '#',
      pin,
      ',',
      '%',
    ]
    const text = fc.oneof(
      fc.string(),
      fc.array(fc.constantFrom(...parts), { maxLength: 6 }).map((some) => `https://ip.example${some.join('')}`),
      fc.array(fc.constantFrom(...parts), { maxLength: 8 }).map((some) => some.join('')),
    )
    fc.assert(
      fc.property(text, (rest) => {
        const read = readEchoipUrl(`echoip+${rest}`)
        if (read.ok) expect(read.value.url).toBe(new URL(read.value.url).origin)
        if (read.ok) expect(read.value.url).toMatch(/^https:\/\//)
      }),
    )
    fc.assert(
      fc.property(fc.domain(), fc.integer({ min: 1, max: 65_535 }), (name, port) => {
        const url = new URL(`https://${name}:${port}`).origin
        expect(readEchoipUrl(`echoip+https://${name}:${port}#${pin}`)).toEqual({
          ok: true,
          value: { url, pins: [pin] },
        })
      }),
    )
  })
})
