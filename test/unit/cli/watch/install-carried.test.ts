import { describe, expect, it } from 'vitest'
import { carried } from '../../../../src/cli/commands/watch/install-carried.ts'
import { secretsText } from '../../../../src/cli/commands/watch/install-files.ts'

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
      mailLook: false,
      config: 'mine.json',
      line: '-x',
    }
    expect(carried(flags, here).args).toEqual([
      '--interval=30s',
      '--probe=https://203.0.113.5:8025#PIN',
      '--probe=https://203.0.113.6:8025',
      '--mail-to=you@example.org',
      '--idle',
      '--no-mail-look',
      '--config=/srv/here/mine.json',
      '--line=-x',
    ])
  })

  it('that may hold a secret do not stand where anybody may read them, nor does a password', () => {
    const flags = {
      webhook: 'https://hooks.example.org/s3cret',
      onChange: 'tell me',
      heartbeat: 'https://hc.example.org/1',
    }
    const env = { MAILWORTHY_RELAY_PASSWORD: 'pa"ss', MAILWORTHY_RELAY_USER: 'watch', HOME: '/home/me' }
    const { args, secrets, leftBehind } = carried(flags, { ...here, env })
    expect(args).toEqual([])
    expect(leftBehind).toEqual([])
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
