import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { WatchRecord } from '../../../../src/history/record.ts'
import { openLog } from '../../../../src/system/history-files/open-log.ts'
import { drawFrom } from '../../../lab/honesty/random-world.ts'
import { valueOf } from '../value-of.ts'
import { recordsIn, segmentsIn, watchedIn } from './a-history.ts'
import { programOf } from './in-another-process.ts'

/** `npm run soak:kill` asks for 200; each takes half a second. */
const rounds = Number(process.env['SOAK_ROUNDS'] ?? 10)
const seed = Number(process.env['SOAK_SEED'] ?? 1)
/** By then a writer has written a hundred records or more. */
const longestMs = 300
/** Now and then one lives longer than it may be mistimed: else when it began would do for when it ended. */
const longMs = 1700
/** A watcher that is cut off is timed to the second. */
const timedWithinMs = 1000

interface Life {
  readonly watcher: string
  /** Whether it said that its beginning was on the disk, and how many records after it. */
  readonly began: boolean
  readonly reported: number
  /** It was killed between these. */
  readonly killed: readonly [number, number]
}

describe(`watchers that are killed (SOAK_SEED=${seed} SOAK_ROUNDS=${rounds})`, () => {
  const draw = drawFrom(seed)
  const lives: Life[] = []
  let program: Awaited<ReturnType<typeof programOf>>
  let folder = ''
  beforeAll(async () => {
    program = await programOf(new URL('kill-writer.ts', import.meta.url))
    folder = await mkdtemp(join(tmpdir(), 'mailworthy-'))
  })
  afterAll(async () => {
    await program.remove()
    await rm(folder, { recursive: true })
  })

  it.each(Array.from({ length: rounds }, (_, round) => `w${round}`))(
    '%s has lost nothing that it said was written, and is timed',
    async (watcher) => {
      const life = await lived(program.path, folder, watcher)
      lives.push(life)
      const { records, unread, alive } = await watchedIn(folder)
      // The line that was being written, and none before it.
      expect(unread).toBeLessThanOrEqual(1)
      expectWhole(records, life)
      if (life.began) expectTimed(alive.get(watcher)?.at, life)
    },
  )

  it('ended once each, and were never written twice', async () => {
    await valueOf(await openLog(folder)).close()
    const records = await recordsIn(folder)
    for (const life of lives) {
      expectWhole(records, life)
      const began = records.filter((each) => each.kind === 'began' && each.watcher === life.watcher)
      const ended = records.filter((each) => each.kind === 'ended' && each.watcher === life.watcher)
      expect(began.length).toBeLessThanOrEqual(1)
      expect(ended.map((each) => each.kind === 'ended' && each.why)).toEqual(began.map(() => 'killed'))
      if (life.began) expectTimed(ended[0]?.at, life)
    }
    // However often one was started.
    expect(await segmentsIn(folder)).toHaveLength(1)
    expect(lives.some(({ reported }) => reported > 0)).toBe(true)
  })

  /** Starts one and kills it: some after their first word, some while they are still starting. */
  async function lived(path: string, into: string, watcher: string): Promise<Life> {
    const child = spawn(process.execPath, [path, into, watcher], { stdio: ['ignore', 'pipe', 'pipe'] })
    const said = { stdout: '', stderr: '' }
    for (const stream of ['stdout', 'stderr'] as const)
      child[stream].setEncoding('utf8').on('data', (text: string) => {
        said[stream] += text
      })
    const closed = once(child, 'close')
    if (draw(4) > 0) await Promise.race([once(child.stdout, 'data'), closed])
    await pause(lives.length % 8 === 7 ? longMs : draw(longestMs))
    const from = Date.now()
    child.kill('SIGKILL')
    await closed
    expect(said.stderr).toBe('')
    // It may have been killed in the middle of the last line.
    const lines = said.stdout.split('\n').slice(0, -1)
    return {
      watcher,
      began: lines.length > 0,
      reported: Number(lines.slice(1).at(-1) ?? 0),
      killed: [from, Date.now()],
    }
  }
})

/** All that it said, in order, from the first, nothing twice. What it had no time to say may be there as well. */
function expectWhole(records: readonly WatchRecord[], { watcher, began, reported }: Life): void {
  const own = records.flatMap((each) =>
    each.kind === 'witness' && each.witness.startsWith(`${watcher}/`) ? [each.witness] : [],
  )
  expect(own).toEqual(own.map((_, index) => `${watcher}/${index}`))
  expect(own.length).toBeGreaterThanOrEqual(reported)
  if (began) expect(records.some((each) => each.kind === 'began' && each.watcher === watcher)).toBe(true)
}

function expectTimed(at: string | undefined, { killed: [from, to] }: Life): void {
  const ms = Date.parse(at ?? '')
  expect(ms).toBeGreaterThanOrEqual(from - timedWithinMs)
  expect(ms).toBeLessThanOrEqual(to)
}
