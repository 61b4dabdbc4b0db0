import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished } from 'vitest'
import type { WatchRecord } from '../../../../src/history/record.ts'
import type { WatchLog } from '../../../../src/history/store.ts'
import { fileStore } from '../../../../src/system/history-files/file-store.ts'
import { openLog } from '../../../../src/system/history-files/open-log.ts'
import { valueOf } from '../value-of.ts'

/** A history that is not there yet, in a folder that goes with the test. */
export async function newHistory(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'mailworthy-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  return join(folder, 'state', 'history')
}

export async function watchedIn(...folders: readonly string[]): Promise<WatchLog> {
  return valueOf(await fileStore(folders).watched())
}

export async function recordsIn(folder: string): Promise<readonly WatchRecord[]> {
  return (await watchedIn(folder)).records
}

export async function segmentsIn(folder: string): Promise<readonly string[]> {
  return (await readdir(folder)).filter((name) => name.endsWith('.jsonl')).sort()
}

/** Opens the log, writes, and gives it back. */
export async function written(folder: string, ...records: readonly WatchRecord[]): Promise<void> {
  const log = valueOf(await openLog(folder))
  valueOf(await log.append(records))
  await log.close()
}

export async function onlySegment(folder: string): Promise<string> {
  const [name, ...more] = await segmentsIn(folder)
  expect(more).toEqual([])
  return join(folder, name ?? '')
}
