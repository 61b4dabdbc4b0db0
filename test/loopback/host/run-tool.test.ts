import { describe, expect, it } from 'vitest'
import { runTool } from '../../../src/system/run-tool.ts'

const node = (script: string) => [process.execPath, ['-e', script]] as const
const forever = 'setInterval(() => {}, 1000)'

describe('running a tool of the system', () => {
  it('tells what it printed and its code', async () => {
    const ran = await runTool(...node('console.log("out"); console.error("err"); process.exitCode = 3'), { ms: 15_000 })
    expect(ran).toEqual({ ok: true, value: { code: 3, stdout: 'out\n', stderr: 'err\n' } })
  })

  it.skipIf(process.platform === 'win32')('gives it the C locale and little else of the environment', async () => {
    const ran = await runTool(...node('console.log(JSON.stringify(process.env))'), { ms: 15_000 })
    const env: Record<string, string> = ran.ok ? JSON.parse(ran.value.stdout) : {}
    expect(env).toMatchObject({ LC_ALL: 'C', LANG: 'C' })
    expect(env['HOME']).toBeUndefined()
  })

  it('gives the arguments as they are: there is no shell', async () => {
    const argument = '$(id); `id` "x" \\'
    const ran = await runTool(process.execPath, ['-e', 'console.log(process.argv[1])', argument], { ms: 15_000 })
    expect(ran).toMatchObject({ value: { stdout: `${argument}\n` } })
  })

  it('is unsupported where there is no such program', async () => {
    expect(await runTool('mailworthy-has-no-such-tool', [])).toMatchObject({ failure: 'unsupported' })
    expect(await runTool('/etc', [])).toMatchObject({ failure: 'unsupported' })
  })

  it('stops a program that takes too long', async () => {
    expect(await runTool(...node(forever), { ms: 50 })).toMatchObject({ failure: 'timed-out' })
  })

  it('stops a program that prints too much', async () => {
    const ran = await runTool(...node('setInterval(() => process.stdout.write("x".repeat(10000)), 1)'), {
      maxBytes: 20_000,
      ms: 15_000,
    })
    expect(ran).toMatchObject({ failure: 'too-much' })
  })

  it('tells an interruption from a deadline', async () => {
    const interruption = new AbortController()
    const running = runTool(...node(forever), { signal: interruption.signal, ms: 15_000 })
    interruption.abort()
    expect(await running).toMatchObject({ failure: 'cancelled' })
    expect(await runTool(...node(forever), { signal: AbortSignal.timeout(20), ms: 15_000 })).toMatchObject({
      failure: 'timed-out',
    })
    expect(await runTool(...node(forever), { signal: AbortSignal.abort() })).toMatchObject({ failure: 'cancelled' })
  })
})
