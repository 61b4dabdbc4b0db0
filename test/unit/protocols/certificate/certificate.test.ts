import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { certificateProblem } from '../../../../src/protocols/certificate/certificate-problem.ts'
import { coversName } from '../../../../src/protocols/certificate/covers-name.ts'

describe('a name that a certificate or a policy has', () => {
  it.each([
    ['mail.example.test', 'mail.example.test', true],
    ['MAIL.example.test', 'mail.Example.TEST.', true],
    ['example.test', 'mail.example.test', false],
    ['mail.example.test', 'example.test', false],
    ['*.example.test', 'mail.example.test', true],
    // RFC 8461 §4.1 names these two.
    ['*.example.test', 'example.test', false],
    ['*.example.test', 'a.mail.example.test', false],
    ['*.example.test', '.example.test', false],
    ['*.', 'mail.', false],
    ['*', 'mail', false],
    ['m*.example.test', 'mail.example.test', false],
    ['', '', false],
    ['*.test', 'evil-test', false],
  ])('%j is for %j: %s', (pattern, host, expected) => {
    expect(coversName(pattern, host)).toBe(expected)
  })

  it('with an asterisk is for every host that differs in its first label alone', () => {
    const label = fc.stringMatching(/^[a-z0-9]{1,10}$/)
    fc.assert(
      fc.property(label, fc.array(label, { minLength: 1, maxLength: 3 }), (first, rest) => {
        const parent = rest.join('.')
        expect(coversName(`*.${parent}`, `${first}.${parent}`)).toBe(true)
        expect(coversName(`*.${parent}`, parent)).toBe(rest.length > 1 && rest.slice(1).join('.') === parent)
        expect(coversName(`*.${parent}`, `a.${first}.${parent}`)).toBe(false)
      }),
    )
  })
})

describe('a certificate that is not trusted', () => {
  const now = '2026-06-01T00:00:00.000Z'
  const sound = {
    trusted: false,
    subject: 'CN=mail.example.test',
    issuer: 'CN=Authority',
    names: ['*.example.test'],
    notAfter: '2026-07-01T00:00:00.000Z',
  }

  it.each([
    ['nothing, where it is', { trusted: true }, undefined],
    ['an authority that anybody knows', {}, 'unknown-authority'],
    ['the name', { names: ['example.test'] }, 'other-name'],
    ['any name', { names: [] }, 'other-name'],
    ['time', { notAfter: '2026-05-01T00:00:00.000Z' }, 'expired'],
    ['an authority at all', { issuer: sound.subject, notAfter: '1999-01-01T00:00:00.000Z', names: [] }, 'self-signed'],
  ])('lacks %s', (_name, parts, expected) => {
    expect(certificateProblem({ ...sound, ...parts }, 'mail.example.test', now)).toBe(expected)
  })
})
