import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { command } from './command.ts'

const bin = fileURLToPath(new URL('../../bin/mailworthy-probe.js', import.meta.url))
/** An address of this machine that nothing else listens on. */
const here = '127.0.77.25'
/** A canary of our own in place of the built-in ones: no test may dial those. */
const canary = ['--canary', '127.0.77.26:25']

let state = ''
beforeAll(async () => {
  state = await mkdtemp(join(tmpdir(), 'mailworthy-'))
})
afterAll(() => rm(state, { recursive: true }))

async function freePort(): Promise<string> {
  const server = createServer().listen(0, here)
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return String(typeof address === 'object' ? address?.port : 0)
}

/** Runs a probe until it has said how to ask it, ends it with the signal, and gives what it printed. */
async function served(signal: NodeJS.Signals) {
  const args = ['--listen', here, '--port', await freePort(), '--state', state, ...canary]
  const child = spawn(process.execPath, [bin, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  let stdout = ''
  let stderr = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
    if (/#[\w-]{43}/.test(stdout)) child.kill(signal)
  })
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, stdout, stderr }
}

describe('mailworthy-probe, as installed', () => {
  it('prints the line to paste at home, ends cleanly when told to, and keeps its pin', async () => {
    const first = await served('SIGTERM')
    const second = await served('SIGINT')
    expect([first.code, second.code]).toEqual([0, 0])
    expect(first.stdout).toContain('mailworthy check --probe https://')
    expect(first.stderr).not.toMatch(/bug| at /)
    const pinOf = (text: string) => /#([\w-]{43})/.exec(text)?.[1]
    expect(pinOf(first.stdout)).toBe(pinOf(second.stdout))
  })

  it('says which port it could not open, and why, and is none without its API', async () => {
    const taken = createServer().listen(0, here)
    await once(taken, 'listening')
    const address = taken.address()
    const port = String(typeof address === 'object' ? address?.port : 0)
    const { code, stdout, stderr } = await command('mailworthy-probe', [
      '--listen',
      here,
      '--port',
      port,
      '--state',
      state,
      ...canary,
    ])
    taken.close()
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toMatch(
      new RegExp(`Could not open port [\\d, ]*${port}[\\d, ]* on ${here}: another program holds the port`),
    )
  })

  it('tries itself', async () => {
    const { code, stdout } = await command('mailworthy-probe', [
      '--check',
      '--listen',
      here,
      '--port',
      await freePort(),
      '--state',
      state,
      ...canary,
    ])
    // The canary does not answer, so port 25 does not get out.
    expect(code).toBe(1)
    expect(stdout).toContain('The API listens.')
    expect(stdout).toMatch(/ 25 {2}(listens|CANNOT LISTEN), IPv4 does not get out/)
  })
})
