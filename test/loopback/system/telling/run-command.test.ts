import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import { runCommand } from '../../../../src/system/telling/run-command.ts'
import { programOf, started } from '../history-files/in-another-process.ts'
import { message } from '../../../unit/system/telling/message.ts'

const never = new AbortController().signal

/** Runs a command in a folder of its own. */
async function running(command: string, more: { ms?: number; env?: NodeJS.ProcessEnv; signal?: AbortSignal } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'mailworthy-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const { signal = never, env, ...rest } = more
  const teller = runCommand({ command: `cd ${folder}\n${command}`, env: { ...process.env, ...env }, ...rest })
  const told = await teller.tell(message(1, { says: 'It is "$(id)" `id`; \'quoted\'.' }), signal)
  return { told, file: (name: string) => readFile(join(folder, name), 'utf8') }
}

/** Whether a process is still there a moment later: a signal takes a while to be obeyed. */
async function isGone(pid: number): Promise<boolean> {
  for (let i = 0; i < 100; i++) {
    try {
      process.kill(pid, 0)
      const state = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => 'gone) Z')
      // Dead, and not yet buried by whoever adopted it.
      if (/\) Z/.test(state)) return true
    } catch {
      return true
    }
    await pause(20)
  }
  return false
}

describe.skipIf(process.platform === 'win32')('a command that tells', () => {
  it('gets the message as JSON on its input, and the words for a person beside it', async () => {
    const { told, file } = await running('cat > body && printf "%s|%s" "$MAILWORTHY_EVENT" "$MAILWORTHY_SAYS" > words')
    expect(told).toEqual({ kind: 'done' })
    expect(await file('body')).toBe(`${message(1).body}\n`)
    expect(await file('words')).toBe('router-restarted|It is "$(id)" `id`; \'quoted\'.')
  })

  it('has the user’s environment, but for the password of the relay', async () => {
    const env = { GREETING: 'hello', MAILWORTHY_RELAY_USER: 'user', MAILWORTHY_RELAY_PASSWORD: 'secret' }
    const { file } = await running('env > env', { env })
    expect(await file('env')).toContain('GREETING=hello')
    expect(await file('env')).not.toMatch(/secret|MAILWORTHY_RELAY/)
  })

  it('that fails is not called again, and what it said is known', async () => {
    const { told } = await running('echo "no such   host" >&2; exit 3')
    expect(told).toEqual({ kind: 'never', why: 'it ended with 3: no such host' })
    expect((await running('no-such-command-anywhere')).told).toMatchObject({ kind: 'never' })
  })

  it('that asks for it with 75 is called again', async () => {
    expect((await running('exit 75')).told).toEqual({ kind: 'later', why: 'it ended with 75' })
  })

  it('that hangs is ended with all that it has started', async () => {
    const { told, file } = await running('sleep 1000 & echo $! > pid; sleep 1000', { ms: 500 })
    expect(told).toMatchObject({ kind: 'never', why: expect.stringMatching(/took more than 0.5 s/) })
    expect(await isGone(Number(await file('pid')))).toBe(true)
  })

  it('is ended when mailworthy is, and told again later', async () => {
    const stop = new AbortController()
    setTimeout(() => stop.abort(), 200)
    expect((await running('sleep 1000', { signal: stop.signal })).told).toMatchObject({ kind: 'later' })
  })

  it('that cannot be started for want of files is tried again, and ends nobody', async () => {
    const { path, remove } = await programOf(new URL('out-of-files.ts', import.meta.url))
    onTestFinished(remove)
    expect(await started(path, [], 'ulimit -n 100').says()).toMatchObject({
      kind: 'later',
      why: expect.stringMatching(/EMFILE/),
    })
  })

  it('may print as much as it likes, read nothing, and leave something running', async () => {
    const { told, file } = await running('sleep 1000 & echo $! > pid; head -c 3000000 /dev/zero; exit 0')
    expect(told).toEqual({ kind: 'done' })
    process.kill(Number(await file('pid')), 'SIGKILL')
    const big = message(1, { body: 'x'.repeat(1_000_000) })
    expect(await runCommand({ command: 'exit 0', env: process.env }).tell(big, never)).toEqual({ kind: 'done' })
  })
})
