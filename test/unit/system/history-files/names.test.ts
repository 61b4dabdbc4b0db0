import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { byTime, newRunName, readRunName, runName } from '../../../../src/system/history-files/run-names.ts'
import { monthOf, newSegmentName, readSegmentName } from '../../../../src/system/history-files/segment-names.ts'

describe('the name of a run', () => {
  it('is its time, and a number where two fell into one second', () => {
    expect(newRunName('2026-11-24T15:45:00.123Z', 1)).toEqual({
      id: '20261124T154500Z',
      name: 'run-20261124T154500Z.jsonl',
    })
    expect(newRunName('2026-11-24T15:45:00.999Z', 2)?.id).toBe('20261124T154500Z-2')
    expect(newRunName('yesterday', 1)).toBeUndefined()
    expect(newRunName('+012026-11-24T15:45:00.000Z', 1)).toBeUndefined()
  })

  it('is found again in a folder, in the order of time', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), fc.integer({ min: 1, max: 99 }), (ms, number) => {
        const run = newRunName(new Date(ms).toISOString(), number)
        expect(readRunName(run?.name ?? '')).toEqual(run)
      }),
    )
    const ids = ['20261124T154500Z', '20261124T154500Z-2', '20261124T154500Z-10', '20261124T154501Z']
    const runs = ids.map(runName).filter((each) => each !== undefined)
    expect(runs.toReversed().sort(byTime)).toEqual(runs)
  })

  it.each(['../../etc/passwd', '20261124T154500Z/..', '20261124T154500Z-0', '', 'x', '20261124T154500Z\n'])(
    'is not %j',
    (id) => expect(runName(id)).toBeUndefined(),
  )
})

describe('the name of a segment', () => {
  it('tells its month, and who wrote to it', () => {
    const month = monthOf('2026-11-24T15:45:00.123Z')
    for (const kind of ['watch', 'beside'] as const) {
      const name = newSegmentName(kind, month)
      expect(readSegmentName(name)).toEqual({ name, kind, month: '2026-11' })
    }
    expect(newSegmentName('watch', month)).toMatch(/^watch-2026-11-[\da-f]{8}\.jsonl$/)
    expect(newSegmentName('watch', month)).not.toBe(newSegmentName('watch', month))
  })

  it.each(['watch-2026-11-0a1b2c3d.jsonl.bak', 'watch.alive', 'watch-2026-11-0a1b2c3d', 'run-20261124T154500Z.jsonl'])(
    'is not %j',
    (name) => expect(readSegmentName(name)).toBeUndefined(),
  )
})
