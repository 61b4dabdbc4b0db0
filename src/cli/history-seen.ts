import type { Store } from '../history/store.ts'
import { fileStore } from '../system/history-files/file-store.ts'
import { ownHistory, servicesHistories } from './history-folders.ts'

/**
 * The history of this machine: what the user's own runs and watchers wrote, and the service. The service's is root's to read, so it
 * is read now; the user's own is that of whom the program becomes, so call what comes back once root is given up.
 */
export async function historySeen(env: NodeJS.ProcessEnv): Promise<() => Store> {
  if (process.geteuid?.() !== 0) return () => fileStore([ownHistory(env), ...servicesHistories(env)])
  const services = await fileStore(servicesHistories(env)).watched()
  return () => fileStore([ownHistory(env)], services.ok ? services.value : undefined)
}
