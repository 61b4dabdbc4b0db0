import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { onTestFinished } from 'vitest'

/** Makes a program of a TypeScript file: Node 20 runs none. */
export async function programOf(source: URL): Promise<{ readonly path: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'mailworthy-'))
  const path = join(folder, 'program.mjs')
  await build({
    entryPoints: [fileURLToPath(source)],
    outfile: path,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  })
  return { path, remove: () => rm(folder, { recursive: true }) }
}

/** Starts it; what it says is a line of JSON each. `shell`: what a shell does first, as `ulimit -f 1`. */
export function started(path: string, args: readonly string[], shell?: string) {
  const command = [process.execPath, path, ...args]
  const argv = shell === undefined ? command : ['sh', '-c', `${shell}; exec "$@"`, 'sh', ...command]
  const child = spawn(argv[0] ?? '', argv.slice(1), { stdio: ['ignore', 'pipe', 'inherit'] })
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
  const ended = once(child, 'exit')
  onTestFinished(() => void child.kill('SIGKILL'))
  return {
    pid: child.pid ?? 0,
    /** What it says next; undefined once it has ended. */
    async says(): Promise<unknown> {
      const { value, done } = await lines.next()
      return done ? undefined : JSON.parse(value)
    },
    async killed(): Promise<void> {
      child.kill('SIGKILL')
      await ended
    },
  }
}
