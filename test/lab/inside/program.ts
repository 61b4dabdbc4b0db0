import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import type { Ended, Where } from '../messages.ts'

export interface Launch {
  readonly where: Where
  readonly argv: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  readonly input?: string
}

/** A program that runs in one of the namespaces, with what it has said so far. */
export interface Program {
  readonly pid: number
  readonly ended: Promise<Ended>
  running(): boolean
  stdout(): string
  stderr(): string
  /** Calls back with each line of its standard output, those already said included, until it returns true. */
  onLine(take: (line: string) => boolean): void
  /** Signals it and its children. */
  signal(name: NodeJS.Signals): void
}

/** Far more than any report or log; beyond it a program is out of hand and what it says is dropped. */
const maxOutput = 4 * 1024 * 1024

/** Starts a program in its namespace. `ip netns exec` replaces itself, so the pid is the program's own. */
export function launch({ where, argv, env, input }: Launch): Program {
  const [command = '', ...rest] = where === 'ground' ? argv : ['ip', 'netns', 'exec', where, ...argv]
  const home = `/run/lab/home-of-${where}`
  mkdirSync(home, { recursive: true })
  const child = spawn(command, rest, {
    // A group of its own, so that a signal reaches what it starts as well.
    detached: true,
    // Nothing of the tester's environment: no proxy, no NODE_OPTIONS, no configuration, no history in his home.
    env: { PATH: process.env['PATH'], HOME: home, TMPDIR: home, LANG: 'C.UTF-8', ...env },
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  })
  if (input !== undefined) {
    // A program may end without having read all of it.
    child.stdin?.on('error', () => {})
    child.stdin?.end(input)
  }
  const out = collect(child.stdout)
  const err = collect(child.stderr)
  let running = true
  const ended = new Promise<Ended>((resolve) => {
    child.on('error', (error) => {
      running = false
      resolve({ code: 127, signal: null, stdout: out.text(), stderr: String(error) })
    })
    child.on('exit', () => {
      running = false
    })
    child.on('close', (code, signal) => resolve({ code, signal, stdout: out.text(), stderr: err.text() }))
  })
  return {
    pid: child.pid ?? -1,
    ended,
    running: () => running,
    stdout: out.text,
    stderr: err.text,
    onLine: out.onLine,
    signal: (name) => signalGroup(child, name),
  }
}

function signalGroup(child: ChildProcess, name: NodeJS.Signals): void {
  if (child.pid === undefined) return
  try {
    process.kill(-child.pid, name)
  } catch {
    // It has ended already.
  }
}

function collect(stream: NodeJS.ReadableStream | null) {
  let text = ''
  let seen = 0
  let take: ((line: string) => boolean) | undefined
  const offer = (): void => {
    for (let end = text.indexOf('\n', seen); take !== undefined && end !== -1; end = text.indexOf('\n', seen)) {
      const line = text.slice(seen, end)
      seen = end + 1
      if (take(line)) take = undefined
    }
  }
  stream?.setEncoding('utf8')
  stream?.on('data', (chunk: string) => {
    if (text.length < maxOutput) text += chunk
    offer()
  })
  return {
    text: () => text,
    onLine: (wanted: (line: string) => boolean) => {
      take = wanted
      offer()
    },
  }
}
