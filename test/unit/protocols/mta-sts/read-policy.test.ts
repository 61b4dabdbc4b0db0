import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type MtaStsPolicy, readPolicy } from '../../../../src/protocols/mta-sts/read-policy.ts'
import { mutated } from '../mutated.ts'

const lines = ['version: STSv1', 'mode: enforce', 'mx: mail.example.test', 'mx: *.example.org', 'max_age: 604800']
const policy = { mode: 'enforce', maxAgeS: 604_800, mx: ['mail.example.test', '*.example.org'] }
const written = (some: readonly string[], end = '\r\n') => some.map((line) => `${line}${end}`).join('')
const without = (start: string) => lines.filter((line) => !line.startsWith(start))
const having = (start: string, line: string) => lines.map((each) => (each.startsWith(start) ? line : each))

describe('a policy', () => {
  it.each([
    ['with CRLF', written(lines)],
    ['with LF', written(lines, '\n')],
    ['with either', 'version: STSv1\nmode: enforce\r\nmx: mail.example.test\nmx: *.example.org\r\nmax_age: 604800'],
    ['without an end of the last line', lines.join('\n')],
    [
      'in any order',
      written(lines.toReversed()).replace(
        'mx: *.example.org\r\nmx: mail.example.test',
        'mx: mail.example.test\r\nmx: *.example.org',
      ),
    ],
    [
      'with blanks after the colon and the value, or none',
      'version:STSv1 \t\nmode:\t enforce\nmx:mail.example.test\nmx: *.example.org \nmax_age:604800',
    ],
    ['with fields of a later version', written([...lines, 'x-Fancy.1: what ever: ä'])],
    ['with a field twice: the first counts', written([...lines, 'mode: none', 'version: STSv2', 'max_age: never'])],
    ['with hosts in any case', written(lines).replace('mail.example.test', 'MAIL.Example.TEST')],
  ])('is read %s', (_name, text) => {
    expect(readPolicy(text)).toEqual(policy)
  })

  it('that ends all policies needs no hosts', () => {
    expect(readPolicy(written(['version: STSv1', 'mode: none', 'max_age: 0']))).toEqual({
      mode: 'none',
      maxAgeS: 0,
      mx: [],
    })
  })

  it('is kept for 31557600 seconds at most', () => {
    expect(readPolicy(written(having('max_age', 'max_age: 31557600')))).toMatchObject({ maxAgeS: 31_557_600 })
    expect(readPolicy(written(having('max_age', 'max_age: 31557601')))).toEqual({ flaw: 'wrong-max-age', line: 5 })
  })

  it.each([
    ['nothing', '', { flaw: 'empty' }],
    ['a byte order mark', `\ufeff${written(lines)}`, { flaw: 'byte-order-mark' }],
    ['more than 64 KiB', written([...lines, `x: ${'y'.repeat(65_536)}`]), { flaw: 'too-long' }],
    ['an empty line at its end', `${written(lines)}\r\n`, { flaw: 'empty-line', line: 6 }],
    ['an empty line within', written(['version: STSv1', ' ', ...without('version')]), { flaw: 'empty-line', line: 2 }],
    ['a comment', written(['# ours', ...lines]), { flaw: 'no-field', line: 1 }],
    ['a web page', '<!doctype html>\n<title>Not found</title>', { flaw: 'no-field', line: 1 }],
    ['a blank before a name', written(having('mode', ' mode: enforce')), { flaw: 'no-field', line: 2 }],
    ['a blank before a colon', written(having('mode', 'mode : enforce')), { flaw: 'no-field', line: 2 }],
    ['an equals sign for the colon', written(having('mode', 'mode=enforce')), { flaw: 'no-field', line: 2 }],
    ['a field without a value', written(having('mode', 'mode: ')), { flaw: 'no-field', line: 2 }],
    ['line ends of an old Macintosh', lines.join('\r'), { flaw: 'no-field', line: 1 }],
    ['an octet 0', written([...lines, 'x: \u0000']), { flaw: 'no-field', line: 6 }],
    ['another version', written(having('version', 'version: STSv2')), { flaw: 'wrong-version', line: 1 }],
    ['the version of the record', written(having('version', 'version: v=STSv1')), { flaw: 'wrong-version', line: 1 }],
    ['another mode', written(having('mode', 'mode: Enforce')), { flaw: 'wrong-mode', line: 2 }],
    ['an age in days', written(having('max_age', 'max_age: 7d')), { flaw: 'wrong-max-age', line: 5 }],
    ['a negative age', written(having('max_age', 'max_age: -1')), { flaw: 'wrong-max-age', line: 5 }],
    ['an age of eleven digits', written(having('max_age', 'max_age: 00000604800')), { flaw: 'wrong-max-age', line: 5 }],
    ['an asterisk alone', written([...lines, 'mx: *']), { flaw: 'wrong-mx', line: 6 }],
    ['an asterisk within', written([...lines, 'mx: mx.*.example.test']), { flaw: 'wrong-mx', line: 6 }],
    ['an asterisk beside letters', written([...lines, 'mx: mx*.example.test']), { flaw: 'wrong-mx', line: 6 }],
    ['a suffix of the draft', written([...lines, 'mx: .example.test']), { flaw: 'wrong-mx', line: 6 }],
    ['a final dot', written([...lines, 'mx: mail.example.test.']), { flaw: 'wrong-mx', line: 6 }],
    ['an underscore', written([...lines, 'mx: my_mail.example.test']), { flaw: 'wrong-mx', line: 6 }],
    ['a name that is not in ASCII', written([...lines, 'mx: märz.example.test']), { flaw: 'wrong-mx', line: 6 }],
    ['an address', written([...lines, 'mx: [192.0.2.1]']), { flaw: 'wrong-mx', line: 6 }],
    ['two hosts in a line', written([...lines, 'mx: a.example.test, b.example.test']), { flaw: 'wrong-mx', line: 6 }],
    ['a label of 64 letters', written([...lines, `mx: ${'a'.repeat(64)}.test`]), { flaw: 'wrong-mx', line: 6 }],
    ['no version', written(without('version')), { flaw: 'no-version' }],
    ['a version in another case', written(having('version', 'Version: STSv1')), { flaw: 'no-version' }],
    ['no mode', written(without('mode')), { flaw: 'no-mode' }],
    ['no age', written(without('max_age')), { flaw: 'no-max-age' }],
    ['no hosts', written(without('mx')), { flaw: 'no-mx' }],
  ])('is none with %s', (_name, text, expected) => {
    expect(readPolicy(text)).toEqual(expected)
  })

  it('is read as it was written', () => {
    const label = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,20}[a-z0-9])?$/)
    const host = fc
      .tuple(fc.constantFrom('', '*.'), fc.array(label, { minLength: 1, maxLength: 4 }))
      .map(([star, labels]) => star + labels.join('.'))
    const any: fc.Arbitrary<MtaStsPolicy> = fc.record({
      mode: fc.constantFrom('enforce' as const, 'testing' as const, 'none' as const),
      maxAgeS: fc.nat(31_557_600),
      mx: fc.array(host, { minLength: 1, maxLength: 5 }),
    })
    fc.assert(
      fc.property(any, fc.constantFrom('\n', '\r\n'), (wanted, end) => {
        const { mode, maxAgeS, mx } = wanted
        const fields = ['version: STSv1', `mode: ${mode}`, ...mx.map((each) => `mx: ${each}`), `max_age: ${maxAgeS}`]
        expect(readPolicy(fields.join(end))).toEqual(wanted)
      }),
    )
  })

  it('is read or refused, and never thrown over', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), mutated(written(lines)), mutated(written(lines, '\n')))
    fc.assert(
      fc.property(text, (some) => {
        const read = readPolicy(some)
        if ('flaw' in read) expect(read.line ?? 1).toBeGreaterThan(0)
        else expect(read.maxAgeS).toBeLessThanOrEqual(31_557_600)
      }),
    )
  })

  it.each([
    ['blanks', ' '.repeat(65_000)],
    ['blanks after a value', `x: y${' '.repeat(64_000)}z`],
    ['colons', ':'.repeat(65_000)],
    ['line ends', '\n'.repeat(65_000)],
    ['carriage returns', '\r'.repeat(65_000)],
    ['dots', `mx: ${'a.'.repeat(32_000)}`],
    ['hyphens', `mx: a${'-'.repeat(64_000)}`],
  ])('is refused at once, be it 64 KiB of %s', (_name, text) => {
    const began = performance.now()
    readPolicy(text)
    // A pattern that goes back over it would take seconds.
    expect(performance.now() - began).toBeLessThan(200)
  })
})
