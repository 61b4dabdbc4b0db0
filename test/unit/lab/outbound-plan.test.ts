import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hosts, mailPorts, provider } from '../../lab/addresses.ts'
import type { Meddler } from '../../lab/outbound-spec.ts'
import { meddlingPlan } from '../../lab/plan/meddling.ts'
import { mtuRoutes, mtuRules } from '../../lab/plan/mtu.ts'
import { otherAddress } from '../../lab/plan/other-address.ts'

const meddlers = [
  'other-server',
  'mute',
  'strips-starttls',
  'masks',
  'masks-commands',
  'ends-tls',
] as const satisfies Meddler[]

describe('a provider that meddles with what goes out', () => {
  it('needs one place for who answers everybody, and one for each host where it passes on', () => {
    expect(meddlingPlan({ isp: { meddling: [{ ports: [25], as: 'mute' }] } }).settings).toHaveLength(1)
    const { settings, nft } = meddlingPlan({ isp: { meddling: [{ ports: [25], as: 'masks' }] } })
    expect(settings.map(({ host }) => host)).toContain(hosts.probe.v6)
    expect(nft).toContain(`iifname "cust" ip daddr ${hosts.mx.v4} tcp dport 25 redirect to :`)
  })

  it('wears the address of the customer, or the one that customers share', () => {
    const isp = { meddling: [{ ports: [25], as: 'masks' }] } as const
    expect(meddlingPlan({ isp }).nft).toContain(`snat ip to ${provider.customer}`)
    expect(meddlingPlan({ v4: 'carrier', isp }).nft).toContain(`snat ip to ${provider.shared}`)
  })

  it('does nothing where nothing was said', () => {
    expect(meddlingPlan({})).toEqual({ nft: '', settings: [] })
    expect([otherAddress({}), mtuRules({}), mtuRoutes({})]).toEqual(['', '', []])
  })

  it('leads every connection to a place of its own', () => {
    const some = fc.record({
      ports: fc.uniqueArray(fc.constantFrom(...mailPorts), { minLength: 1 }),
      as: fc.constantFrom(...meddlers),
    })
    fc.assert(
      fc.property(fc.array(some, { maxLength: 3 }), (meddling) => {
        const { settings, nft } = meddlingPlan({ isp: { meddling } })
        expect(new Set(settings.map(({ listen }) => listen)).size).toBe(settings.length)
        for (const { listen } of settings) expect(nft).toContain(`redirect to :${listen}\n`)
      }),
    )
  })
})

describe('a narrow way', () => {
  it('is told of, unless it is a black hole', () => {
    expect(mtuRules({ isp: { mtu: { out: 1400, told: true } } })).toBe('')
    expect(mtuRules({ isp: { mtu: { out: 1400, told: false } } })).toContain('frag-needed drop')
  })

  it('is as narrow in each direction as was said', () => {
    expect(mtuRoutes({ isp: { mtu: { out: 1400, told: true } } })).toEqual(['link set core mtu 1400'])
    expect(mtuRoutes({ isp: { mtu: { in: 1300, told: true } } }).join()).toMatch(/dev cust .* mtu lock 1300/)
  })
})
