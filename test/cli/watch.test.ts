import { spawn, spawnSync } from 'node:child_process'
import { chown, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decodeRecord } from '../../src/history/decode-record.ts'
import { command, type Ended } from './command.ts'

describe('mailworthy watch, before anything is looked at', () => {
  it.each([
    [['--interval', '30'], /^mailworthy: --interval must be a time from 1s to 15m, such as 30s\n$/],
    [['--interval', '16m'], /^mailworthy: --interval must be a time from 1s to 15m/],
    [['--for', 'ever'], /^mailworthy: --for must be a time from 1s to 24d/],
    [['--metrics', 'everywhere'], /^mailworthy: --metrics must be an address and a port/],
    [['--mail-to', 'me@example.org'], /^mailworthy: To be told by mail takes all three/],
    [['--webhook', 'example.org'], /^mailworthy: --webhook must be a URL/],
    [['--install', '--reboot-test'], /^mailworthy: --install and --reboot-test do not go together\n$/],
    [['--idle'], /^mailworthy: --idle holds silent connections to a probe of your own: name it with --probe\n$/],
    [['--idle', '--probe', 'echoip+https://ip.example.org'], /^mailworthy: --idle holds .*: name it with --probe\n$/],
    [['--off', '10m'], /^mailworthy: --off goes with --reboot-test\n$/],
    [['--reboot-test', '--json'], /leave --json out\n$/],
    [['--reboot-test', '--off', '1s'], /^mailworthy: --off must be a time from 15s to 12h/],
    [['--reboot-test'], /^mailworthy: --reboot-test needs a terminal/],
    [['--intervall', '1s'], /Did you mean --interval\?/],
    [['now'], /too many arguments/],
  ])('refuses %j in one sentence', async (args, why) => {
    const { code, stdout, stderr } = await command('mailworthy', ['watch', ...args])
    expect({ code, stdout }).toEqual({ code: 64, stdout: '' })
    expect(stderr).toMatch(/^mailworthy: [^\n]+\n$/)
    expect(stderr).toMatch(why)
  })

  it('says what it takes, with examples and exit codes', async () => {
    const { code, stdout } = await command('mailworthy', ['watch', '--help'])
    expect(code).toBe(0)
    expect(stdout).toContain('Examples:')
    expect(stdout).toMatch(/--on-change/)
    expect(stdout).toMatch(/sudo mailworthy watch --install/)
    expect(stdout).toMatch(/--reboot-test/)
    expect(stdout).toMatch(/mailworthy watch --probe \S+ --idle/)
    expect(stdout).toMatch(/Exit code: 0 ended by SIGTERM/)
  })
})

// A network namespace of its own, in which nothing is but a loopback interface: a watcher there reaches nobody.
const isRoot = process.geteuid?.() === 0
const apart = isRoot ? ['unshare', '--net'] : ['unshare', '--map-root-user', '--net']
/** Root gives itself up, to the user who owns nothing. */
const nobody = 65_534
const [unshare = '', ...apartWords] = apart
const mayBeApart = spawnSync(unshare, [...apartWords, 'true']).status === 0
if (!mayBeApart)
  process.stderr.write('\n!!! SKIPPED: this system permits no network namespace, so no watcher is started\n')

const bin = fileURLToPath(new URL('../../bin/mailworthy.js', import.meta.url))

describe.skipIf(!mayBeApart)('mailworthy watch, where there is no line', () => {
  let state = ''
  beforeAll(async () => {
    state = await mkdtemp(join(tmpdir(), 'mailworthy-watch-'))
    if (isRoot) await chown(state, nobody, nobody)
  })
  afterAll(() => rm(state, { recursive: true }))

  /** `began`: resolves once it is watching. */
  function started(...words: readonly string[]) {
    const user = isRoot ? ['--user', String(nobody)] : []
    const args = [...apartWords, process.execPath, bin, 'watch', '--interval', '1s', ...user, ...words]
    const child = spawn(unshare, args, {
      cwd: state,
      env: { ...process.env, NO_COLOR: '1', STATE_DIRECTORY: state },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let stdout = ''
    let stderr = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text
    })
    const began = new Promise<void>((resolve) => {
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        stdout += text
        if (stdout.includes('"began"')) resolve()
      })
    })
    const ended = new Promise<Ended>((resolve, reject) => {
      child.on('error', reject)
      child.on('close', (code) => resolve({ code, stdout, stderr }))
    })
    return { began, ended, kill: (signal: NodeJS.Signals) => child.kill(signal) }
  }

  it('writes when it begins and ends, one record a line', async () => {
    const { code, stdout, stderr } = await started('--for', '3s', '--json').ended
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const records = stdout.trim().split('\n').map(decodeRecord)
    expect(records.at(0)).toMatchObject({ kind: 'began', intervalMs: 1000, farEveryMs: 300_000 })
    expect(records.at(-1)).toMatchObject({ kind: 'ended', why: 'asked' })
    // Where nobody was ever met, nobody's silence is an interruption.
    expect(records.map((record) => typeof record === 'object' && record.kind)).toEqual(['began', 'quality', 'ended'])
  })

  it('tells a person how it watches, and how to leave it running', async () => {
    const { code, stdout, stderr } = await started('--for', '2s').ended
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const words = stdout.replaceAll('\n', ' ')
    expect(words).toContain('one that only others see is timed to 5 minutes')
    expect(words).toContain(`The history is kept in ${join(state, 'history')}`)
    expect(words).toContain('mailworthy watch --install')
    expect(stdout).toMatch(/\d Watching\.\n(.*\n)*.*\d No longer watching\.\n$/)
  })

  it('says that it will hold silent connections, and begins none where there is no line', async () => {
    const words = ['--for', '2s', '--idle', '--probe', 'https://203.0.113.5:8025']
    const { code, stdout } = await started(...words).ended
    expect(code).toBe(0)
    expect(stdout.replaceAll('\n', ' ')).toContain('Once a day connections to your probe are left without a word')
    expect(stdout).toMatch(/\d No longer watching\.\n$/)
  })

  it('ends in good order on SIGTERM and on Ctrl-C, and a second one is refused meanwhile', async () => {
    const first = started('--json')
    await first.began
    const second = await started('--for', '5s').ended
    expect({ code: second.code, stdout: second.stdout }).toEqual({ code: 2, stdout: '' })
    expect(second.stderr).toMatch(/^Another watch is running already \(.* process \d+\)\.\n$/)
    first.kill('SIGTERM')
    const { code, stdout } = await first.ended
    expect(code).toBe(0)
    expect(decodeRecord(stdout.trim().split('\n').at(-1) ?? '')).toMatchObject({ kind: 'ended', why: 'asked' })

    const third = started('--json')
    await third.began
    third.kill('SIGINT')
    expect(await third.ended).toMatchObject({ code: 130, stdout: expect.stringContaining('"why":"asked"') })
  })
})
