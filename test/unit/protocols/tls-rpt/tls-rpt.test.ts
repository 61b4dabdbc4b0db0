import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readTlsRpt } from '../../../../src/protocols/tls-rpt/read-tls-rpt.ts'
import { mutated } from '../mutated.ts'

const sound = 'v=TLSRPTv1; rua=mailto:tls@example.test'

describe('the record at _smtp._tls', () => {
  it.each([
    ['by mail', sound, ['mailto:tls@example.test']],
    ['by POST', 'v=TLSRPTv1;rua=https://reports.example.test/v1/tls;', ['https://reports.example.test/v1/tls']],
    ['both', `${sound} , https://example.test/r`, ['mailto:tls@example.test', 'https://example.test/r']],
    ['two fields', `${sound}; rua=mailto:b@example.test`, ['mailto:tls@example.test', 'mailto:b@example.test']],
    ['with a subject', `${sound}?subject=TLS`, ['mailto:tls@example.test?subject=TLS']],
    ['with what a later version adds', `${sound}; x=y`, ['mailto:tls@example.test']],
    ['with a comma in the address', 'v=TLSRPTv1; rua=mailto:a%2Cb@example.test', ['mailto:a%2Cb@example.test']],
  ])('is read: %s', (_name, text, to) => {
    expect(readTlsRpt(text)).toEqual({ to })
  })

  it.each([
    ['nothing', '', 'grammar'],
    ['the version alone', 'v=TLSRPTv1;', 'grammar'],
    ['another version', sound.replace('v1', 'v2'), 'grammar'],
    ['no semicolon', sound.replace(';', ''), 'grammar'],
    ['a value with a blank in another field', `${sound}; x=y z`, 'grammar'],
    ['no rua', 'v=TLSRPTv1; ruf=mailto:tls@example.test', 'no-rua'],
    ['an address without a scheme', 'v=TLSRPTv1; rua=tls@example.test', 'wrong-address'],
    ['a page in the clear', 'v=TLSRPTv1; rua=http://example.test/', 'wrong-address'],
    ['no address after mailto', 'v=TLSRPTv1; rua=mailto:', 'wrong-address'],
    ['a name after mailto', 'v=TLSRPTv1; rua=mailto:tls', 'wrong-address'],
    ['two addresses with a blank between', `${sound} mailto:b@example.test`, 'wrong-address'],
    ['a comma too many', `${sound},`, 'wrong-address'],
    ['a size, as DMARC had', `${sound}!10m`, 'wrong-address'],
  ])('is none with %s', (_name, text, flaw) => {
    expect(readTlsRpt(text)).toEqual({ flaw })
  })

  it('is read as it was written', () => {
    const mail = fc.stringMatching(/^[a-z0-9.+-]{1,20}$/).map((local) => `mailto:${local}@example.test`)
    const post = fc.stringMatching(/^[a-z0-9/-]{0,20}$/).map((path) => `https://example.test/${path}`)
    fc.assert(
      fc.property(
        fc.array(fc.oneof(mail, post), { minLength: 1, maxLength: 5 }),
        fc.constantFrom(',', ' , '),
        (to, comma) => {
          expect(readTlsRpt(`v=TLSRPTv1; rua=${to.join(comma)}`)).toEqual({ to })
        },
      ),
    )
  })

  it('is read or refused, and never thrown over', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), mutated(`${sound},https://example.test/r; x=y;`)), (text) => {
        const read = readTlsRpt(text)
        if ('to' in read) for (const each of read.to) expect(each).toMatch(/^(mailto|https):/i)
        else expect(['grammar', 'no-rua', 'wrong-address']).toContain(read.flaw)
      }),
    )
  })
})
