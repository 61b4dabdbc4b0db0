import { join } from 'node:path'
import { stateFolder } from '../system/state-folder.ts'

/** Where changes of the router are noted: for the user that the program runs as, so ask once root is given up. */
export function routerJournalPath(env: NodeJS.ProcessEnv): string {
  return join(stateFolder('mailworthy', env), 'router-journal.jsonl')
}
