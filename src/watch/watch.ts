import type { Line } from '../core/line.ts'
import type { Asked } from '../core/asked.ts'
import type { KnownAs, MailPorts, WatchRecord } from '../history/record.ts'
import type { Log } from '../history/store.ts'
import type { TrackerState } from './tracker.ts'

/** What a watcher works with. The cli puts it together. */
export interface WatchOptions {
  readonly line: Line
  readonly asked: Asked
  readonly log: Log
  readonly release: string
  /** What the user calls the line. */
  readonly lineName?: string
  readonly intervalMs: number
  readonly signal: AbortSignal
  /**
   * The mail ports as a check sees them, asked for politely every few hours and again before a change is believed; undefined
   * where it could not be told.
   */
  readonly lookAtMail?: () => Promise<MailPorts['answers'] | undefined>
  /** What a new address is to others. */
  readonly lookAtAddress?: (family: KnownAs['family']) => Promise<Omit<KnownAs, 'kind' | 'at'> | undefined>
  /** Told of every record once it is on the disk, or could not be put there. */
  readonly onRecord: (record: WatchRecord, kept: boolean) => void
  /** After every look. */
  readonly onLook?: (state: TrackerState) => void
}

/** Watches until the signal comes. Never throws for what the line does. */
export type Watch = (options: WatchOptions) => Promise<void>
