import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { command } from './command.ts'

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
const screen = /^```\n\$ node bin\/mailworthy\.js ([^\n]+)\n(.*?)^```$/ms.exec(readme)

/** Measured, so that a busy machine has another number there. */
const watched = (text: string) => text.replace(/watched for \d+ s/, 'watched for some s')

describe('the screen in the README', () => {
  it('is what the program prints', async () => {
    const [, args = '', printed = ''] = screen ?? []
    const { stdout, stderr } = await command('mailworthy', args.split(' '), { env: { COLUMNS: '80' } })
    // A blank line between the two is all that was added.
    expect(watched(printed)).toBe(watched(`${stderr}\n${stdout}`))
  })

  it('is of a line that is not well, so that the way out is to be seen', () => {
    expect(screen?.[2]).toContain('The way to go: ')
  })
})
