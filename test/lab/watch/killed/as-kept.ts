import { expect } from 'vitest'
import type { WatchBegan, WatchEnded, WatchRecord } from '../../../../src/history/record.ts'
import type { Life } from './life.ts'

/** A life that came to write, and what is in the store of it. */
export interface Remembered {
  readonly life: Life
  readonly began: WatchBegan
  readonly ended: WatchEnded
}

/** What one watcher wrote, and what the next one wrote of its end. */
interface Written {
  readonly began: WatchBegan
  readonly records: readonly WatchRecord[]
}

/**
 * Expects of the store that all that was said to be kept is in it, once and in that order; that beside it there is only what
 * there was no time to say; and that each end is told once. `lives` in their order, the last of them was asked to end.
 */
export function expectAsKept(records: readonly WatchRecord[], lives: readonly Life[]): readonly Remembered[] {
  expect(new Set(records.map((record) => JSON.stringify(record))).size).toBe(records.length)
  const written = writtenBy(records)
  const said = new Set(lives.flatMap(({ kept: [first] }) => (first?.kind === 'began' ? [first.watcher] : [])))
  let next = 0
  const remembered = lives.flatMap((life): readonly Remembered[] => {
    const own = written[next]
    const isOurs = life.kept.length > 0 || (own !== undefined && !said.has(own.began.watcher))
    if (!isOurs) return []
    next += 1
    return [expectWhole(own, life)]
  })
  expect(next).toBe(written.length)
  return remembered
}

function writtenBy(records: readonly WatchRecord[]): readonly Written[] {
  const written: { began: WatchBegan; records: WatchRecord[] }[] = []
  for (const record of records) {
    if (record.kind === 'began') written.push({ began: record, records: [record] })
    else {
      expect(written.length, 'a record before any watcher began').toBeGreaterThan(0)
      written.at(-1)?.records.push(record)
    }
  }
  return written
}

function expectWhole(written: Written | undefined, life: Life): Remembered {
  expect(life.notKept).toEqual([])
  expect(written?.records.slice(0, life.kept.length)).toEqual(life.kept)
  const ends = written?.records.filter((record) => record.kind === 'ended') ?? []
  const why = life.ended.signal === 'SIGKILL' ? 'killed' : 'asked'
  expect(ends.map((each) => `${each.watcher} ${each.why}`)).toEqual([`${written?.began.watcher} ${why}`])
  const [ended] = ends
  if (written === undefined || ended === undefined) throw new Error('nothing was written')
  expect(written.records.at(-1)).toBe(ended)
  for (const { at } of written.records) {
    expect(Date.parse(at)).toBeGreaterThanOrEqual(life.startedMs)
    expect(Date.parse(at)).toBeLessThanOrEqual(life.endedMs[1])
  }
  return { life, began: written.began, ended }
}
