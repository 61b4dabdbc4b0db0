import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { InboundPacket } from '../../../../../src/core/host.ts'
import { addressNumber } from '../../../../../src/system/host/linux/firewall/address-number.ts'
import { inboundVerdict } from '../../../../../src/system/host/linux/firewall/inbound-verdict.ts'
import { readRuleset } from '../../../../../src/system/host/linux/firewall/read-ruleset.ts'
import { caller, listedAs, rulesetNames } from './rulesets.ts'

/** Any JSON, and words that mean something to the reader. */
const piece: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom<unknown>(
    { accept: null },
    { drop: null },
    { jump: { target: 'input' } },
    { goto: { target: 'INPUT' } },
    { range: [65_535, 1] },
    { prefix: { addr: '::', len: 200 } },
    { prefix: { addr: '10.0.0.0', len: -1 } },
    { set: [] },
    { concat: [] },
    { '&': [{ payload: { protocol: 'tcp', field: 'flags' } }, 1.5] },
    '@ports',
    '*',
    'eth*',
    Number.MAX_SAFE_INTEGER,
    -1,
  ),
)

/** A listed ruleset in which some values, found by walking at random, are replaced. */
const mutated = fc
  .tuple(
    fc.constantFrom(...rulesetNames),
    fc.array(fc.tuple(fc.array(fc.nat(60), { maxLength: 10 }), piece), { maxLength: 6 }),
  )
  .map(([name, changes]) => {
    const ruleset: unknown = JSON.parse(listedAs(name))
    for (const [path, value] of changes) replace(ruleset, path, structuredClone(value))
    return JSON.stringify(ruleset)
  })

function replace(within: unknown, [step = 0, ...rest]: readonly number[], value: unknown): void {
  if (typeof within !== 'object' || within === null) return
  const keys = Object.keys(within)
  const key = keys[step % Math.max(keys.length, 1)]
  if (key === undefined) return
  const container = within as Record<string, unknown>
  if (rest.length > 0 && typeof container[key] === 'object' && container[key] !== null)
    replace(container[key], rest, value)
  else container[key] = value
}

const packet: fc.Arbitrary<InboundPacket> = fc.record(
  {
    family: fc.constantFrom('v4', 'v6'),
    port: fc.constantFrom(22, 25, 465, 587, 993),
    from: fc.constantFrom(caller.v4, caller.v6, 'nonsense'),
    interface: fc.constantFrom('eth0', 'lo', ''),
  },
  { requiredKeys: ['family', 'port'] },
)

describe('a mutilated ruleset', () => {
  it('is read without throwing, and comes to a verdict that says why', () => {
    fc.assert(
      fc.property(fc.oneof(mutated, fc.json(), fc.string()), packet, (json, call) => {
        const ruleset = readRuleset(json)
        if (!ruleset.ok) return
        const { verdict, because, by } = inboundVerdict(ruleset.value, call)
        expect(['accepts', 'drops', 'rejects', 'cannot-tell']).toContain(verdict)
        expect(by).toBe('nft')
        if (verdict !== 'accepts') expect(because).toBeTypeOf('string')
        expect((because ?? '').length).toBeLessThanOrEqual(240)
      }),
    )
  })

  it('is not blamed where every verdict in it is to accept', () => {
    const verdicts = /"(drop|reject|queue|dnat|redirect)": (null|\{[^{}]*\})/g
    const accepting = (json: string) =>
      json.replace(verdicts, '"accept": null').replaceAll('"policy": "drop"', '"policy": "accept"')
    fc.assert(
      fc.property(fc.constantFrom(...rulesetNames), packet, (name, call) => {
        const ruleset = readRuleset(accepting(listedAs(name)))
        expect(ruleset.ok && inboundVerdict(ruleset.value, call).verdict).toBe('accepts')
      }),
    )
  })
})

describe('an address as a number', () => {
  it('orders addresses as their bytes do', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bytes) => {
        const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
        const text = hex.match(/.{4}/g)?.join(':') ?? ''
        // An IPv4-mapped address is the IPv4 address that it stands for.
        fc.pre(!/^0{20}ffff/.test(hex))
        expect(addressNumber(text)).toBe(BigInt(`0x${hex}`))
      }),
    )
  })

  it.each([
    ['0.0.0.0', 0n],
    ['255.255.255.255', 0xffff_ffffn],
    ['::', 0n],
    ['::1', 1n],
    ['::192.0.2.1', 0xc000_0201n],
    ['2001:db8::', 0x2001_0db8n << 96n],
    ['fe80::1%eth0', undefined],
    ['25', undefined],
    ['', undefined],
  ])('%s', (text, number) => {
    expect(addressNumber(text)).toBe(number)
  })
})
