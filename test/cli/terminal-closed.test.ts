import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chown, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

const bin = fileURLToPath(new URL('../../bin/mailworthy.js', import.meta.url))
const isRoot = process.getuid?.() === 0
const nobody = 65_534
/** Without a line, so that it meets nobody; and `script` gives it a terminal. */
const apart = isRoot ? 'unshare -n' : 'unshare -rn'
const mayBeApart = spawnSync('script', ['-qefc', `${apart} true`, '/dev/null'], { stdio: 'ignore' }).status === 0
if (!mayBeApart) process.stderr.write('\n!!! SKIPPED: no terminal and network namespace for a program to be in\n')

describe.skipIf(!mayBeApart)('a terminal that is closed', () => {
  let state = ''
  beforeEach(async () => {
    state = await mkdtemp(join(tmpdir(), 'mailworthy-closed-'))
    if (isRoot) await chown(state, nobody, nobody)
  })
  afterEach(() => rm(state, { recursive: true }))

  it('ends a watcher in good order', async () => {
    const user = isRoot ? ` --user ${nobody}` : ''
    const command = `${apart} ${process.execPath} ${bin} watch --interval 1s${user}`
    const terminal = spawn('script', ['-qefc', command, '/dev/null'], {
      cwd: state,
      env: { ...process.env, STATE_DIRECTORY: state, TERM: 'xterm' },
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    let shown = ''
    terminal.stdout.setEncoding('utf8').on('data', (text: string) => {
      shown += text
    })
    await vi.waitUntil(() => /1 look/.test(shown), { timeout: 20_000 })
    terminal.kill('SIGKILL')
    await once(terminal, 'close')
    // Killed, it would have no end of its own.
    await vi.waitUntil(async () => (await kept()).includes('"kind":"ended"'), { timeout: 10_000 })
    expect(await kept()).toContain('"why":"asked"')
  })

  async function kept(): Promise<string> {
    const folder = join(state, 'history')
    const names = (await readdir(folder)).filter((name) => name.endsWith('.jsonl'))
    return (await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))).join('')
  }
})
