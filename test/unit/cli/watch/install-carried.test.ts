import { Command } from 'commander'
import { describe, expect, it } from 'vitest'
import { carried } from '../../../../src/cli/commands/watch/install-carried.ts'
import { secretsText } from '../../../../src/cli/commands/watch/install-files.ts'
import { watchProgram } from '../../../../src/cli/commands/watch/watch-program.ts'
import { readSettings } from '../../../../src/cli/settings/read-settings.ts'

const silentTerminal = {
  out: () => undefined,
  err: () => undefined,
  width: 80,
  colour: false,
  watched: false,
  interactive: false,
  ask: async () => '',
}
const here = { env: {}, cwd: '/srv/here' }

describe('the flags of a call that installs', () => {
  it('are those of the service, whatever kind they are', () => {
    const flags = {
      install: true,
      input: true,
      user: 'somebody',
      interval: '30s',
      probe: ['https://203.0.113.5:8025#PIN', 'https://203.0.113.6:8025'],
      mailTo: ['you@example.org'],
      idle: true,
      mailPorts: false,
      config: 'mine.json',
      line: '-x',
    }
    expect(carried(flags, here).args).toEqual([
      '--interval=30s',
      '--probe=https://203.0.113.5:8025#PIN',
      '--probe=https://203.0.113.6:8025',
      '--mail-to=you@example.org',
      '--idle',
      '--no-mail-ports',
      '--config=/srv/here/mine.json',
      '--line=-x',
    ])
  })

  it('are understood by the program as they were typed', () => {
    const optionsOf = (args: readonly string[]) => {
      const command = new Command().exitOverride()
      watchProgram(command, { terminal: silentTerminal, env: {}, cwd: '/', version: '1' }, () => undefined)
      return command
        .action(() => undefined)
        .parse(args, { from: 'user' })
        .opts()
    }
    const typed = [
      [],
      ['--no-mail-ports', '--json', '--interval', '1m'],
      ['--line', 'my "best" line, 100%', '--probe', 'https://203.0.113.5:8025#PIN', '--probe', 'https://203.0.113.6'],
      ['--mail-relay', 'mail.example.org:465', '--mail-from', 'a@example.org', '--mail-to', 'b@example.org'],
      ['--metrics', '9464', '--patience', '2', '--interface', 'eth0', '--config', '/etc/mailworthy.json'],
    ]
    for (const args of typed) {
      const { install: _install, ...flags } = optionsOf([...args, '--install'])
      expect(optionsOf(carried({ ...flags, install: true }, here).args)).toEqual(flags)
    }
  })

  it('that may hold a secret do not stand where anybody may read them, nor does a password', async () => {
    const flags = {
      webhook: 'https://hooks.example.org/s3cret',
      onChange: 'tell me',
      heartbeat: 'https://hc.example.org/1',
    }
    const env = { MAILWORTHY_RELAY_PASSWORD: 'pa"ss', MAILWORTHY_RELAY_USER: 'watch', HOME: '/home/me' }
    const { args, secrets, leftBehind } = carried(flags, { ...here, env })
    expect(args).toEqual([])
    expect(leftBehind).toEqual([])
    // And the service does not take them for slips of other settings.
    expect(await readSettings({}, { env: Object.fromEntries(secrets), cwd: '/nowhere' })).toEqual({})
    expect(Object.fromEntries(secrets)).toEqual({
      MAILWORTHY_WEBHOOK: 'https://hooks.example.org/s3cret',
      MAILWORTHY_ON_CHANGE: 'tell me',
      MAILWORTHY_HEARTBEAT: 'https://hc.example.org/1',
      MAILWORTHY_RELAY_PASSWORD: 'pa"ss',
      MAILWORTHY_RELAY_USER: 'watch',
    })
  })

  it('that stand in the environment are named, for they are lost', () => {
    const env = { MAILWORTHY_PROBE: 'https://203.0.113.5:8025', MAILWORTHY_DEBUG: '1', PATH: '/bin' }
    expect(carried({}, { ...here, env }).leftBehind).toEqual(['MAILWORTHY_PROBE'])
  })
})

describe('the file of secrets', () => {
  it('is quoted so that nothing in a value stands for something else', () => {
    const text = secretsText(new Map([['MAILWORTHY_ON_CHANGE', 'a "b" $HOME `id` \\ \'c\' %n']]))
    expect(text.split('\n').slice(1)).toEqual(['MAILWORTHY_ON_CHANGE="a \\"b\\" \\$HOME \\`id\\` \\\\ \'c\' %n"', ''])
  })

  it('holds no value that would be two lines', () => {
    expect(() => secretsText(new Map([['MAILWORTHY_WEBHOOK', 'a\nB=c']]))).toThrow(/control characters/)
  })
})
