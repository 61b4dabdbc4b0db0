import { describe, expect, it } from 'vitest'
import type { AddressSeenNow } from '../../../../src/watch/look.ts'
import { addresses } from '../../../../src/watch/track/addresses.ts'

const at = '2026-11-24T00:00:00.000Z'
const never = { at, returnedMs: () => Number.NEGATIVE_INFINITY }

function seen(address: string, witness = 'a'): AddressSeenNow {
  return { what: 'public', family: 'v4', address, witness }
}

const old = '192.0.2.1'
const fresh = '192.0.2.2'

/** With an address that is known since the first look. */
function knowing(address: string) {
  const known = addresses()
  known.take([seen(address), seen(address, 'b')], 0, never)
  return known
}

describe('an address', () => {
  it('is told at first, by two at once', () => {
    expect(addresses().take([seen(old), seen(old, 'b')], 0, never)).toEqual([
      { kind: 'address', at, what: 'public', family: 'v4', address: old, afterOutage: false },
    ])
  })

  it('is told at first, by one twice', () => {
    const known = addresses()
    expect(known.take([seen(old)], 0, never)).toEqual([])
    expect(known.inDoubt).toBe(true)
    expect(known.take([seen(old)], 1000, never)).toHaveLength(1)
    expect(known.inDoubt).toBe(false)
    expect(known.current('public', 'v4')).toBe(old)
  })

  it('that stays is told once', () => {
    const known = knowing(old)
    for (let i = 1; i < 100; i += 1) expect(known.take([seen(old)], i * 1000, never)).toEqual([])
  })

  it('that one witness makes up once is not told', () => {
    const known = knowing(old)
    expect(known.take([seen(fresh)], 1000, never)).toEqual([])
    expect(known.take([seen(old)], 2000, never)).toEqual([])
    expect(known.take([seen(fresh)], 3000, never)).toEqual([])
  })

  it('that one witness sees while another sees the old one is not told', () => {
    const known = knowing(old)
    for (let i = 1; i < 100; i += 1) {
      expect(known.take([seen(fresh), seen(fresh, 'c'), seen(old, 'b')], i * 1000, never)).toEqual([])
    }
  })

  it.each([
    ['came over an interruption', 5000, true],
    ['came when the last interruption was long over', 500, false],
  ])('%s', (_, returnedMs, afterOutage) => {
    const known = knowing(old)
    known.take([seen(old)], 1000, never)
    expect(known.take([seen(fresh), seen(fresh, 'b')], 6000, { at, returnedMs: () => returnedMs })).toEqual([
      { kind: 'address', at, what: 'public', family: 'v4', address: fresh, was: old, afterOutage },
    ])
  })

  it('of another kind or family is another', () => {
    const known = knowing(old)
    const prefix: AddressSeenNow = { what: 'prefix', family: 'v6', address: '2001:db8:1::/64', witness: 'us' }
    known.take([prefix], 1000, never)
    expect(known.take([prefix, seen(old)], 2000, never)).toEqual([
      { kind: 'address', at, what: 'prefix', family: 'v6', address: prefix.address, afterOutage: false },
    ])
  })

  it('of a pool fills no log: a day of another one at every look', () => {
    const known = knowing(old)
    let told = 0
    for (let i = 1; i < 2880; i += 1) {
      const address = `192.0.2.${(i * 7919) % 4}`
      told += known.take([seen(address), seen(address, 'b')], i * 30_000, never).length
    }
    expect(told).toBeLessThan(10)
  })

  it('that changes thrice a day is told each time, at the second look at the latest', () => {
    const known = knowing(old)
    for (let i = 1; i < 90; i += 1) {
      const address = `198.51.100.${i}`
      const ms = i * 8 * 3_600_000
      const told = [0, 1, 2].flatMap((look) => known.take([seen(address), seen(address, 'b')], ms + look * 1000, never))
      expect(told).toHaveLength(1)
    }
  })
})
