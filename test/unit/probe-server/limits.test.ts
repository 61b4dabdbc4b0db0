import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allowanceOf } from '../../../probe-server/allowance.ts'
import { readCanary } from '../../../probe-server/canary.ts'
import { freshIdentity } from '../../../probe-server/identity.ts'
import { networksOf } from '../../../probe-server/networks.ts'
import { settingsOf } from '../../../probe-server/settings.ts'
import { spentSessions } from '../../../probe-server/spent-sessions.ts'
import { turnstile } from '../../../probe-server/turnstile.ts'
import { isGlobal } from '../../../src/protocols/addresses.ts'

const settings = settingsOf({ version: '0.1.0', identity: freshIdentity([]), addresses: { v4: '203.0.113.5' } })

describe('the allowance', () => {
  it('keeps no more keys than the requests it lets through, however many ask', async () => {
    const allowance = allowanceOf({ ...settings.limits, inTotal: 10 })
    for (let i = 0; i < 500; i++) await allowance.charge(`10.${i >> 8}.${i & 255}.1`)
    expect(allowance.networks()).toBeLessThanOrEqual(2 * 10)
    allowance.clear()
    expect(allowance.networks()).toBe(0)
  })

  it('does not let one caller who goes on asking use up what its neighbours have', async () => {
    const allowance = allowanceOf({ ...settings.limits, perAddress: 2, perNetwork: 4, inTotal: 5 })
    for (let i = 0; i < 100; i++) await allowance.charge('203.0.113.7')
    expect(await allowance.charge('203.0.113.8')).toMatchObject({ ok: true })
    expect(await allowance.charge('198.51.100.1')).toMatchObject({ ok: true })
    allowance.clear()
  })
})

describe('networksOf', () => {
  it('takes an IPv4 address for a home and a /64 for one', () => {
    expect(networksOf('203.0.113.7')).not.toEqual(networksOf('203.0.113.8'))
    expect(networksOf('203.0.113.7').wide).toBe(networksOf('203.0.113.8').wide)
    expect(networksOf('2001:db8::1')).toEqual(networksOf('2001:db8::ffff:0:0:1'))
    expect(networksOf('2001:db8::1').narrow).not.toBe(networksOf('2001:db8:0:1::1').narrow)
    expect(networksOf('2001:db8::1').wide).toBe(networksOf('2001:db8:0:1::1').wide)
    expect(networksOf('2001:db8::1').wide).not.toBe(networksOf('2001:db8:1::1').wide)
  })
})

describe('spent sessions', () => {
  it('are remembered exactly until they expire, and never forgotten for want of room', () => {
    const spent = spentSessions(2)
    expect(spent.spend('a', 100, 0)).toBe('fresh')
    expect(spent.spend('a', 100, 99)).toBe('spent')
    expect(spent.spend('b', 200, 99)).toBe('fresh')
    expect(spent.spend('c', 200, 99)).toBe('full')
    expect(spent.spend('a', 100, 99)).toBe('spent')
    expect(spent.spend('c', 200, 100)).toBe('fresh')
  })
})

describe('a turnstile', () => {
  it('never holds more than it should, and lets as many in again as have left', () => {
    const key = fc.constantFrom('a', 'b', 'c')
    fc.assert(
      fc.property(fc.array(fc.tuple(key, fc.boolean()), { maxLength: 60 }), (moves) => {
        const gate = turnstile(2, 4)
        const inside: { key: string; leave: () => void }[] = []
        for (const [who, out] of moves) {
          if (out) {
            const one = inside.shift()
            one?.leave()
            one?.leave()
            continue
          }
          const room = inside.length < 4 && inside.filter((one) => one.key === who).length < 2
          const leave = gate.enter(who)
          expect(leave !== undefined).toBe(room)
          if (leave) inside.push({ key: who, leave })
        }
      }),
    )
  })
})

describe('a probe that nobody has told otherwise', () => {
  it('dials global addresses alone, and never its own', () => {
    expect(settings.dialable).toBe(isGlobal)
    expect(settings.ownAddresses).toContain('203.0.113.5')
    expect(settings.callerOf({ address: '203.0.113.7', port: 1 })).toBe('203.0.113.7')
    expect(settings.host).toBe('[203.0.113.5]')
    expect(settings.limits).toMatchObject({ perAddress: 20, windowS: 300 })
  })
})

describe('readCanary', () => {
  it('takes HOST:PORT with one of the five ports', () => {
    expect(readCanary('mx.example.org:25')).toEqual({ host: 'mx.example.org', port: 25 })
    expect(readCanary('[2001:DB8::1]:993')).toEqual({ host: '2001:db8::1', port: 993 })
    for (const wrong of [
      '',
      'mx.example.org',
      'mx.example.org:80',
      ':25',
      '2001:db8::1:25',
      'a b:25',
      '[x]:25',
      'mx.example.org:25:25',
    ])
      expect(readCanary(wrong)).toBeUndefined()
  })
})
