import { expect, it } from 'vitest'
import type { WatchRecord } from '../../../src/history/record.ts'
import { looksBeside } from '../../../src/watch/looks-beside.ts'
import type { WatchOptions } from '../../../src/watch/watch.ts'
import { address, cafe, down, lineIs } from '../history/a-log.ts'
import { silentLine } from '../silent-line.ts'
import { virtualClock } from '../virtual-clock.ts'

type Answers = Readonly<Record<string, string | null>>

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
    ...(before !== undefined && { mailPortsBefore: () => before }),
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

const out = { 'outbound.25.v4': 'open' }
const nobody = { 'outbound.25.v4': 'no-witness' }

it('believes that nobody answers any more on a port that was open when it is seen twice, and of no other', async () => {
  const { looked, answers } = await played(13, (nth) => (nth === 1 ? out : nobody))
  expect(looked.slice(0, 3)).toEqual([2, 362, 367])
  expect(answers).toEqual([out, nobody])
  expect((await played(13, () => nobody, { before: out })).answers).toEqual([out, nobody])
  for (const first of [{ 'outbound.25.v4': 'filtered' }, undefined]) {
    const { answers: others } = await played(13, (nth) => (nth === 1 ? first : nobody))
    expect(others).toEqual(first === undefined ? [] : [first])
  }
})

it('believes it of no port while the line is down', async () => {
  const { answers } = await played(13, (nth) => (nth === 1 ? out : nobody), { at: down('03:00') })
  expect(answers).toEqual([out])
})

it('forgets a port that there is nothing to ask about any more, once that is seen twice', async () => {
  const both = { ...open, 'inbound.25.v6': 'open' }
  const gone = { ...open, 'inbound.25.v6': null }
  expect((await played(13, (nth) => (nth === 1 ? both : gone))).answers).toEqual([both, open])
  expect((await played(13, (nth) => (nth === 2 ? gone : both))).answers).toEqual([both])
})

it('begins anew on another line', async () => {
  const { looked, answers } = await played(6, (nth) => (nth === 1 ? open : shut), {
    at: lineIs('03:00', cafe),
    before: open,
  })
  expect(looked).toEqual([2, 33])
  expect(answers).toEqual([open, shut])
})

it('asks again what a new address is to others, as long as nobody could tell', async () => {
  const clock = virtualClock()
  let asked = 0
  const noted: WatchRecord[] = []
  const told = { family: 'v4', address: '203.0.113.5', name: null } as const
  const options = {
    line: silentLine({ clock, random: (length) => new Uint8Array(length) }),
    lookAtAddress: async () => (++asked < 4 ? undefined : told),
  } as unknown as WatchOptions
  const beside = looksBeside(options, async (records) => void noted.push(...records))
  for (let minute = 0; minute < 120; minute += 1) {
    clock.advance(60_000)
    beside.after(minute === 0 ? [address('03:00', '203.0.113.5')] : [])
    await new Promise((resolve) => setImmediate(resolve))
    if (minute === 5) expect(asked).toBe(1)
  }
  expect(asked).toBe(4)
  expect(noted).toMatchObject([{ kind: 'known-as', ...told }])
})
