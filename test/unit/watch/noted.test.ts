import { expect, it } from 'vitest'
import { failed, success } from '../../../src/core/failure.ts'
import { encodeRecord } from '../../../src/history/encode-record.ts'
import type { WatchRecord } from '../../../src/history/record.ts'
import { noted } from '../../../src/watch/noted.ts'

const restarted = (minute: number): WatchRecord => ({
  kind: 'router-restarted',
  at: new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString(),
})

/** Longer than any name (RFC 1035 §2.3.4), so that it cannot be encoded. */
const unwritable: WatchRecord = {
  kind: 'known-as',
  at: restarted(2).at,
  family: 'v4',
  address: '192.0.2.1',
  name: '\\001'.repeat(256),
}

/** A disk that is full for the first so many writes, and takes no records that could not be read again. */
function disk(fullFor: number) {
  const written: WatchRecord[] = []
  let left = fullFor
  const log = {
    append: async (records: readonly WatchRecord[]) => {
      left -= 1
      if (left >= 0) return failed('unclassified', 'ENOSPC')
      const bad = records.map(encodeRecord).find(({ ok }) => !ok)
      if (bad?.ok === false) return bad
      written.push(...records)
      return success(undefined)
    },
    alive: async () => success(undefined),
    close: async () => {},
  }
  return { log, written }
}

it('writes again what a full disk did not take, in its order, and says each time whether it is kept', async () => {
  const { log, written } = disk(2)
  const told: string[] = []
  const note = noted(log, (record, kept) => told.push(`${record.at.slice(14, 16)} ${kept}`))
  await note([restarted(1)])
  await note([restarted(2)])
  await note([restarted(3)])
  expect(told).toEqual(['01 false', '02 false', '03 true'])
  expect(written).toEqual([1, 2, 3].map(restarted))
})

it('writes it at the next look, though nothing has happened by then, and says so once', async () => {
  const { log, written } = disk(1)
  const told: boolean[] = []
  const note = noted(log, (_, kept) => told.push(kept))
  await note([restarted(1)])
  await note([])
  await note([])
  expect(written).toEqual([restarted(1)])
  expect(told).toEqual([false])
})

it('loses of all records the one alone that cannot be written, and says so', async () => {
  const { log, written } = disk(0)
  const told: boolean[] = []
  const note = noted(log, (_, kept) => told.push(kept))
  await note([restarted(1), unwritable])
  await note([restarted(3)])
  expect(told).toEqual([true, false, true])
  expect(written).toEqual([1, 3].map(restarted))
})

it('never writes twice at once, whoever else has something to write', async () => {
  const { log, written } = disk(0)
  let inside = 0
  const slow: typeof log = {
    ...log,
    append: async (records) => {
      inside += 1
      expect(inside).toBe(1)
      await Promise.resolve()
      const done = await log.append(records)
      inside -= 1
      return done
    },
  }
  const note = noted(slow, () => {})
  await Promise.all([note([restarted(1)]), note([restarted(2)])])
  expect(written).toEqual([1, 2].map(restarted))
})

it('gives up the oldest where the disk stays full', async () => {
  const { log, written } = disk(1_500)
  const note = noted(log, () => {})
  for (let minute = 0; minute < 1_500; minute += 1) await note([restarted(minute)])
  await note([restarted(1_500)])
  expect(written).toHaveLength(1_001)
  expect(written.at(0)).toEqual(restarted(500))
})
