import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { uptime } from 'node:os'
import { codeOf } from '../code-of.ts'

/** The process that writes a log, told from every other that had the same number. */
export interface Holder {
  /** Drawn when it took the log: no two takings have the same. */
  readonly token: string
  readonly pid: number
  /** Which start of the machine it is of, where the system tells (Linux). */
  readonly boot?: string
  /** When it was started, in ticks since then, where the system tells (Linux). */
  readonly started?: string
}

/** A clock that is set, and the second in which a machine starts, must not make a restart of one that was none. */
const bootMarginMs = 2 * 60_000

export function thisProcess(): Holder {
  const boot = bootId()
  const started = statusOf(process.pid)?.started
  return {
    token: randomBytes(8).toString('hex'),
    pid: process.pid,
    ...(boot === undefined ? {} : { boot }),
    ...(started === undefined ? {} : { started }),
  }
}

/** Reads one as it was written, from the value of its JSON. */
export function readHolder(value: unknown): Holder | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { token, pid, boot, started }: { readonly [name: string]: unknown } = { ...value }
  // 0 and below are no process, but groups of them (kill(2)).
  if (typeof token !== 'string' || !/^[\da-f]{16}$/.test(token) || !Number.isSafeInteger(pid) || Number(pid) < 1)
    return undefined
  return {
    token,
    pid: Number(pid),
    ...(typeof boot === 'string' ? { boot } : {}),
    ...(typeof started === 'string' ? { started } : {}),
  }
}

/**
 * Whether the machine was started anew since `holder` was last seen alive, at `at` (ISO 8601). Where it has no name for each of
 * its starts, its clock has to do.
 */
export function machineRestarted({ boot }: Pick<Holder, 'boot'>, at: string | undefined): boolean {
  const now = bootId()
  if (boot !== undefined && now !== undefined) return boot !== now
  return at !== undefined && Date.parse(at) + bootMarginMs < Date.now() - uptime() * 1000
}

/** Whether it still runs. A zombie does not: it only waits for its parent to notice. */
export function isRunning(holder: Holder, at: string | undefined): boolean {
  if (machineRestarted(holder, at)) return false
  try {
    process.kill(holder.pid, 0)
  } catch (error) {
    // Somebody else's process (EPERM) runs all the same.
    return codeOf(error) === 'EPERM'
  }
  const status = statusOf(holder.pid)
  if (status === undefined) return true
  return status.state !== 'Z' && (holder.started === undefined || holder.started === status.started)
}

function bootId(): string | undefined {
  const text = textOf('/proc/sys/kernel/random/boot_id')?.trim()
  return text !== undefined && /^[\da-f-]{36}$/.test(text) ? text : undefined
}

/** Fields 3 and 22 of `/proc/<pid>/stat` (proc_pid_stat(5)); the second, a name in brackets, may have anything in it. */
function statusOf(pid: number): { readonly state: string; readonly started: string } | undefined {
  const text = textOf(`/proc/${pid}/stat`)
  const fields = text?.slice(text.lastIndexOf(')') + 2).split(' ')
  const [state, started] = [fields?.[0], fields?.[19]]
  return state === undefined || started === undefined ? undefined : { state, started }
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'latin1')
  } catch {
    return undefined
  }
}
