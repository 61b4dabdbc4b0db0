import { spawn } from 'node:child_process'
import { type Outcome, failed, success } from '../core/failure.ts'

/** What a tool of the system printed before it ended. A code other than 0 is no failure here: `ping` ends with 1. */
export interface ToolOutput {
  /** Undefined when a signal ended it. */
  readonly code: number | undefined
  readonly stdout: string
  readonly stderr: string
}

export interface ToolOptions {
  readonly signal?: AbortSignal
  /** 3 s unless told. */
  readonly ms?: number
  /** Of both streams together; 4 MiB unless told. */
  readonly maxBytes?: number
}

/** The tools that read a kernel table answer within milliseconds; one that takes seconds is stuck on a name lookup. */
const patienceMs = 3_000

/** A busy server's table of sockets is some hundred kilobytes; far beyond it nobody reads any more. */
const outputLimit = 4 * 1024 * 1024

/** Where systems keep such tools. In front of the user's own PATH, which often lacks the sbin folders. */
const toolFolders = '/usr/sbin:/usr/bin:/sbin:/bin'

/**
 * Runs a program of the system and collects what it prints, in the C locale, without a shell.
 *
 * Fails `unsupported` when there is no such program or it may not be run, `timed-out` after `ms` or when the signal
 * carries a TimeoutError, `cancelled` on any other abort, `too-much` when it prints more than `maxBytes`. In each of
 * these cases the program is killed and nothing is waited for.
 */
export function runTool(
  program: string,
  args: readonly string[],
  { signal, ms = patienceMs, maxBytes = outputLimit }: ToolOptions = {},
): Promise<Outcome<ToolOutput>> {
  if (signal?.aborted) return Promise.resolve(abortion(signal))
  return new Promise((resolve) => {
    const child = spawn(program, args, { env: environment(), stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true })
    const output = { stdout: [] as Buffer[], stderr: [] as Buffer[] }
    let bytes = 0

    const settle = (outcome: Outcome<ToolOutput>) => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', onAbort)
      if (!outcome.ok) {
        child.kill('SIGKILL')
        child.stdout.destroy()
        child.stderr.destroy()
      }
      resolve(outcome)
    }
    const collect = (into: Buffer[]) => (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes > maxBytes) settle(failed('too-much', `${program} printed more than ${maxBytes} bytes`))
      else into.push(chunk)
    }
    const onAbort = () => settle(signal === undefined ? failed('cancelled') : abortion(signal))
    const timer = setTimeout(() => settle(failed('timed-out', `${program} took more than ${ms} ms`)), ms)

    signal?.addEventListener('abort', onAbort, { once: true })
    child.stdout.on('data', collect(output.stdout))
    child.stderr.on('data', collect(output.stderr))
    child.on('error', (error: NodeJS.ErrnoException) => {
      const missing = error.code === 'ENOENT' || error.code === 'EACCES' || error.code === 'EPERM'
      settle(failed(missing ? 'unsupported' : 'unclassified', `${program}: ${error.message}`))
    })
    child.on('close', (code) => {
      const text = (chunks: Buffer[]) => Buffer.concat(chunks).toString('utf8')
      settle(success({ code: code ?? undefined, stdout: text(output.stdout), stderr: text(output.stderr) }))
    })
  })
}

function abortion(signal: AbortSignal): Outcome<never> {
  // A deadline and Ctrl-C are both an abort; only the reason's name tells them apart.
  const reason: unknown = signal.reason
  return failed(reason instanceof Error && reason.name === 'TimeoutError' ? 'timed-out' : 'cancelled')
}

function environment(): NodeJS.ProcessEnv {
  if (process.platform === 'win32') return process.env
  const path = process.env['PATH']
  // Nothing else of the user's environment: translations, pagers and preloaded libraries only change what is printed.
  return { PATH: path ? `${toolFolders}:${path}` : toolFolders, LC_ALL: 'C', LANG: 'C' }
}
