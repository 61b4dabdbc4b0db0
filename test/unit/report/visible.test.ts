import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { visible } from '../../../src/report/visible.ts'

const hidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}]/u

describe('visible', () => {
  it('shows escape sequences, line breaks and turned text instead of obeying them', () => {
    expect(visible('220 \u001b[2Jok\r\n\u202eevil')).toBe('220 \\u{1b}[2Jok\\u{d}\\u{a}\\u{202e}evil')
  })

  it('leaves what shows as it is', () => {
    expect(visible('Grüße, 東京 – “ok” \\x1b')).toBe('Grüße, 東京 – “ok” \\x1b')
  })

  it('leaves nothing hidden in any text, and changes nothing a second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const shown = visible(text)
        expect(shown).not.toMatch(hidden)
        expect(visible(shown)).toBe(shown)
      }),
    )
  })
})
