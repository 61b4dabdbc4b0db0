import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import type { Teller, Told } from './teller.ts'

export interface CommandWay {
  readonly command: string
  readonly env: NodeJS.ProcessEnv
  /** 30 s unless told: enough to send a message, and one that hangs holds up the next. */
  readonly ms?: number
}

const patienceMs = 30_000
/** Of what it prints, so much is kept to say why it failed. */
const mostKept = 4 * 1024
/** Of that, so much is said. */
const mostSaid = 300
/** EX_TEMPFAIL of sysexits(3): mail programs ask so to be called again. */
const tryAgainExit = 75
/** Ours alone: no command needs them to tell somebody. */
const secrets = ['MAILWORTHY_RELAY_USER', 'MAILWORTHY_RELAY_PASSWORD']

/**
 * Tells by a command that the user wrote, run by the shell as cron does it: the message as JSON on its standard input, and in
 * `MAILWORTHY_EVENT` and `MAILWORTHY_SAYS` for the simplest of commands. Nothing of a message is ever part of the command.
 *
 * It is done where it ends with 0, and called again later where it ends with 75. What takes too long is killed with all that it
 * has started, and counts as failed.
 */
export function runCommand({ command, env, ms = patienceMs }: CommandWay): Teller {
  return {
    way: 'command',
    tell: ({ body, event, says }, signal) =>
      new Promise<Told>((resolve) => {
        if (signal.aborted) return resolve(stopped)
        const given = Object.entries(env).filter(([name]) => !secrets.includes(name))
        const child = begun(command, { ...Object.fromEntries(given), MAILWORTHY_EVENT: event, MAILWORTHY_SAYS: says })
        if ('kind' in child) return resolve(child)
        // Where there are no more file descriptors there are no streams, whatever the types say; the error comes a moment later.
        const streams: readonly ({ destroy(): void } | undefined)[] = [child.stdin, child.stdout, child.stderr]
        let printed = ''
        const keep = (chunk: Buffer) => {
          if (printed.length < mostKept) printed = (printed + chunk.toString('utf8')).slice(0, mostKept)
        }
        const settle = (told: Told) => {
          clearTimeout(timer)
          signal.removeEventListener('abort', onAbort)
          // What it has left running in the background may hold these for ever.
          for (const stream of streams) stream?.destroy()
          resolve(told)
        }
        const onAbort = () => {
          killGroup(child.pid)
          settle(stopped)
        }
        const timer = setTimeout(() => {
          killGroup(child.pid)
          settle({ kind: 'never', why: `it took more than ${ms / 1_000} s, and was ended` })
        }, ms)
        signal.addEventListener('abort', onAbort, { once: true })
        child.on('error', (error) => settle(notStarted(error)))
        if (streams.includes(undefined)) return
        child.stdout.on('data', keep)
        child.stderr.on('data', keep)
        // It need not read what it is given.
        child.stdin.on('error', () => undefined)
        child.on('exit', (code, by) => {
          // What was printed last may still be on its way.
          setImmediate(() => settle(judged(code, by, printed)))
        })
        child.stdin.end(`${body}\n`)
      }),
  }
}

const stopped: Told = { kind: 'later', why: 'mailworthy was stopped meanwhile' }

function begun(command: string, env: NodeJS.ProcessEnv): ChildProcessWithoutNullStreams | Told {
  try {
    return spawn(command, {
      shell: true,
      // A group of its own, so that it can be ended with its children.
      detached: process.platform !== 'win32',
      stdio: ['pipe', 'pipe', 'pipe'],
      windowsHide: true,
      env,
    })
  } catch (error) {
    return notStarted(error as NodeJS.ErrnoException)
  }
}

/** The machine has no more files or processes to give, which passes. */
const passing: readonly (string | undefined)[] = ['EMFILE', 'ENFILE', 'EAGAIN', 'ENOMEM']

function notStarted({ code, message }: NodeJS.ErrnoException): Told {
  return { kind: passing.includes(code) ? 'later' : 'never', why: message }
}

function judged(code: number | null, by: NodeJS.Signals | null, printed: string): Told {
  if (code === 0) return { kind: 'done' }
  const words = printed.trim().replace(/\s+/g, ' ').slice(0, mostSaid)
  const how = code === null ? `it was ended by ${by ?? 'a signal'}` : `it ended with ${code}`
  const why = words === '' ? how : `${how}: ${words}`
  return code === tryAgainExit ? { kind: 'later', why } : { kind: 'never', why }
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return
  try {
    // Windows has no groups: there only the shell is ended.
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL')
  } catch {
    // It ended by itself just now.
  }
}
