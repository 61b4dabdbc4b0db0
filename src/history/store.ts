import type { Outcome } from '../core/failure.ts'
import type { WatchRecord } from './record.ts'
import type { RunHead, SavedRun } from './saved-run.ts'

/** Where the history is kept. The files are the business of `src/system`. */
export interface Store {
  /** All that watchers wrote, in that order, watcher by watcher; what cannot be read is counted, never guessed. */
  watched(): Promise<Outcome<WatchLog>>
  /** What is known of each run without reading it whole, oldest first. */
  runs(): Promise<Outcome<readonly RunHead[]>>
  /** `no-data` where there is no such run. */
  run(id: string): Promise<Outcome<SavedRun>>
  /** On the disk when it resolves. Waits for nobody. */
  save(run: SavedRun): Promise<Outcome<RunHead>>
}

export interface WatchLog {
  readonly records: readonly WatchRecord[]
  /** When each watcher was last alive, by the id in its `began`: where it did not come to say that it ended. */
  readonly alive: ReadonlyMap<string, Alive>
  /** Lines that are torn, and records of another version or kind. */
  readonly unread: number
}

/** A watcher's sign of life, rewritten in place at every look. */
export interface Alive {
  readonly watcher: string
  readonly at: string
}

/** What a watcher writes with. One at a time in a folder: another that is alive makes `openLog` fail `in-use`. */
export interface Log {
  /** On the disk when it resolves, and then never lost. Several records are one write. */
  append(records: readonly WatchRecord[]): Promise<Outcome<void>>
  alive(at: string): Promise<Outcome<void>>
  /** Gives the log back to whoever comes next. */
  close(): Promise<void>
}
