import { describe, expect, it } from 'vitest'
import { decodeRecord } from '../../../src/history/decode-record.ts'
import { encodeRecord } from '../../../src/history/encode-record.ts'
import { nightlyDisconnectOf } from '../../../src/history/nightly-disconnect-of.ts'
import { timelineOf } from '../../../src/history/timeline-of.ts'
import { uptimeOf } from '../../../src/history/uptime-of.ts'
import { aYear } from '../../bench/a-year.ts'

const mebibyte = 1024 * 1024

describe('a year of watching', () => {
  const { records, alive, now, truth } = aYear({ looks: 1_000_000, seed: 7 })

  it('is kept in less than 5 MB, and is read as it was written', () => {
    const lines = records.map((record) => {
      const line = encodeRecord(record)
      if (!line.ok) throw new Error(line.detail)
      return line.value
    })
    expect(records.filter(({ kind }) => kind === 'quality')).toHaveLength(365 * 24)
    expect(lines.join('\n').length).toBeLessThan(5 * mebibyte)
    expect(lines.map(decodeRecord)).toEqual(records)
  })

  it('comes to what happened in it', () => {
    const told = timelineOf(records, { line: { gateway: '02:00:5e:00:53:01' }, alive, now })
    expect({ watchedMs: told.watchedMs, looks: told.looks, gaps: told.unwatched }).toEqual({
      watchedMs: truth.watchedMs,
      looks: truth.looks,
      gaps: [],
    })
    for (const family of ['v4', 'v6'] as const) {
      const { downMs, outages, share } = uptimeOf(told, family)
      expect({ downMs, outages }).toEqual({ downMs: truth.downMs[family], outages: truth.outages[family] })
      // The first addresses are seen a second after the first look.
      expect(share).toBe(1 - truth.downMs[family] / (truth.watchedMs - 1000))
      const addresses = told.addresses.filter((each) => each.family === family && each.what === 'public')
      expect(addresses).toHaveLength(truth.addresses[family])
    }
    expect(told.routerRestarts).toHaveLength(truth.restarts)
    expect(nightlyDisconnectOf(told, 'v4', () => 0)).toMatchObject({
      rhythm: 'same-hour',
      localTime: '03:11',
      days: 365,
      ofDays: 365,
      newAddress: 365,
    })
  })

  it('is the same for the same seed', () => {
    expect(aYear({ looks: 1_000_000, seed: 7 }).truth).toEqual(truth)
    expect(aYear({ looks: 1_000_000, seed: 8 }).truth).not.toEqual(truth)
  })
})
