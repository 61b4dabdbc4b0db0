import { describe, expect, it } from 'vitest'
import type { Blocklist } from '../../../../src/core/asked.ts'
import { askList } from '../../../../src/protocols/dnsbl/ask-list.ts'
import { scriptedLists } from './scripted-lists.ts'

const zen: Blocklist = {
  name: 'Zen',
  zone: 'zen.test',
  of: ['v4', 'v6'],
  codes: { '127.0.0.2': 'abuse', '127.0.0.10': 'policy-by-provider' },
}

describe('a list', () => {
  it('is asked three questions: of the address, and of its test points', async () => {
    const { line, names, questions } = scriptedLists({
      '7.113.0.203.zen.test': ['127.0.0.10', '127.0.0.2'],
      '2.0.0.127.zen.test': ['127.0.0.2'],
    })
    expect(await askList(line, zen, 'v4', '203.0.113.7')).toEqual({
      here: {
        said: 'codes',
        codes: [
          { code: '127.0.0.2', kind: 'abuse' },
          { code: '127.0.0.10', kind: 'policy-by-provider' },
        ],
      },
      listedPoint: { said: 'codes', codes: [{ code: '127.0.0.2', kind: 'abuse' }] },
      unlistedPoint: { said: 'nothing', codes: [] },
    })
    expect(names()).toEqual(['7.113.0.203.zen.test', '2.0.0.127.zen.test', '1.0.0.127.zen.test'])
    expect(questions.every(({ type }) => type === 'A')).toBe(true)
  })

  it('that has both families is tried with the points that every list has', async () => {
    const { line, names } = scriptedLists({})
    await askList(line, zen, 'v6', '2001:db8::7')
    const nibbles = `7.${'0.'.repeat(23)}8.b.d.0.1.0.0.2`
    expect(names()).toEqual([`${nibbles}.zen.test`, '2.0.0.127.zen.test', '1.0.0.127.zen.test'])
  })

  it('of IPv6 alone is tried with ::FFFF:7F00:2 and ::FFFF:7F00:1, by their nibbles', async () => {
    const { line, names } = scriptedLists({})
    await askList(line, { ...zen, of: ['v6'] }, 'v6', '2001:db8::7')
    const points = ['2', '1'].map((last) => `${last}.0.0.0.0.0.f.7.f.f.f.f${'.0'.repeat(20)}.zen.test`)
    expect(names().slice(1)).toEqual(points)
    for (const name of names()) expect(name.split('.')).toHaveLength(34)
  })

  it('of domains is tried with `test` and `invalid`', async () => {
    const { line, names } = scriptedLists({})
    await askList(line, { ...zen, of: ['domain'] }, 'domain', 'Example.ORG.')
    expect(names()).toEqual(['example.org.zen.test', 'test.zen.test', 'invalid.zen.test'])
  })

  it('shows its zone without the key that is in it', async () => {
    const { line, questions } = scriptedLists({})
    await askList(line, { ...zen, zone: 'k3y.zen.test', shownAs: 'zen.test' }, 'v4', '203.0.113.7')
    expect(questions.map(({ name, shownAs }) => [name, shownAs])).toEqual([
      ['7.113.0.203.k3y.zen.test', '7.113.0.203.zen.test'],
      ['2.0.0.127.k3y.zen.test', '2.0.0.127.zen.test'],
      ['1.0.0.127.k3y.zen.test', '1.0.0.127.zen.test'],
    ])
  })

  it('always says what stands for the name, for a resolver may lead it to one with a key in it', async () => {
    const { line, questions } = scriptedLists({})
    await askList(line, zen, 'v4', '203.0.113.7')
    expect(questions.every(({ name, shownAs }) => shownAs === name)).toBe(true)
  })
})
