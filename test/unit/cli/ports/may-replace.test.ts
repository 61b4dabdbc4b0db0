import { describe, expect, it } from 'vitest'
import { mayReplace } from '../../../../src/cli/commands/ports/may-replace.ts'
import type { TableEntry } from '../../../../src/core/journal.ts'

const owner: TableEntry = {
  external: 25,
  internal: { address: '192.168.1.11', port: 25 },
  leaseS: 0,
  enabled: true,
  description: 'old\u001b[2J rule',
  remoteHost: '',
}

function asking(typed: string, { interactive = true, replace = true, yes = false } = {}) {
  const written: string[] = []
  const asked: string[] = []
  const terminal = {
    err: (text: string) => void written.push(text),
    interactive,
    ask: async (question: string) => {
      asked.push(question)
      return typed
    },
  }
  return { written, asked, answer: mayReplace({ replace, yes, terminal, own: [] })(25, owner) }
}

describe('a port of another machine', () => {
  it.each([
    ['25', true],
    [' 25 ', true],
    ['y', false],
    ['yes', false],
    ['', false],
    ['2', false],
    ['255', false],
  ])('is taken where the user types its number: %j', async (typed, expected) => {
    const { written, asked, answer } = asking(typed)
    expect(await answer).toBe(expected)
    expect(asked).toHaveLength(1)
    expect(written.join('')).toContain('192.168.1.11, port 25 ("old\\u{1b}[2J rule")')
  })

  it('is left where nobody can be asked', async () => {
    const { asked, answer, written } = asking('25', { interactive: false })
    expect(await answer).toBe(false)
    expect(asked).toEqual([])
    expect(written.join('')).toContain('--yes')
  })

  it('is taken unasked with --yes, its owner named all the same', async () => {
    const { asked, answer, written } = asking('', { yes: true, interactive: false })
    expect(await answer).toBe(true)
    expect(asked).toEqual([])
    expect(written.join('')).toContain('192.168.1.11')
  })

  it('is not even asked about without --replace', async () => {
    const { asked, answer, written } = asking('25', { replace: false, yes: true })
    expect(await answer).toBe(false)
    expect([...asked, ...written]).toEqual([])
  })
})
