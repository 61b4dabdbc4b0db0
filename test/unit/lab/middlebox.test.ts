import { describe, expect, it } from 'vitest'
import { maskWords } from '../../lab/inside/middlebox/mask-words.ts'
import type { Rewriting } from '../../lab/inside/middlebox/relay-lines.ts'
import { stripStartTls } from '../../lab/inside/middlebox/strip-starttls.ts'

const heard = (rewriting: Rewriting, lines: readonly string[]) => lines.flatMap((line) => rewriting.fromServer(line))

describe('a middlebox that takes out STARTTLS', () => {
  it.each([
    [
      ['250-a.test', '250-STARTTLS', '250 SIZE'],
      ['250-a.test', '250 SIZE'],
    ],
    [
      ['250-a.test', '250-SIZE', '250 STARTTLS'],
      ['250-a.test', '250 SIZE'],
    ],
    [['250-a.test', '250 STARTTLS'], ['250 a.test']],
    [['220 a.test ESMTP'], ['220 a.test ESMTP']],
    [['* OK [CAPABILITY IMAP4rev1 STARTTLS ID] a.test'], ['* OK [CAPABILITY IMAP4rev1 ID] a.test']],
    [
      ['* CAPABILITY IMAP4rev1 STARTTLS', 'a OK done'],
      ['* CAPABILITY IMAP4rev1', 'a OK done'],
    ],
  ])('%j becomes %j', (said, expected) => {
    expect(heard(stripStartTls(), said)).toEqual(expected)
  })

  it('refuses it in the language of the caller, and passes all else on', () => {
    expect(stripStartTls().fromCaller('STARTTLS')).toEqual({ answer: '502 5.5.1 not here' })
    expect(stripStartTls().fromCaller('a7 starttls')).toEqual({ answer: 'a7 BAD not here' })
    expect(stripStartTls().fromCaller('EHLO starttls')).toEqual({ pass: 'EHLO starttls' })
  })
})

describe('an old firewall that masks words', () => {
  it('leaves of a greeting the code, 2, 0 and blanks', () => {
    expect(heard(maskWords({ commands: false }), ['220 mx2.test ESMTP 2010'])).toEqual(['220 **2***** ***** 20*0'])
  })

  it('leaves of a capability its length', () => {
    const firewall = maskWords({ commands: false })
    firewall.fromServer('220 a.test')
    firewall.fromCaller('EHLO b.test')
    expect(heard(firewall, ['250-a.test p=1', '250-STARTTLS', '250 SIZE 100'])).toEqual([
      '250-a.test p=1',
      '250-XXXXXXXA',
      '250 XXXA',
    ])
    expect(heard(firewall, ['250 2.1.0 Ok'])).toEqual(['250 2.1.0 Ok'])
  })

  it('masks commands of its own time to come only where it is that old', () => {
    expect(maskWords({ commands: false }).fromCaller('EHLO b.test')).toEqual({ pass: 'EHLO b.test' })
    expect(maskWords({ commands: true }).fromCaller('EHLO b.test')).toEqual({ pass: 'XXXX XXXXXX' })
    expect(maskWords({ commands: true }).fromCaller('QUIT')).toEqual({ pass: 'QUIT' })
  })
})
