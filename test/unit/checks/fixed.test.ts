import { expect, it } from 'vitest'
import { type FixedFacts, type Known, lineFixed } from '../../../src/checks/line/fixed.ts'
import { conclude } from '../../../src/core/conclude.ts'
import type { AddressSeen } from '../../../src/core/past.ts'
import { silentLine, steppingClock } from '../silent-line.ts'
import { judgements } from './judgements.ts'

const now = '2026-01-31T00:00:00.000Z'
const first: FixedFacts = { address: '25.203.113.7', known: [], dynamicNames: [], now }
const seen = (address: string, more: Partial<Known> = {}): Known => ({
  address,
  from: '2026-01-01T00:00:00.000Z',
  to: '2026-01-30T00:00:00.000Z',
  reconnects: 0,
  restarts: 0,
  ...more,
})
const same = (more: Partial<Known> = {}): FixedFacts => ({ ...first, known: [seen('25.203.113.7', more)] })
const dynamicNames = [{ name: '25-203-113-7.dyn.isp.test', words: ['dyn'] }]

judgements(lineFixed.v4, [
  ['a first look', first, 'too-early'],
  ['a month without a reconnect', same(), 'too-early'],
  ['two reconnects', same({ reconnects: 2 }), 'too-early'],
  ['three reconnects', same({ reconnects: 3 }), 'fixed'],
  ['the router was off once', same({ reconnects: 1, restarts: 1 }), 'fixed'],
  ['a first look at a name that says "dyn"', { ...first, dynamicNames }, 'looks-dynamic'],
  ['kept once, against its name', { ...same({ reconnects: 1, restarts: 1 }), dynamicNames }, 'looks-dynamic'],
  ['kept again and again, against its name', { ...same({ reconnects: 3, restarts: 3 }), dynamicNames }, 'fixed'],
  ['another address before', { ...first, known: [seen('25.203.113.8')] }, 'changed-once'],
  [
    'another before, and this one kept since',
    { ...first, known: [seen('25.203.113.8'), seen('25.203.113.7', { restarts: 2, reconnects: 5 })] },
    'changed-once',
  ],
  ['there and back', { ...first, known: [seen('25.203.113.7'), seen('25.203.113.8')] }, 'changes'],
  ['a new one each night', { ...first, known: [1, 2, 3].map((last) => seen(`25.203.113.${last}`)) }, 'changes'],
  ['changes, whatever its name', { ...first, dynamicNames, known: [seen('25.0.0.1'), seen('25.0.0.2')] }, 'changes'],
])

it('says on what it rests', () => {
  const { says } = conclude(lineFixed.v4, same({ reconnects: 4, restarts: 2 }), [])
  expect(says).toMatch(/was 25\.203\.113\.7 for 30 days .* reconnected \(4 times\), also after .* off \(twice\)/)
})

const observed = (
  family: 'v4' | 'v6',
  address: string,
  addresses: readonly AddressSeen[],
  reverse?: readonly string[],
) => {
  const line = silentLine({
    clock: { ...steppingClock(), now: () => now },
    past: { permanence: async () => undefined, addresses: async () => addresses },
  })
  const given = { address: { address, onThisMachine: false }, reverse: reverse && { names: reverse } }
  return lineFixed[family].observe(line, given as never, {} as never, () => {})
}

it('leaves out what was more than 90 days ago', async () => {
  const old = { address: '25.0.0.1', from: '2025-01-01T00:00:00.000Z', to: '2025-10-01T00:00:00.000Z', reconnects: 9 }
  expect((await observed('v4', '25.0.0.2', [old])).known).toEqual([])
})

it('of IPv6 compares networks: the rest of the address is the machine’s own to choose', async () => {
  const known = { address: '2a25:203:113:1::77', from: '2026-01-01T00:00:00.000Z', to: now, reconnects: 3 }
  const facts = await observed('v6', '2a25:203:113:1:aa::1', [known])
  expect(facts.address).toBe('2a25:203:113:1::')
  expect(lineFixed.v6.judge(facts)).toBe('fixed')
  expect(lineFixed.v6.judge(await observed('v6', '2a25:203:113:2::1', [known]))).toBe('changed-once')
})

it('takes names that say so, and no others', async () => {
  const facts = await observed('v4', '25.203.113.7', [], ['mail.example.org', 'p1.dyn.isp.test'])
  expect(facts.dynamicNames).toEqual([{ name: 'p1.dyn.isp.test', words: ['dyn'] }])
})
