import { expect, it } from 'vitest'
import { failed, success } from '../../../src/core/failure.ts'
import { routerClock } from '../../../src/watch/router-clock.ts'
import { silentLine } from '../silent-line.ts'
import { virtualClock } from '../virtual-clock.ts'

const minute = 60_000
const endpoint = { address: '192.168.1.1', port: 5351 }
const way = {
  family: 'v4',
  interface: 'eth0',
  gateway: '192.168.1.1',
  addresses: [{ address: '192.168.1.2', family: 'v4', prefix: 24, temporary: false }],
} as const

/** A router that speaks NAT-PMP as long as `says` is a number: for how long it has been on, s. */
function asked(router: { says: number | undefined }) {
  const clock = virtualClock()
  let questions = 0
  const line = silentLine({
    clock,
    datagrams: async () => {
      questions += 1
      return success({
        local: { address: '192.168.1.2', port: 40_000 },
        send: async () => success(undefined),
        receive: async (ms: number) => {
          clock.advance(router.says === undefined ? ms : 1)
          if (router.says === undefined) return failed('timed-out')
          // RFC 6886 §3.2: version, 128 + opcode, result, seconds since the start of epoch, address.
          const data = Uint8Array.of(0, 128, 0, 0, 0, 0, 0, router.says, 203, 0, 113, 7)
          return success({ from: endpoint, data })
        },
        close: () => {},
      })
    },
  })
  const ask = routerClock(line)
  return async (afterMs: number, pressing = false) => {
    clock.advance(afterMs)
    const before = questions
    const told = await ask(way, { pressing })
    return questions === before ? 'not asked' : (told.epochS ?? 'silent')
  }
}

it('leaves a router alone for an hour that speaks no NAT-PMP, unless it is pressing', async () => {
  const look = asked({ says: undefined })
  expect(await look(0)).toBe('silent')
  expect(await look(5 * minute)).toBe('not asked')
  expect(await look(5 * minute, true)).toBe('silent')
  expect(await look(55 * minute)).toBe('not asked')
  expect(await look(6 * minute)).toBe('silent')
})

it('asks one that spoke it within minutes: it restarts, and speaks it later than the line is back', async () => {
  const router: { says: number | undefined } = { says: 200 }
  const look = asked(router)
  expect(await look(0)).toBe(200)
  router.says = undefined
  expect(await look(5 * minute, true)).toBe('silent')
  expect(await look(1_000)).toBe('not asked')
  router.says = 40
  expect(await look(minute)).toBe(40)
  expect(await look(1_000)).toBe(40)
})
