import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anybodyMayPing } from '../../../../src/cli/commands/watch/install-place.ts'
import { quotedForUnit } from '../../../../src/cli/commands/watch/unit-quoted.ts'
import { ourMark, unitText } from '../../../../src/cli/commands/watch/unit-text.ts'
import { wordsOfUnit } from './words-of-unit.ts'

const wanted = {
  program: ['/usr/bin/node', '/usr/lib/node_modules/mailworthy/bin/mailworthy.js'],
  args: ['--interval=30s'],
  secretsFile: '/etc/mailworthy/watch.env',
  pingNeedsRight: false,
}

describe('a word in a unit', () => {
  it.each([
    ['--interval=30s', '--interval=30s'],
    ['https://203.0.113.5:8025#PIN', '"https://203.0.113.5:8025#PIN"'],
    ['my line', '"my line"'],
    ['100%', '"100%%"'],
    ['$HOME', '"$$HOME"'],
    ['say "hi" \\', '"say \\"hi\\" \\\\"'],
    ['', '""'],
    [';', '";"'],
  ])('%s is written %s', (word, text) => {
    expect(quotedForUnit(word)).toBe(text)
  })

  it('is read by systemd as it was meant, whatever it is', () => {
    const word = fc.string({ unit: fc.constantFrom(...'a%$"\'\\; {}nHOME=ü'.split('')) })
    fc.assert(
      fc.property(fc.array(word, { minLength: 1 }), (words) => {
        expect(wordsOfUnit(words.map(quotedForUnit).join(' '))).toEqual(words)
      }),
    )
  })

  it('never ends the line', () => {
    for (const word of ['a\nExecStartPre=/bin/false', 'a\rb', '\u0000']) {
      expect(() => quotedForUnit(word)).toThrow(RangeError)
    }
  })
})

describe('the unit', () => {
  it('calls the program with its flags, and is marked as ours', () => {
    const lines = unitText(wanted).split('\n')
    expect(lines[0]).toBe(ourMark)
    expect(lines).toContain(
      'ExecStart=/usr/bin/node --max-semi-space-size=1 /usr/lib/node_modules/mailworthy/bin/mailworthy.js watch --interval=30s',
    )
    expect(lines).toContain('EnvironmentFile=-/etc/mailworthy/watch.env')
  })

  it('has the right to send pings only where they need one', () => {
    expect(unitText(wanted)).not.toContain('CAP_NET_RAW')
    expect(unitText({ ...wanted, pingNeedsRight: true })).toContain(
      'AmbientCapabilities=CAP_NET_BIND_SERVICE CAP_NET_RAW\n',
    )
  })
})

it.each([
  ['0\t2147483647\n', true],
  ['1\t0\n', false],
  ['0 100', false],
  ['100 2147483647', false],
  ['', false],
  ['0 2147483647 7', false],
])('pings by anybody, where the kernel says %j: %s', (range, may) => {
  expect(anybodyMayPing(range)).toBe(may)
})
