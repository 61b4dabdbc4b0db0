import { noJournal } from '../../src/system/no-journal.ts'
import { failed } from '../../src/core/failure.ts'
import type { Clock, Line } from '../../src/core/line.ts'

/** A line on which nothing answers and nothing exists: tests give it the parts that they are about. */
export function silentLine(parts: Partial<Line> = {}): Line {
  const line: Line = {
    dial: async () => failed('network-unreachable'),
    listen: async () => failed('not-permitted'),
    datagrams: async () => failed('network-unreachable'),
    ask: async () => failed('timed-out'),
    request: async () => failed('network-unreachable'),
    host: {
      interfaces: async () => failed('unsupported'),
      gateways: async () => failed('unsupported'),
      sockets: async () => failed('unsupported'),
      container: async () => false,
      firewall: async () => failed('unsupported'),
    },
    hops: { echo: async () => failed('unsupported') },
    journal: noJournal,
    past: { permanence: async () => undefined, addresses: async () => [] },
    clock: steppingClock(),
    random: (length) => new Uint8Array(length).fill(7),
    within: () => line,
    ...parts,
  }
  return line
}

/** A clock that goes on by a millisecond each time somebody looks at it, and by the whole of every pause. */
export function steppingClock(startedAt = Date.UTC(2026, 0, 1)): Clock {
  let elapsed = 0
  return {
    now: () => new Date(startedAt + elapsed).toISOString(),
    elapsed: () => {
      elapsed += 1
      return elapsed
    },
    pause: async (ms) => {
      elapsed += ms
    },
  }
}
