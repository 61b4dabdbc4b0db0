import { join } from 'node:path'
import { stateFolder } from '../system/state-folder.ts'

/** Where a service of systemd keeps its state; with a user of its own making, in the second (systemd.exec(5), `DynamicUser=`). */
const servicesStates = ['/var/lib/mailworthy', '/var/lib/private/mailworthy']

/** Where the history is kept: for the user that the program runs as, so ask once root is given up. */
export function ownHistory(env: NodeJS.ProcessEnv): string {
  return historyIn(stateFolder('mailworthy', env))
}

/** Where the service keeps it, for root to see. None for a service: it has its own. */
export function servicesHistories(env: NodeJS.ProcessEnv): readonly string[] {
  return env['STATE_DIRECTORY'] ? [] : servicesStates.map(historyIn)
}

function historyIn(state: string): string {
  return join(state, 'history')
}
