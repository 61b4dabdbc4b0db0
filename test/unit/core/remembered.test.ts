import { describe, expect, it } from 'vitest'
import { type Failure, failed, type Outcome, success } from '../../../src/core/failure.ts'
import type { Question, Reply } from '../../../src/core/line.ts'
import { remembered } from '../../../src/core/remembered.ts'
import { type Trace, traced } from '../../../src/core/traced.ts'
import { silentLine } from '../silent-line.ts'

const server = { address: '192.0.2.1', port: 53 }
const question: Question = { name: 'mail.example.test', type: 'A' }

function answer(data: string): Outcome<Reply> {
  return success({ answers: [{ name: question.name, type: 'A', ttl: 1, data }], authentic: false, server })
}

/** A line whose nth question ends in the nth outcome, when `settle` is called; and one on which pauses last. */
function asking(...outcomes: readonly (Outcome<Reply> | Failure)[]) {
  const asked: Question[] = []
  const waiting: (() => void)[] = []
  const pauses: (() => void)[] = []
  const plain = silentLine({
    ask: (each) => {
      const outcome = outcomes[Math.min(asked.length, outcomes.length - 1)] ?? 'timed-out'
      asked.push(each)
      return new Promise((resolve) => {
        waiting.push(() => resolve(typeof outcome === 'string' ? failed(outcome) : outcome))
      })
    },
    clock: {
      now: () => '2026-01-01T00:00:00.000Z',
      elapsed: () => 0,
      pause: () => new Promise((resolve) => pauses.push(resolve)),
    },
    within: () => plain,
  })
  const flush = () => new Promise((resolve) => setImmediate(resolve))
  return {
    plain,
    line: remembered(plain),
    asked,
    async settle() {
      await flush()
      for (const each of waiting.splice(0)) each()
      await flush()
    },
    async runOutOfTime() {
      await flush()
      for (const each of pauses.splice(0)) each()
      await flush()
    },
  }
}

describe('a line that remembers', () => {
  it.each([answer('192.0.2.25'), 'name-not-found', 'no-data'] as const)(
    'asks once, whatever the spelling: %j',
    async (outcome) => {
      const { line, asked, settle } = asking(outcome, answer('203.0.113.66'))
      const first = line.ask(question)
      await settle()
      const again = await line.ask({ ...question, name: 'MAIL.example.test.', ms: 10 })
      expect(again).toEqual(await first)
      expect(asked).toHaveLength(1)
    },
  )

  it.each([
    { type: 'AAAA' },
    { name: 'mail.example.net' },
    { server },
    { dnssec: true },
    { checkingDisabled: true },
    { authoritative: true },
  ] satisfies Partial<Question>[])('takes %j for another question', async (other) => {
    const { line, asked, settle } = asking(answer('192.0.2.25'))
    const both = [line.ask(question), line.ask({ ...question, ...other })]
    await settle()
    await Promise.all(both)
    expect(asked).toHaveLength(2)
  })

  it('asks once for all who ask at the same time, on lines with deadlines too', async () => {
    const { line, asked, settle } = asking(answer('192.0.2.25'))
    const all = [line.ask(question), line.within(50).ask(question), line.within(90).within(10).ask(question)]
    await settle()
    expect(await Promise.all(all)).toEqual(Array(3).fill(answer('192.0.2.25')))
    expect(asked).toHaveLength(1)
  })

  it.each(['lookup-failed', 'lookup-refused', 'timed-out', 'network-unreachable'] as const)(
    'forgets a failure: %s',
    async (failure) => {
      const { line, asked, settle } = asking(failure, answer('192.0.2.25'))
      const first = line.ask(question)
      await settle()
      expect(await first).toEqual(failed(failure))
      const second = line.ask(question)
      await settle()
      expect(await second).toEqual(answer('192.0.2.25'))
      expect(asked).toHaveLength(2)
    },
  )

  it('shares a failure with those who wait for it', async () => {
    const { line, asked, settle } = asking('lookup-failed')
    const both = [line.ask(question), line.ask(question)]
    await settle()
    expect(await Promise.all(both)).toEqual([failed('lookup-failed'), failed('lookup-failed')])
    expect(asked).toHaveLength(1)
  })

  it('does not take the deadline of another for its own', async () => {
    const { line, asked, settle } = asking('timed-out', answer('192.0.2.25'))
    const hasty = line.ask({ ...question, ms: 10 })
    const patient = line.ask(question)
    await settle()
    await settle()
    expect(await hasty).toEqual(failed('timed-out'))
    expect(await patient).toEqual(answer('192.0.2.25'))
    expect(asked.map(({ ms }) => ms)).toEqual([10, 5000])
  })

  it('waits for another no longer than it may', async () => {
    const { line, asked, settle, runOutOfTime } = asking(answer('192.0.2.25'), 'timed-out')
    const patient = line.ask(question)
    const hasty = line.ask({ ...question, ms: 10 })
    await runOutOfTime()
    await settle()
    expect(await hasty).toEqual(failed('timed-out'))
    expect(await patient).toEqual(answer('192.0.2.25'))
    expect(asked).toHaveLength(2)
  })

  it('keeps nothing of a question that a bug has broken', async () => {
    let broken = true
    const line = remembered(
      silentLine({
        ask: async () => {
          if (broken) throw new Error('a bug')
          return answer('192.0.2.25')
        },
      }),
    )
    await expect(line.ask(question)).rejects.toThrow('a bug')
    broken = false
    expect(await line.ask(question)).toEqual(answer('192.0.2.25'))
  })

  it('leaves the evidence whole: each asker has an entry of its own', async () => {
    const { plain, settle } = asking(answer('192.0.2.25'))
    const line = remembered(plain)
    const traces: [Trace, Trace] = [[], []]
    const both = traces.map((trace) => traced(line, trace).ask(question))
    await settle()
    await Promise.all(both)
    for (const trace of traces) expect(trace).toMatchObject([{ op: 'ask', saw: '192.0.2.25' }])
  })
})
