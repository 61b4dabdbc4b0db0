import { fileStore } from '../../../system/history-files/file-store.ts'
import { type KnownBefore, knownBefore } from '../../../watch/telling/known-before.ts'

/** What watchers before this one knew, nothing where it cannot be read. Records are let go of: a year's are a lot to hold for months. */
export async function pastForWatch(folder: string, now: string): Promise<KnownBefore> {
  const log = await fileStore([folder]).watched()
  return knownBefore(log.ok ? log.value.records : [], now)
}
