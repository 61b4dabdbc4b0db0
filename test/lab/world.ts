import type { Ended, Ready, StopAsk, Took, Up, Where } from './messages.ts'
import type { ListeningAt } from './plan/plan.ts'
import type { SocketRow } from './socket-table.ts'
import type { Place, WorldSpec } from './spec.ts'

/** A small internet with a home in it, for a test to walk around in. `await using` takes it down again. */
export interface World {
  readonly spec: WorldSpec
  readonly took: Took
  /** The process outside that holds the world: SIGKILL to it ends everything within. */
  readonly pid: number
  /** Runs a program to its end. A program that ends badly is a value; one that takes too long (20 s) is thrown. */
  exec(where: Where, argv: readonly string[], options?: ExecOptions): Promise<Ended>
  /** Runs programs side by side, to the end of each, far cheaper than one by one. They are given nothing to read. */
  together(where: Where, argvs: readonly (readonly string[])[]): Promise<readonly Ended[]>
  /** Starts a program that stays; resolves when it is up, throws with its log when it does not come up. */
  start(where: Where, argv: readonly string[], options: StartOptions): Promise<Started>
  /** Adds to or changes the firewall of a place, in the language of nft. Throws what nft says against it. */
  nft(place: Place, text: string): Promise<void>
  /** What waits for callers in a place. */
  sockets(place: Place): Promise<readonly SocketRow[]>
  /** What a daemon or a started program has said so far, by its name. */
  log(name: string): Promise<string>
  /** The logs of everything; also once the world has ended. */
  logs(): Promise<Readonly<Record<string, string>>>
  /** Ends everything within; resolves when nothing is left of it. Idempotent. */
  end(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

export interface ExecOptions {
  readonly input?: string
  readonly timeoutMs?: number
  readonly env?: Readonly<Record<string, string>>
}

export interface StartOptions {
  readonly ready: ListeningAt | readonly ListeningAt[] | { readonly line: RegExp }
  /** What `log` calls it; the last part of the program's path unless told. */
  readonly name?: string
  readonly env?: Readonly<Record<string, string>>
}

export interface Started extends Up {
  readonly name: string
  log(): Promise<string>
  /** Signals it (SIGTERM unless told) and resolves when it has ended; after 10 s it is killed. */
  stop(signal?: StopAsk['signal']): Promise<Ended>
}

/** How `start` puts its readiness into a message. */
export function readiness(ready: StartOptions['ready']): Ready {
  if ('line' in ready) return { line: { source: ready.line.source, flags: ready.line.flags } }
  return { sockets: Array.isArray(ready) ? ready : [ready as ListeningAt] }
}
