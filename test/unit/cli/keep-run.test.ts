import { describe, expect, it } from 'vitest'
import { keepRun } from '../../../src/cli/keep-run.ts'
import { failed, type Outcome, success } from '../../../src/core/failure.ts'
import { runHeadOf } from '../../../src/history/run-head-of.ts'
import type { RunHead, SavedRun } from '../../../src/history/saved-run.ts'
import type { Store } from '../../../src/history/store.ts'
import type { Report } from '../../../src/report/report.ts'
import { savedRun } from '../history/runs.ts'

const report = savedRun() as Report
const full: Outcome<RunHead> = failed('unclassified', 'ENOSPC: no space left on device, write')

/** What is saved, and what is said, where saving ends like this. */
async function kept(run: Report, insisted: boolean, ends?: Outcome<RunHead>) {
  const saved: SavedRun[] = []
  let said = ''
  const store: Pick<Store, 'save'> = {
    save: async (each) => {
      saved.push(each)
      return ends ?? success(runHeadOf(each, '20261124T154500Z'))
    },
  }
  const terminal = { width: 400, err: (text: string) => void (said += text) }
  await keepRun(run, store, insisted, { terminal })
  return { saved, said }
}

describe('keeping a run', () => {
  it('says nothing of it', async () => {
    expect(await kept(report, false)).toEqual({ saved: [report], said: '' })
    expect(await kept(report, true)).toEqual({ saved: [report], said: '' })
  })

  it('tells in a line that the disk is full, and at length where it was asked for', async () => {
    expect((await kept(report, false, full)).said).toBe(
      'This run is not kept: ENOSPC: no space left on device, write\n',
    )
    expect((await kept(report, true, full)).said).toMatch(/^This run could not be kept, [^]*ENOSPC[^]*XDG_STATE_HOME/)
  })

  it('lets an interrupted run be', async () => {
    const half: Report = { ...report, interrupted: true }
    expect(await kept(half, false)).toEqual({ saved: [], said: '' })
    expect(await kept(half, true)).toEqual({ saved: [], said: 'This run is not kept: it was interrupted.\n' })
  })
})
