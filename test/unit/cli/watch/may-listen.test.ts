import { expect, it } from 'vitest'
import { mayListen } from '../../../../src/cli/commands/watch/may-listen.ts'
import { failed, success } from '../../../../src/core/failure.ts'
import type { Line } from '../../../../src/core/line.ts'

/** A machine that answers so when somebody wants to listen. */
function machine(answer: Awaited<ReturnType<Line['listen']>>) {
  const asked: unknown[] = []
  return {
    asked,
    listen: async (where: unknown) => {
      asked.push(where)
      return answer
    },
  }
}

it('is tried within this machine, and let go at once', async () => {
  let closed = 0
  const free = machine(
    success({
      local: { address: '127.0.0.1', port: 25 },
      close: async () => {
        closed += 1
      },
    }),
  )
  expect(await mayListen(free)).toBe(true)
  expect(free.asked).toEqual([{ family: 'v4', port: 25, address: '127.0.0.1' }])
  expect(closed).toBe(1)
})

it('says no only where the system does not permit it: a mail server that is there is looked at', async () => {
  expect(await mayListen(machine(failed('not-permitted')))).toBe(false)
  expect(await mayListen(machine(failed('in-use')))).toBe(true)
})
