import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const bin = fileURLToPath(new URL('../../bin/', import.meta.url))

export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/**
 * Runs one of the programs as it is installed, to its end. Only with arguments that end before a line is looked at, or
 * with the demo: a `check` that is allowed to begin would ask the internet.
 */
export function command(
  program: 'mailworthy' | 'mailworthy-probe',
  args: readonly string[],
  options: { readonly env?: NodeJS.ProcessEnv; readonly cwd?: string } = {},
): Promise<Ended> {
  // What the program remembers is not to be found among what the tester's own remembers.
  const state = mkdtempSync(join(tmpdir(), 'mailworthy-'))
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [`${bin}${program}.js`, ...args], {
      cwd: options.cwd ?? bin,
      // Without a PATH no tool of the system (ping) can be started, whatever goes wrong.
      env: { ...process.env, NO_COLOR: '1', PATH: '', XDG_STATE_HOME: state, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text
    })
    child.on('error', reject)
    child.on('close', (code) => {
      rmSync(state, { recursive: true, force: true })
      resolve({ code, stdout, stderr })
    })
  })
}
