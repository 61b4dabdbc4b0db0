import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readIpsets } from '../../../../../src/system/host/linux/firewall/iptables/read-ipsets.ts'
import { readSaved } from '../../../../../src/system/host/linux/firewall/iptables/read-saved.ts'
import { wordsOf } from '../../../../../src/system/host/linux/firewall/iptables/words-of.ts'
import { besideNft } from '../../../../../src/system/host/linux/firewall/iptables/with-iptables.ts'
import { inboundVerdict } from '../../../../../src/system/host/linux/firewall/inbound-verdict.ts'
import { rulesetLimit } from '../../../../../src/system/host/linux/firewall/read-ruleset.ts'
import type { Ruleset } from '../../../../../src/system/host/linux/firewall/ruleset.ts'
import { caller, savedAs, savedNames } from './rulesets.ts'

const nothing: Ruleset = { chains: new Map(), sets: new Map(), unread: [], by: 'nft' }

const call = { family: 'v4', port: 25, from: caller.v4, interface: 'eth0' } as const

const piece = fc.oneof(
  fc.string(),
  fc.constantFrom(
    '!',
    '-j',
    '-g',
    '-m',
    '--',
    '"',
    '\\',
    '"" ',
    '-A',
    ':INPUT',
    'COMMIT',
    '*filter',
    '__proto__',
    '\n',
  ),
  fc.constantFrom('constructor', '0x', '/33', '99999', '1:', ',', '-s', '-i', '--dport', 'ACCEPT', 'INPUT', '\0'),
)

/** Rules as they were saved, with words out of place. */
const mutated = fc
  .tuple(fc.constantFrom(...savedNames), fc.array(fc.tuple(fc.nat(400), piece), { maxLength: 4 }))
  .map(([name, changes]) => {
    const words = savedAs(name).v4.split(/(\s)/)
    for (const [at, word] of changes) words[at % words.length] = word
    return words.join('')
  })

describe('rules that somebody has meddled with', () => {
  it('are read without throwing, and come to a verdict that says why', () => {
    fc.assert(
      fc.property(fc.oneof(mutated, fc.string()), (text) => {
        const tables = readSaved(text, 'ip')
        if (!tables.ok) return
        const { verdict, because } = inboundVerdict(besideNft(nothing, 'ip', tables.value, 'nft'), call)
        expect(['accepts', 'drops', 'rejects', 'cannot-tell']).toContain(verdict)
        if (verdict !== 'accepts') expect(because).toBeTypeOf('string')
        expect((because ?? '').length).toBeLessThanOrEqual(240)
      }),
    )
  })

  it('are not read at all where they are cut off', () => {
    fc.assert(
      fc.property(fc.constantFrom(...savedNames), fc.nat(), (name, at) => {
        const { v4 } = savedAs(name)
        // Cut behind the end of a table they are whole, only fewer.
        const cut = v4.slice(0, at % (v4.length - 1))
        const whole = cut === '' || /COMMIT\n?$/.test(cut)
        expect(readSaved(cut, 'ip').ok).toBe(whole)
      }),
    )
  })

  it('blame nobody where they drop nothing', () => {
    fc.assert(
      fc.property(fc.constantFrom(...savedNames), (name) => {
        const kind = savedAs(name).v4.replace(/-j (?:DROP|REJECT|DNAT|REDIRECT|NFQUEUE).*/g, '-j ACCEPT')
        const tables = readSaved(kind.replace(/^(:\S+) DROP/gm, '$1 ACCEPT'), 'ip')
        expect(tables.ok && inboundVerdict(besideNft(nothing, 'ip', tables.value, 'nft'), call).verdict).toBe('accepts')
      }),
    )
  })

  it.each([
    ['too much', ' '.repeat(rulesetLimit + 1), 'too-much'],
    ['a line too long', `*filter\n:INPUT ACCEPT [0:0]\n-A INPUT ${'x'.repeat(5_000)}\nCOMMIT\n`, 'malformed'],
    ['a rule of no chain', '*filter\n-A INPUT -j DROP\nCOMMIT\n', 'malformed'],
    ['a chain twice', '*filter\n:INPUT ACCEPT [0:0]\n:INPUT DROP [0:0]\nCOMMIT\n', 'malformed'],
    ['a table twice', '*filter\nCOMMIT\n*filter\nCOMMIT\n', 'malformed'],
    ['a table in a table', '*filter\n*nat\nCOMMIT\n', 'malformed'],
    ['another language', 'table inet filter {\n}\n', 'malformed'],
  ])('%s', (_, text, failure) => {
    expect(readSaved(text, 'ip')).toMatchObject({ ok: false, failure })
  })
})

/** As xtables_save_string writes it. */
function writtenBySave(text: string): string {
  return /^[\w-]+$/.test(text) ? text : `"${text.replace(/["\\']/g, '\\$&')}"`
}

describe('the words of a rule', () => {
  it('are what was written, whatever is in a comment', () => {
    const plain = fc.stringMatching(/^[\w.,:/!+=-]+$/)
    const line = fc.string().filter((text) => !text.includes('\n'))
    fc.assert(
      fc.property(fc.array(fc.oneof(plain, line)), (texts) => {
        expect(wordsOf(texts.map(writtenBySave).join(' '))?.map(({ text }) => text)).toEqual(texts)
      }),
    )
  })

  it('are none where a quote is left open', () => {
    for (const line of ['"a', 'a "b', 'a"b"', '"a"b', '"a\\"']) expect(wordsOf(line)).toBeUndefined()
  })

  it('are found in no more time than the line is long', () => {
    expect(wordsOf(`"${'\\'.repeat(4_000)}`)).toBeUndefined()
  })
})

describe('sets of addresses', () => {
  const create = (more = '') => `create s hash:net family inet hashsize 1024 maxelem 65536${more}\n`
  const size = (text: string) => readIpsets(text).get('ipset  s')?.elements.length

  it.each([
    ['members with options', `${create(' timeout 60 counters')}add s 192.0.2.0/24 timeout 3 packets 1 bytes 2\n`, 1],
    ['a comment that says nomatch', `${create(' comment')}add s 192.0.2.1 comment "nomatch"\n`, 1],
    ['no members', create(), 0],
    ['a set that takes something out', `${create()}add s 192.0.2.1 nomatch\n`, undefined],
    ['networks made of addresses', `${create(' netmask 24')}add s 192.0.2.0\n`, undefined],
    ['another kind of set', 'create s bitmap:port range 1-1000\nadd s 25\n', undefined],
    ['a member that is none', `${create()}add s "192.0.2.1"\n`, undefined],
    ['too many', create() + 'add s 192.0.2.1\n'.repeat(65_537), undefined],
  ])('%s', (_, text, members) => {
    expect(size(text)).toBe(members)
  })

  it('are read without throwing', () => {
    const lines = fc.array(
      fc.oneof(fc.string(), fc.constantFrom('add s', 'add', 'create s', create(), 'add s 1.2.3.4/99')),
    )
    fc.assert(fc.property(lines, (all) => void readIpsets(all.join('\n'))))
  })
})
