import { failed, success } from '../../../../../src/core/failure.ts'
import type { Journal, NotedChange, RouterChange } from '../../../../../src/core/journal.ts'

/** A journal on a disk of its own: it outlives whoever writes into it. */
export interface RecordingJournal extends Journal {
  readonly notes: () => readonly NotedChange[]
  /** What was done to it, in order. */
  readonly deeds: readonly string[]
  /** The disk is full, or not ours to write to. */
  broken: boolean
}

export function recordingJournal(): RecordingJournal {
  const notes = new Map<string, RouterChange>()
  const deeds: string[] = []
  let count = 0
  const journal: RecordingJournal = {
    broken: false,
    deeds,
    notes: () => [...notes].map(([id, change]) => ({ id, change })),
    async begin(change) {
      if (journal.broken) return failed('not-permitted')
      count += 1
      const id = `n${count}`
      notes.set(id, change)
      deeds.push(`begin ${id} ${change.speech} ${change.external}`)
      return success(id)
    },
    async amend(id, change) {
      if (journal.broken) return failed('not-permitted')
      if (!notes.has(id)) return failed('no-data')
      notes.set(id, change)
      deeds.push(`amend ${id}`)
      return success(undefined)
    },
    async end(id) {
      if (journal.broken) return failed('not-permitted')
      notes.delete(id)
      deeds.push(`end ${id}`)
      return success(undefined)
    },
    async unended() {
      return journal.broken ? failed('not-permitted') : success(journal.notes())
    },
  }
  return journal
}
