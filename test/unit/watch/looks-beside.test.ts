import { expect, it } from 'vitest'
import type { WatchRecord } from '../../../src/history/record.ts'
import { looksBeside } from '../../../src/watch/looks-beside.ts'
import type { WatchOptions } from '../../../src/watch/watch.ts'
import { silentLine } from '../silent-line.ts'
import { virtualClock } from '../virtual-clock.ts'

type Answers = Readonly<Record<string, string>>

/** Plays hours of looks, one a minute, with what the mail ports are at each time they are looked at. */
async function played(
  hours: number,
  says: (nth: number, hour: number) => Answers | undefined,
  { at, before }: { readonly at?: WatchRecord; readonly before?: Answers } = {},
) {
  const clock = virtualClock()
  const startMs = clock.elapsed()
  const looked: number[] = []
  const noted: WatchRecord[] = []
  const options = {
    line: silentLine({ clock, random: (length) => new Uint8Array(length).fill(128) }),
    lookAtMail: async () => {
      looked.push((clock.elapsed() - startMs) / 60_000)
      return says(looked.length, (clock.elapsed() - startMs) / 3_600_000)
    },
    ...(before !== undefined && { mailPortsBefore: before }),
  } as unknown as WatchOptions
  const beside = looksBeside(options, async (records) => void noted.push(...records))
  for (let minute = 0; minute < hours * 60; minute += 1) {
    clock.advance(60_000)
    beside.after(minute === 30 && at !== undefined ? [at] : [])
    await new Promise((resolve) => setImmediate(resolve))
  }
  await beside.end()
  return { looked, answers: noted.map((record) => (record.kind === 'mail-ports' ? record.answers : undefined)) }
}

const open = { 'inbound.25.v4': 'open' }
const shut = { 'inbound.25.v4': 'not-forwarded' }

it('looks politely: after two minutes, then every six hours, and writes down what is new', async () => {
  const { looked, answers } = await played(24, () => open)
  expect(looked).toEqual([2, 362, 722, 1082])
  expect(answers).toEqual([open])
})

it('believes a change only when a second look, five minutes later, says the same', async () => {
  const { looked, answers } = await played(13, (nth) => (nth === 1 ? open : shut))
  expect(looked.slice(0, 3)).toEqual([2, 362, 367])
  expect(answers).toEqual([open, shut])
})

it('writes nothing of a trouble that is over by then', async () => {
  const { answers } = await played(13, (nth) => (nth === 2 ? shut : open))
  expect(answers).toEqual([open])
})

it('a port that flickers keeps no other one waiting', async () => {
  const { answers } = await played(13, (nth) =>
    nth === 1
      ? { ...open, 'outbound.25.v4': 'open' }
      : { ...shut, 'outbound.25.v4': nth % 2 === 0 ? 'blocked' : 'open' },
  )
  expect(answers.slice(0, 2)).toEqual([
    { ...open, 'outbound.25.v4': 'open' },
    { ...shut, 'outbound.25.v4': 'open' },
  ])
})

it('what nobody could tell is as it was', async () => {
  const { answers } = await played(13, (nth) =>
    nth === 1 ? { ...open, 'outbound.25.v4': 'open' } : nth === 2 ? undefined : open,
  )
  expect(answers).toHaveLength(1)
})

it('looks again ten minutes after the router has restarted', async () => {
  const { looked } = await played(2, () => open, { at: { kind: 'router-restarted', at: '2026-01-02T03:34:05.000Z' } })
  expect(looked).toEqual([2, 41])
})

it('believes what is otherwise than under the watcher before only when it is seen twice, too', async () => {
  const before = { ...open, 'outbound.25.v4': 'open', 'inbound.25.v6': 'open' }
  const first = { ...open, 'outbound.25.v4': 'open' }
  expect((await played(6, () => first, { before })).answers).toEqual([first])
  const stays = await played(6, () => ({ ...shut, 'outbound.25.v4': 'open' }), { before })
  expect(stays.looked).toEqual([2, 7])
  expect(stays.answers).toEqual([first, { ...shut, 'outbound.25.v4': 'open' }])
  const passes = await played(6, (nth) => (nth === 1 ? { ...shut, 'outbound.25.v4': 'open' } : first), { before })
  expect(passes.answers).toEqual([first])
})
