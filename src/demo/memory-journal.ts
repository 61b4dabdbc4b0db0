import { failed, success } from '../core/failure.ts'
import type { Journal, RouterChange } from '../core/journal.ts'

/** The journal of a scripted line: what is noted lasts as long as the line. */
export function memoryJournal(): Journal {
  const open = new Map<string, RouterChange>()
  let begun = 0
  return {
    async begin(change) {
      begun += 1
      const id = String(begun)
      open.set(id, change)
      return success(id)
    },
    async amend(id, change) {
      if (!open.has(id)) return failed('no-data', 'no such note')
      open.set(id, change)
      return success(undefined)
    },
    async end(id) {
      open.delete(id)
      return success(undefined)
    },
    unended: async () => success([...open].map(([id, change]) => ({ id, change }))),
  }
}
