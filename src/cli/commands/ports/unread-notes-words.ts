import { type Failure, failures } from '../../../core/failure.ts'
import type { Told } from './told.ts'

/** What to say where our notes of what was opened cannot be read. */
export function unreadNotesWords(journalPath: string, failure: Failure): Told {
  return {
    mark: 'open',
    says: `Our notes of what was opened, ${journalPath}, cannot be read: ${failures[failure]}.`,
    remedy:
      'Run this as the user who opened the ports: the notes lie in the folder of that user, who alone may write there.',
  }
}
