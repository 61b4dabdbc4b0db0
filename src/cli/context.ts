import type { Terminal } from './terminal.ts'

/** What a command knows of the place it runs in. */
export interface Context {
  readonly terminal: Terminal
  readonly env: NodeJS.ProcessEnv
  /** The folder it was called from. */
  readonly cwd: string
  readonly version: string
}
