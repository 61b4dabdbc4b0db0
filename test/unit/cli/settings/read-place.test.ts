import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readHostName } from '../../../../src/cli/settings/read-host-name.ts'
import { readPlace } from '../../../../src/cli/settings/read-place.ts'

describe('a host and a port', () => {
  it.each([
    ['mail.example.org:587', {}, { host: 'mail.example.org', port: 587 }],
    ['203.0.113.5:25', {}, { host: '203.0.113.5', port: 25 }],
    ['[2001:DB8::5]:25', {}, { host: '2001:db8::5', port: 25 }],
    ['stun.example.org', { port: 3478 }, { host: 'stun.example.org', port: 3478 }],
    ['2001:db8::53', { port: 53, address: true }, { host: '2001:db8::53', port: 53 }],
    ['[2001:db8::53]', { port: 53, address: true }, { host: '2001:db8::53', port: 53 }],
  ])('are read from %s', (text, options, value) => expect(readPlace(text, options)).toEqual({ ok: true, value }))

  it.each([
    ['mail.example.org', {}],
    ['mail.example.org:0', {}],
    ['mail.example.org:99999', {}],
    ['mail.example.org:25:25', {}],
    ['2001:db8::5', {}],
    ['[mail.example.org]:25', {}],
    ['https://mail.example.org:25', {}],
    ['mail example.org:25', {}],
    ['mail.example.org:53', { port: 53, address: true }],
    ['1.2.3:25', {}],
    ['', { port: 25 }],
    [':25', {}],
  ])('are not read from "%s"', (text, options) => expect(readPlace(text, options).ok).toBe(false))

  it('are read or refused, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const read = readPlace(text, { port: 25 })
        if (read.ok) expect(read.value.host).toMatch(/^[a-z0-9.:-]+$/)
      }),
    )
  })
})

describe('a host name', () => {
  it.each([
    ['Mail.Example.ORG.', 'mail.example.org'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['localhost', 'localhost'],
  ])('is read from %s', (text, value) => expect(readHostName(text)).toEqual({ ok: true, value }))

  it.each([
    '',
    '.',
    'a..b',
    '-a.example',
    'a_b.example',
    '192.0.2.1',
    '1.2.3',
    'a b',
    'https://a.example',
    `${'a'.repeat(64)}.example`,
  ])('is not read from "%s"', (text) => expect(readHostName(text).ok).toBe(false))
})
