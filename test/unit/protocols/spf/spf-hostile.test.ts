import { isIPv4, isIPv6 } from 'node:net'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evaluateSpf } from '../../../../src/protocols/spf/evaluate-spf.ts'
import { readSpfRecord } from '../../../../src/protocols/spf/read-spf-record.ts'
import { rememberedNames } from '../../../../src/protocols/spf/remembered-names.ts'
import type { DomainSpec, MacroPart } from '../../../../src/protocols/spf/spf-record.ts'
import { spfSender } from '../../../../src/protocols/spf/spf-sender.ts'
import { targetName } from '../../../../src/protocols/spf/target-name.ts'
import { wholeRecord } from '../../../../src/protocols/spf/whole-record.ts'
import { record, sending, spoilt, zone } from './spf-arbitrary.ts'
import { receiver } from './spf-cases.ts'
import { type SpfZone, spfZone } from './spf-zone.ts'

/** So many mutations of a record a run, so that 5 000 runs are 100 000 of them. */
const mutations = 20

function written(spec: DomainSpec): string {
  const part = (each: MacroPart) => {
    if (typeof each === 'string') return { '%': '%%', ' ': '%_', '%20': '%-' }[each] ?? each
    const letter = each.escaped ? each.letter.toUpperCase() : each.letter
    return `%{${letter}${each.keep ?? ''}${each.reversed ? 'r' : ''}${each.delimiters === '.' ? '' : each.delimiters}}`
  }
  return spec.map(part).join('')
}

/** A record as it was read, written again. */
function rewritten(text: string): string | undefined {
  const read = readSpfRecord(text)
  if (!read.ok) return undefined
  const { directives, redirect, exp } = read.record
  const terms = directives.map(({ qualifier, mechanism }) => {
    const target = 'target' in mechanism && mechanism.target !== undefined ? `:${written(mechanism.target)}` : ''
    const address = 'network' in mechanism ? `:${mechanism.network}/${mechanism.length}` : ''
    const lengths = 'v4' in mechanism ? `/${mechanism.v4}//${mechanism.v6}` : ''
    return `${qualifier}${mechanism.kind}${target}${address}${lengths}`
  })
  const modifiers = [redirect, exp].flatMap((each) =>
    each === undefined ? [] : `${each.name}=${written(each.target ?? [])}`,
  )
  return ['v=spf1', ...terms, ...modifiers].join(' ')
}

const withoutTerms = (text: string | undefined) =>
  JSON.stringify(readSpfRecord(text ?? ''), (key, value: unknown) => (key === 'term' ? undefined : value))

describe('readSpfRecord', () => {
  it('reads what was written after what was read', () => {
    fc.assert(
      fc.property(record, (text) => {
        const again = rewritten(text)
        if (again !== undefined) expect(withoutTerms(again)).toBe(withoutTerms(text))
      }),
    )
  })

  it('reads every record of the grammar, but for a modifier that stands there twice', () => {
    fc.assert(
      fc.property(record, (text) => {
        const read = readSpfRecord(text)
        expect(read.ok ? '' : read.wrong).toMatch(/^$|is the second/)
      }),
    )
  })

  it('never throws when a good record changes, and refuses with a term of that record', () => {
    fc.assert(
      fc.property(fc.array(spoilt(spoilt(record)), { minLength: mutations, maxLength: mutations }), (texts) => {
        for (const text of texts) {
          const read = readSpfRecord(text)
          if (!read.ok && text.startsWith('v=spf1 ')) expect(text).toContain(read.term)
        }
      }),
    )
  })

  it('never throws, whatever the text is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (text) => void readSpfRecord(`v=spf1 ${text}`)),
    )
  })

  it('takes every truncation of a record', () => {
    fc.assert(
      fc.property(record, (text) => {
        for (let length = 0; length < text.length; length += 1) readSpfRecord(text.slice(0, length))
      }),
    )
  })

  it('takes for addresses what is one to Node', () => {
    const address = fc.stringMatching(/^[0-9a-f:.]{2,24}$/)
    fc.assert(
      fc.property(fc.oneof(address, fc.ipV4(), fc.ipV6()), (text) => {
        expect([text, readSpfRecord(`v=spf1 ip4:${text}`).ok]).toEqual([text, isIPv4(text)])
        expect([text, readSpfRecord(`v=spf1 ip6:${text}`).ok]).toEqual([text, isIPv6(text)])
      }),
    )
  })

  const long = 65_000
  it.each([
    ['spaces', ' '.repeat(long)],
    ['terms', ' a'.repeat(long / 2)],
    ['a label', ` a:${'a'.repeat(long)}.test`],
    ['labels', ` a:${'a.'.repeat(long / 2)}test`],
    ['a top label that ends badly', ` a:x.${'a'.repeat(long)}!`],
    ['hyphens', ` a:x.${'-'.repeat(long)}a`],
    ['slashes', ` a${'/'.repeat(long)}`],
    ['lengths', ` a${'/1'.repeat(long / 2)}`],
    ['digits', ` a/${'1'.repeat(long)}`],
    ['percent signs', ` a:${'%%'.repeat(long / 2)}`],
    ['macros', ` a:${'%{d}'.repeat(long / 4)}`],
    ['open brackets', ` a:${'%{'.repeat(long / 2)}`],
    ['a macro of delimiters', ` a:%{d${'.'.repeat(long)}}`],
    ['a name of a modifier', ` ${'a'.repeat(long)}=`],
    ['a name of nothing', ` ${'a-'.repeat(long / 2)}:`],
    ['an address', ` ip6:${':'.repeat(long)}`],
    ['more than a record can hold', ' a'.repeat(long)],
  ])('is not slowed down by %s', (_, text) => {
    const started = performance.now()
    readSpfRecord(`v=spf1${text}`)
    expect(performance.now() - started).toBeLessThan(500)
  })
})

describe('targetName', () => {
  it('gives a name that can be asked for, an end of the text, or nothing', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 600 }), fc.constantFrom('', '.test', '.test.'), (text, end) => {
        const name = targetName(text + end)
        if (name === undefined) return
        expect((text + end).replace(/\.$/, '').endsWith(name)).toBe(true)
        expect(name.length).toBeLessThanOrEqual(253)
        expect(name.split('.').every((label) => label.length > 0 && label.length < 64)).toBe(true)
      }),
    )
  })
})

const d0 = 'd0.test'
const wide = (count: number, term: (index: number) => string) =>
  `v=spf1 ${Array.from({ length: count }, (_, index) => term(index)).join(' ')} -all`

const hostile: Readonly<Record<string, SpfZone>> = {
  'an include of itself': { 'd0.test TXT': ['v=spf1 include:d0.test'] },
  'a redirect to itself': { 'd0.test TXT': ['v=spf1 redirect=d0.test'] },
  'a circle': { 'd0.test TXT': ['v=spf1 include:d1.test'], 'd1.test TXT': ['v=spf1 redirect=d0.test'] },
  'ten thousand includes': { 'd0.test TXT': [wide(10_000, (index) => `include:i${index}.test`)] },
  'ten thousand includes of itself': { 'd0.test TXT': [wide(4_000, () => 'include:d0.test')] },
  'a tree of includes': {
    'd0.test TXT': [wide(9, (index) => `include:d${index + 1}.test`)],
    ...Object.fromEntries(
      Array.from({ length: 9 }, (_, index) => [`d${index + 1}.test TXT`, [wide(9, () => 'include:d0.test')]]),
    ),
  },
  'macros that lead to ever new names': { 'd0.test TXT': ['v=spf1 include:a.%{d}'] },
  'macros that grow': { 'd0.test TXT': [`v=spf1 exists:${'%{s}'.repeat(15_000)}.test -all`] },
  'thousands of exchangers': {
    'd0.test TXT': ['v=spf1 mx -all'],
    'd0.test MX': Array.from({ length: 2_000 }, (_, index) => `10 mx${index}.test`),
  },
  'thousands of names': {
    'd0.test TXT': ['v=spf1 ptr -all'],
    '1.2.0.192.in-addr.arpa PTR': Array.from({ length: 2_000 }, (_, index) => `h${index}.d0.test`),
  },
  'thousands of networks': { 'd0.test TXT': [wide(3_000, (index) => `ip4:198.51.100.${index % 256}`)] },
}

describe('a check of SPF', () => {
  it.each(Object.entries(hostile))('comes to its end with %s', async (_, records) => {
    const started = performance.now()
    const { sender } = spfSender('192.0.2.1', `user@${d0}`, 'mail.test')
    const judging = spfZone(records)
    const { lookups, voidLookups } = await evaluateSpf(rememberedNames(judging.ask), sender, receiver)
    expect(lookups).toBeLessThanOrEqual(10)
    expect(voidLookups).toBeLessThanOrEqual(3)
    // One for each term, ten for the hosts of each of them.
    expect(judging.asked.length).toBeLessThanOrEqual(1 + 10 * 11)
    const counting = spfZone(records)
    await wholeRecord(rememberedNames(counting.ask), sender, receiver)
    expect(counting.asked.length).toBeLessThanOrEqual(24)
    expect(performance.now() - started).toBeLessThan(2_000)
  })

  it('keeps its limits in every world', async () => {
    await fc.assert(
      fc.asyncProperty(zone, sending, async (records, { ip, from, helo }) => {
        const { ask, asked } = spfZone(records)
        const { sender } = spfSender(ip, from, helo)
        const evaluation = await evaluateSpf(rememberedNames(ask), sender, receiver)
        expect(evaluation.lookups).toBeLessThanOrEqual(10)
        expect(evaluation.voidLookups).toBeLessThanOrEqual(3)
        expect(new Set(asked).size).toBe(asked.length)
        expect(evaluation.explanation === undefined || evaluation.result === 'fail').toBe(true)
        expect(evaluation.decidedBy.because).toMatch(/^\S.*[^.]$/)
      }),
    )
  })
})
