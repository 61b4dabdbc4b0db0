import type { ListeningAt, Plan } from './plan/plan.ts'
import type { Place } from './spec.ts'

/** What is said between a test and the world it raised, over Node's IPC channel. */
export interface Request {
  readonly id: number
  readonly ask: Ask
}

export type Ask = RaiseAsk | ExecAsk | TogetherAsk | StartAsk | StopAsk | LogsAsk | EndAsk

export interface RaiseAsk {
  readonly do: 'raise'
  readonly plan: Plan
}

/** `ground` is the namespace that the world's own are made in: it has a loopback interface and nothing else. */
export type Where = Place | 'ground'

export interface ExecAsk {
  readonly do: 'exec'
  readonly where: Where
  readonly argv: readonly string[]
  readonly input?: string
  readonly timeoutMs: number
  readonly env?: Readonly<Record<string, string>>
}

/** Programs that run to their end side by side. */
export interface TogetherAsk {
  readonly do: 'together'
  readonly where: Where
  readonly argvs: readonly (readonly string[])[]
  readonly timeoutMs: number
}

export interface StartAsk {
  readonly do: 'start'
  readonly name: string
  readonly where: Where
  readonly argv: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  readonly ready: Ready
}

/** When a started program counts as up: it holds these sockets, or it has printed a line that matches. */
export type Ready =
  | { readonly sockets: readonly ListeningAt[] }
  | { readonly line: { readonly source: string; readonly flags: string } }

export interface StopAsk {
  readonly do: 'stop'
  readonly name: string
  readonly signal: NodeJS.Signals
}

export interface LogsAsk {
  readonly do: 'logs'
}

/** The whole world goes; there is no answer. */
export interface EndAsk {
  readonly do: 'end'
}

/** `error` is the text of what went wrong; `value` belongs to what was asked. */
export type Answer = { readonly id: number; readonly value: unknown } | { readonly id: number; readonly error: string }

/** How a program ended. */
export interface Ended {
  /** null when a signal ended it. */
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

export interface Up {
  /** Its number within the world, where it is of use to `kill` and /proc. */
  readonly pid: number
  /** The line that showed that it is up, where a line was waited for. */
  readonly line?: string
}

/** How long it took to raise a world, in milliseconds. */
export interface Took {
  readonly ground: number
  readonly network: number
  readonly daemons: number
}
