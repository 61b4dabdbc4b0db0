import { describe, expect, it } from 'vitest'
import { isMasked, isMaskedCapability } from '../../../src/protocols/masked.ts'

describe('words that a firewall has made unreadable', () => {
  it.each(['****', '*************************', '*****2******0*****0**********', '**** ***** **', 'XXXXXXXX'])(
    'are known in a greeting: %s',
    (text) => expect(isMasked(text)).toBe(true),
  )

  it.each([
    'mx.example.org ESMTP',
    '*** NO SPAM PLEASE ***',
    'mx.example.org ESMTP ****',
    '',
    '2',
    '200',
    '**',
    '0 2 0',
  ])('are not seen in an honest one: %s', (text) => expect(isMasked(text)).toBe(false))

  it.each(['XXXXXXXA', 'XXXXXXXX', 'XXXB', '********', 'XXXXXXXC 1000'])('are known in a capability: %s', (text) =>
    expect(isMaskedCapability(text)).toBe(true),
  )

  it.each(['STARTTLS', 'XCLIENT', 'XFORWARD NAME', 'X-EXPS', 'XSINK', 'SIZE 100', '', 'XX'])(
    'are not seen in an honest one: %s',
    (text) => expect(isMaskedCapability(text)).toBe(false),
  )
})
