import { describe, expect, it } from 'vitest'
import { command } from './command.ts'

describe('mailworthy watch', () => {
  it.each([
    [['--interval', '30'], /^mailworthy: --interval must be a time from 1s to 15m, such as 30s\n$/],
    [['--metrics', 'everywhere'], /^mailworthy: --metrics must be an address and a port/],
    [['--mail-to', 'me@example.org'], /^mailworthy: To be told by mail takes all three/],
    [['--webhook', 'example.org'], /^mailworthy: --webhook must be a URL/],
  ])('refuses %o before anything is looked at', async (args, why) => {
    const { code, stdout, stderr } = await command('mailworthy', ['watch', ...args])
    expect({ code, stdout }).toEqual({ code: 64, stdout: '' })
    expect(stderr).toMatch(why)
  })

  it('says what it takes, with examples and exit codes', async () => {
    const { code, stdout } = await command('mailworthy', ['watch', '--help'])
    expect(code).toBe(0)
    expect(stdout).toMatch(/--on-change/)
    expect(stdout).toMatch(/sudo mailworthy watch --install/)
    expect(stdout).toMatch(/Exit code: 0 ended by SIGTERM/)
  })
})
