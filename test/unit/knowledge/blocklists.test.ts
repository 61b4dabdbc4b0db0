import { describe, expect, it } from 'vitest'
import { blocklists } from '../../../src/knowledge/blocklists.ts'
import { queryName } from '../../../src/protocols/dns/query-name.ts'

describe('a built-in blocklist', () => {
  it.each(blocklists)('$name has terms, a page to get off it, a source and its month', (list) => {
    expect(list.terms).toMatch(/^[A-Z].*\.$/)
    expect(new URL(list.removal).protocol).toBe('https:')
    expect(list.source).toMatch(/https:\/\/[a-z0-9.-]+\.[a-z]+\/\S/)
    expect(list.seen).toMatch(/^20\d\d-(0[1-9]|1[0-2])$/)
  })

  it.each(blocklists)('$name is asked in a zone, and answers in 127.0.0.0/8', ({ zone, keyed = zone, codes, of }) => {
    // The longest that goes before it: the nibbles of an address, and a key.
    for (const each of [zone, keyed]) expect(queryName(`${'0.'.repeat(32)}${'k'.repeat(26)}.${each}`).ok).toBe(true)
    for (const code of Object.keys(codes)) expect(code).toMatch(/^127\.0\.\d{1,3}\.\d{1,3}$/)
    expect(of.length).toBeGreaterThan(0)
  })

  it('is not asked twice, nor are there more than a polite few', () => {
    expect(new Set(blocklists.map(({ zone }) => zone)).size).toBe(blocklists.length)
    expect(blocklists.length).toBeLessThanOrEqual(8)
  })

  it.each(['v4', 'v6', 'domain'] as const)('that large receivers heed is among those for %s', (kind) => {
    const heeded = blocklists.filter(({ of, codes }) => of.includes(kind) && Object.values(codes).includes('abuse'))
    expect(heeded.map(({ name }) => name)).toEqual([kind === 'domain' ? 'Spamhaus DBL' : 'Spamhaus ZEN'])
  })

  it('keeps lines that are not to send apart from bad ones', () => {
    const policy = blocklists.flatMap(({ zone, codes }) =>
      Object.entries(codes)
        .filter(([, kind]) => kind.startsWith('policy'))
        .map(([code, kind]) => [zone, code, kind]),
    )
    expect(policy).toEqual([
      ['zen.spamhaus.org', '127.0.0.10', 'policy-by-provider'],
      ['zen.spamhaus.org', '127.0.0.11', 'policy'],
    ])
  })

  it.each(['sorbs.net', 'manitu.net', 'inps.de', 'abuseat.org', 'unsubscore.com', 'senderscore.com', 'uceprotect.net'])(
    'is not one of %s, which are dead, or list whole providers',
    (operator) => {
      expect(blocklists.filter(({ zone }) => zone.endsWith(operator))).toEqual([])
    },
  )
})
