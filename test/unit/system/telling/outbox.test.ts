import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { failed } from '../../../../src/core/failure.ts'
import type { Spool, Waiting } from '../../../../src/system/telling/spool.ts'
import type { Told, Way } from '../../../../src/system/telling/teller.ts'
import { longestPauseMs, mostMs, mostWaiting, openOutbox } from '../../../../src/system/telling/outbox.ts'
import { memorySpool } from './memory-spool.ts'
import { message } from './message.ts'

const start = Date.parse('2026-11-24T03:00:00Z')
const second = 1_000
const minute = 60 * second

beforeEach(() => {
  vi.useFakeTimers({ now: start })
})
afterEach(() => {
  vi.useRealTimers()
})

const clock = { now: () => new Date().toISOString(), elapsed: () => Date.now() }
const done: Told = { kind: 'done' }
const later: Told = { kind: 'later', why: 'the line is down' }

/** A way that answers as it is told to, and remembers what it was told and when. */
function way(name: Way, answer: () => Told) {
  const told: { readonly id: string; readonly atS: number }[] = []
  return {
    told,
    ids: () => told.map(({ id }) => id),
    teller: {
      way: name,
      async tell({ id }: { readonly id: string }) {
        told.push({ id, atS: (Date.now() - start) / second })
        return answer()
      },
    },
  }
}

async function outboxFor(ones: readonly ReturnType<typeof way>[], spool: Spool = memorySpool()) {
  const complaints: string[] = []
  const outbox = await openOutbox({
    tellers: ones.map(({ teller }) => teller),
    spool,
    clock,
    complain: (says) => void complaints.push(says),
    chance: () => 0.5,
  })
  return { outbox, complaints }
}

const settle = () => vi.advanceTimersByTimeAsync(0)

describe('an outbox', () => {
  it('tells by every way at once, and keeps nothing', async () => {
    const [command, mail] = [way('command', () => done), way('mail', () => done)]
    const spool = memorySpool()
    const { outbox, complaints } = await outboxFor([command, mail], spool)
    await outbox.put(message(1))
    await outbox.put(message(2))
    await settle()
    expect([command.ids(), mail.ids()]).toEqual([
      ['id-1', 'id-2'],
      ['id-1', 'id-2'],
    ])
    expect([spool.waiting, complaints]).toEqual([[], []])
    await outbox.close()
  })

  it('keeps what cannot be told, tries again with growing pauses, and tells in order', async () => {
    let up = false
    const hook = way('webhook', () => (up ? done : later))
    const spool = memorySpool()
    const { outbox, complaints } = await outboxFor([hook], spool)
    await outbox.put(message(1))
    await vi.advanceTimersByTimeAsync(4 * 60 * minute)
    const gaps = hook.told.slice(1).map(({ atS }, i) => atS - (hook.told[i]?.atS ?? 0))
    expect(gaps.slice(0, 8)).toEqual([30, 60, 120, 240, 480, 960, 1800, 1800])
    expect(complaints).toHaveLength(1)
    expect([...outbox.waiting]).toEqual([['webhook', 1]])
    up = true
    await outbox.put(message(2))
    await settle()
    expect(hook.ids().slice(-2)).toEqual(['id-1', 'id-2'])
    expect(spool.waiting).toEqual([])
    await outbox.close()
  })

  it('does not let one way wait for another', async () => {
    const [hook, mail] = [way('webhook', () => later), way('mail', () => done)]
    const { outbox } = await outboxFor([hook, mail])
    for (let i = 1; i <= 3; i++) await outbox.put(message(i))
    await settle()
    expect(mail.ids()).toEqual(['id-1', 'id-2', 'id-3'])
    await outbox.close()
  })

  it('gives up what is refused for good, says so, and goes on', async () => {
    let count = 0
    const hook = way('webhook', () => (++count === 1 ? { kind: 'never', why: 'it answers 404' } : done))
    const { outbox, complaints } = await outboxFor([hook])
    await outbox.put(message(1))
    await outbox.put(message(2))
    await settle()
    expect(hook.ids()).toEqual(['id-1', 'id-2'])
    expect(complaints).toEqual(['The webhook was not told of router-restarted: it answers 404'])
    await outbox.close()
  })

  it('has the patience that it is asked for, whatever else happens', async () => {
    const hook = way('webhook', () => ({ kind: 'later', why: 'it answers 429', afterMs: 10 * minute }))
    const { outbox } = await outboxFor([hook])
    await outbox.put(message(1))
    await settle()
    await outbox.put(message(2))
    await vi.advanceTimersByTimeAsync(9 * minute)
    expect(hook.told).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(2 * minute)
    expect(hook.told).toHaveLength(2)
    await outbox.close()
  })

  it('goes on where an earlier run left off, with new numbers', async () => {
    const hook = way('webhook', () => later)
    const spool = memorySpool()
    const first = await outboxFor([hook], spool)
    await first.outbox.put(message(1))
    await first.outbox.put(message(2))
    await first.outbox.close()
    expect(spool.waiting).toHaveLength(2)

    const again = way('webhook', () => done)
    const { outbox } = await outboxFor([again], spool)
    await outbox.put(message(3))
    await settle()
    expect(again.ids()).toEqual(['id-1', 'id-2', 'id-3'])
    expect(spool.waiting).toEqual([])
    await outbox.close()
  })

  it('forgets what waits for somebody who is not to be told any more', async () => {
    const waiting: Waiting[] = [{ number: 7, way: 'mail', since: clock.now(), message: message(1) }]
    const { outbox } = await outboxFor([way('webhook', () => done)], memorySpool(waiting))
    expect(waiting).toEqual([])
    await outbox.close()
  })

  it('drops what is a week old, and says so', async () => {
    const hook = way('webhook', () => later)
    const spool = memorySpool()
    const { outbox, complaints } = await outboxFor([hook], spool)
    await outbox.put(message(1))
    await vi.advanceTimersByTimeAsync(mostMs + longestPauseMs)
    expect([...outbox.waiting]).toEqual([['webhook', 0]])
    expect(complaints.at(-1)).toMatch(/a week old/)
    expect(spool.waiting).toEqual([])
    await outbox.close()
  })

  it('drops nothing because a clock was set forward', async () => {
    let wall = 0
    const hook = way('webhook', () => later)
    const outbox = await openOutbox({
      tellers: [hook.teller],
      spool: memorySpool(),
      clock: { now: () => new Date(wall).toISOString(), elapsed: () => Date.now() },
      complain: () => undefined,
    })
    await outbox.put(message(1))
    wall = start
    await vi.advanceTimersByTimeAsync(60 * minute)
    expect([...outbox.waiting]).toEqual([['webhook', 1]])
    await outbox.close()
  })

  it('holds so many and no more: the oldest goes, but for the one that is under way', async () => {
    const hook = way('webhook', () => later)
    const spool = memorySpool()
    const { outbox, complaints } = await outboxFor([hook], spool)
    for (let i = 1; i <= mostWaiting + 2; i++) await outbox.put(message(i))
    expect([...outbox.waiting]).toEqual([['webhook', mostWaiting]])
    expect(spool.waiting.slice(0, 2).map(({ message: { id } }) => id)).toEqual(['id-1', 'id-4'])
    expect(complaints.at(-1)).toMatch(/the oldest is dropped/)
    await outbox.close()
  })

  it('tells all the same where nothing can be kept, and says that it cannot', async () => {
    const full = failed('unclassified', 'ENOSPC: no space left on device')
    const hook = way('webhook', () => done)
    const { outbox, complaints } = await outboxFor([hook], {
      ...memorySpool(),
      load: async () => full,
      keep: async () => full,
    })
    await outbox.put(message(1))
    await settle()
    expect(hook.ids()).toEqual(['id-1'])
    expect(complaints).toEqual([expect.stringContaining('no space left'), expect.stringContaining('no space left')])
    await outbox.close()
  })

  it('puts messages that come at once in the order in which they came', async () => {
    const hook = way('webhook', () => done)
    const { outbox } = await outboxFor([hook])
    await Promise.all([1, 2, 3, 4].map((number) => outbox.put(message(number))))
    await settle()
    expect(hook.ids()).toEqual(['id-1', 'id-2', 'id-3', 'id-4'])
    await outbox.close()
  })
})
