import { failed } from '../core/failure.ts'
import type { Journal } from '../core/journal.ts'

/** Where nothing can be written down, nothing may be changed. */
export const noJournal: Journal = {
  begin: async () => failed('unsupported', 'there is no journal'),
  amend: async () => failed('unsupported', 'there is no journal'),
  end: async () => failed('unsupported', 'there is no journal'),
  unended: async () => failed('unsupported', 'there is no journal'),
}
