import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isPin, pinOf } from '../../../src/wire/pin.ts'
import { readProbeAddress, writeProbeAddress } from '../../../src/wire/probe-address.ts'

const pin = pinOf(Buffer.from('a key'))
const next = pinOf(Buffer.from('the next key'))

describe('readProbeAddress', () => {
  it('takes what the probe printed', () => {
    expect(readProbeAddress(`https://203.0.113.5:8025#${pin}`)).toEqual({
      ok: true,
      value: { url: 'https://203.0.113.5:8025', host: '203.0.113.5', port: 8025, pins: [pin] },
    })
    expect(readProbeAddress(`https://[2001:db8::5]:8025#${pin},${next}`)).toEqual({
      ok: true,
      value: { url: 'https://[2001:db8::5]:8025', host: '2001:db8::5', port: 8025, pins: [pin, next] },
    })
    expect(readProbeAddress('https://probe.example.org')).toEqual({
      ok: true,
      value: { url: 'https://probe.example.org', host: 'probe.example.org', port: 443, pins: [] },
    })
  })

  it.each([
    ['203.0.113.5:8025', /whole URL/],
    ['', /whole URL/],
    ['http://203.0.113.5:8025', /https/],
    ['ftp://203.0.113.5', /https/],
    ['https://user:secret@203.0.113.5', /user name or password/],
    ['https://203.0.113.5/v1', /no path/],
    ['https://203.0.113.5?x=1', /no path/],
    ['https://203.0.113.5:99999', /not a valid URL/],
    ['https://203.0.113.5:0', /port 0/],
    ['https://203.0.113.5:8025#abc', /43 letters/],
    [`https://203.0.113.5:8025#${pin}=`, /43 letters/],
    [`https://203.0.113.5:8025#${pin},`, /43 letters/],
    [`https://203.0.113.5:8025#${pin},${pin},${pin}`, /at most two/],
    ['https://203.0.113.5:8025 ', /blanks/],
    ['https://203.0.113.5:8025#\u001b[31m', /blanks or control/],
    [`https://${'a'.repeat(2000)}`, /too long/],
  ])('says in one sentence what is wrong with %j', (text, sentence) => {
    const read = readProbeAddress(text)
    expect(read).toEqual({ ok: false, wrong: expect.stringMatching(sentence) })
    if (!read.ok) expect(read.wrong).toMatch(/^[A-Z][^\n]*\.$/)
  })

  it('reads what it writes, and throws on nothing', () => {
    const host = fc.oneof(
      fc.ipV4(),
      fc.ipV6().map((text) => new URL(`https://[${text}]`).hostname.slice(1, -1)),
      fc.domain(),
    )
    fc.assert(
      fc.property(host, fc.integer({ min: 1, max: 65_535 }), fc.subarray([pin, next]), (name, port, pins) => {
        expect(readProbeAddress(writeProbeAddress(name, port, pins))).toMatchObject({
          ok: true,
          value: { host: name, port, pins },
        })
      }),
    )
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(readProbeAddress(`https://${text}`)).toHaveProperty('ok')
      }),
    )
  })
})

describe('a pin', () => {
  it('is the SHA-256 of the key in 43 letters', () => {
    expect(pin).toHaveLength(43)
    expect(isPin(pin)).toBe(true)
    expect(isPin(`${pin.slice(0, 42)}B`)).toBe(false)
    expect(isPin(pin.replace(/.$/, '='))).toBe(false)
  })
})
