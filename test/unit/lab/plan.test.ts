import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { home, mailPorts, provider } from '../../lab/addresses.ts'
import { type Plan, type PlacePlan, plan } from '../../lab/plan/plan.ts'
import type { PortMapping, PxpAnswers } from '../../lab/router-spec.ts'
import type { Place, V4, WorldSpec } from '../../lab/spec.ts'
import { cgnat } from '../../lab/worlds/cgnat.ts'
import { goodStaticForwards } from '../../lab/worlds/good-static-forwards.ts'
import { outbound25Dropped } from '../../lab/worlds/outbound-25-dropped.ts'

const programs = {
  node: '/usr/bin/node',
  internet: '/somewhere/internet.mjs',
  middlebox: '/somewhere/middlebox.mjs',
  greeter: '/somewhere/greeter.mjs',
  'login-page': '/somewhere/login-page.mjs',
  'upnp-proxy': '/somewhere/upnp-proxy.mjs',
  'pxp-responder': '/somewhere/pxp-responder.mjs',
  whoami: '/somewhere/whoami.mjs',
  globalping: '/somewhere/globalping.mjs',
  'box-page': '/somewhere/box-page.mjs',
}

function placeOf(made: Plan, name: Place): PlacePlan {
  const place = made.places.find((one) => one.name === name)
  if (place === undefined) throw new Error(`no ${name} in this plan`)
  return place
}

describe('the plan of a world', () => {
  it.each([
    ['direct', ['home', 'isp', 'inet', 'probe']],
    ['one-router', ['home', 'router', 'isp', 'inet', 'probe']],
    ['carrier', ['home', 'router', 'isp', 'inet', 'probe']],
    ['double', ['home', 'router', 'box', 'isp', 'inet', 'probe']],
    ['none', ['home', 'router', 'isp', 'inet', 'probe']],
  ] satisfies [V4, Place[]][])('%s has its places, each with a cable to the next', (v4, places) => {
    const made = plan({ v4 }, programs)
    expect(made.places.map((place) => place.name)).toEqual(places)
    expect(made.cables.filter((line) => line.startsWith('netns add'))).toEqual(
      places.map((name) => `netns add ${name}`),
    )
    expect(made.cables.filter((line) => line.startsWith('link add'))).toHaveLength(places.length - 1)
  })

  it('forwards what is to be forwarded, from the address the router has', () => {
    const good = placeOf(plan(goodStaticForwards.spec, programs), 'router').nft
    const shared = placeOf(plan(cgnat.spec, programs), 'router').nft
    for (const port of mailPorts) {
      expect(good).toContain(`ip daddr ${provider.customer} tcp dport ${port} dnat ip to ${home.machine}:${port}`)
      expect(shared).toContain(`ip daddr 100.64.1.7 tcp dport ${port} dnat`)
    }
    expect(placeOf(plan({}, programs), 'router').nft).not.toContain('dnat ip')
  })

  it('translates to the shared address at the carrier, and only there', () => {
    const snat = `snat to ${provider.shared}`
    expect(placeOf(plan(cgnat.spec, programs), 'isp').nft).toContain(snat)
    expect(placeOf(plan(goodStaticForwards.spec, programs), 'isp').nft).not.toContain(snat)
  })

  it('blocks by direction, ports and manner', () => {
    const nftOf = (spec: WorldSpec): string => placeOf(plan(spec, programs), 'isp').nft
    expect(nftOf(outbound25Dropped.spec)).toContain('iifname "cust" tcp dport { 25 } drop')
    expect(nftOf({ isp: { block: { in: [25, 465], how: 'reset' } } })).toContain(
      'oifname "cust" tcp dport { 25, 465 } reject with tcp reset',
    )
    expect(nftOf({ isp: { block: { out: [25], how: 'prohibited' } } })).toContain('admin-prohibited')
    expect(nftOf({ isp: { block: { out: [], in: [] } } })).toBe(nftOf({}))
  })

  it('lets strangers in over IPv6 only where it is open', () => {
    const open = 'iifname "wan" meta nfproto ipv6 accept'
    expect(placeOf(plan({ v6: 'native-open' }, programs), 'router').nft).toContain(open)
    expect(placeOf(plan({ v6: 'native-firewalled' }, programs), 'router').nft).not.toContain(open)
  })

  it('puts records where they belong', () => {
    const records = ['example.test. TXT "hi"', '8.113.203.25.in-addr.arpa. PTR mail.example.test.']
    const files = placeOf(plan({ records }, programs), 'inet').files
    const text = (name: string): string | undefined => files.find((file) => file.path.endsWith(name))?.text
    expect(text('/test.zone')).toContain(records[0])
    expect(text('/arpa.zone')).toContain(records[1])
    expect(text('/test.zone')).not.toContain(records[1])
  })
})

const anyPortMapping = fc.record<PortMapping>(
  {
    upnp: fc.constantFrom('igd1', 'igd2', 'off'),
    natpmpAndPcp: fc.constantFrom<boolean | PxpAnswers>(true, false, 'switched-off', 'garbage'),
    fault: fc.constantFrom('says-yes', 'deaf'),
    entries: fc.constantFrom([], [{ external: 25, to: 'neighbour' } as const]),
  },
  { requiredKeys: [] },
)

/** Words of which each needs a router with IPv4 at home. */
const behindARouter = fc.record(
  {
    carrier: fc.constantFrom('shared', 'one-to-one', 'by-protocol', 'ds-lite'),
    renumbered: fc.constant('once-the-probe-is-met'),
    vpn: fc.constantFrom('shared', 'own-address'),
    overlay: fc.constant('beside-the-line'),
    secondUplink: fc.constant('worse'),
    boxForwards: fc.constant([25]),
    hairpin: fc.constantFrom('works', 'router-answers', 'half'),
    portMapping: anyPortMapping,
  },
  { requiredKeys: [] },
) satisfies fc.Arbitrary<WorldSpec>

const ports = fc.uniqueArray(fc.integer({ min: 1, max: 65535 }), { maxLength: 6 })
const plainSpec: fc.Arbitrary<WorldSpec> = fc.record(
  {
    v4: fc.constantFrom('direct', 'one-router', 'double', 'carrier', 'none'),
    v6: fc.constantFrom('none', 'native-open', 'native-firewalled', 'blackhole'),
    forwards: ports,
    isp: fc.record({
      block: fc.record({ out: ports, in: ports, how: fc.constantFrom('drop', 'reset', 'prohibited') }),
    }),
    uplink: fc.constantFrom('up', 'no-internet', 'no-gateway', 'captive'),
    adapter: fc.constant('modem'),
    probe: fc.constantFrom('egress-25-blocked', 'v4-only'),
  },
  { requiredKeys: [] },
)

const anySpec = fc
  .tuple(plainSpec, behindARouter)
  .map(
    ([plain, more]): WorldSpec =>
      plain.v4 === 'direct' || plain.v4 === 'none' || plain.uplink === 'no-gateway' ? plain : { ...plain, ...more },
  )

describe('every plan', () => {
  it('is the same for the same spec, and nothing but data', () => {
    fc.assert(
      fc.property(anySpec, (spec) => {
        const made = plan(spec, programs)
        expect(plan(spec, programs)).toEqual(made)
        expect(JSON.parse(JSON.stringify(made))).toEqual(made)
      }),
    )
  })

  it('wears addresses of the lab alone, and each of them once', () => {
    const allowed =
      /^(25\.(203\.113|198\.5[12])\.\d+|100\.(64\.[12]|101\.102)\.\d+|192\.0\.0\.[12]|192\.168\.[01]\.\d+|10\.8\.0\.\d+|2a25:(203:113|198:51):[0-9a-f:]+)\/(24|32|64|128)$/
    fc.assert(
      fc.property(anySpec, (spec) => {
        const worn = plan(spec, programs).places.flatMap((place) =>
          place.ip.flatMap((line) => /^addr add (\S+) /.exec(line)?.[1] ?? []),
        )
        for (const address of worn) expect(address).toMatch(allowed)
        expect(new Set(worn).size).toBe(worn.length)
      }),
    )
  })

  it('has a route to every network that its routes lead over', () => {
    fc.assert(
      fc.property(anySpec, (spec) => {
        for (const place of plan(spec, programs).places) {
          const worn = place.ip.flatMap((line) => /^addr add (\S+)\/\d+ /.exec(line)?.[1] ?? [])
          for (const line of place.ip) {
            const via = / via (\S+)$/.exec(line)?.[1]
            if (via !== undefined) expect(worn.map(network)).toContain(network(via))
          }
        }
      }),
    )
  })

  it('names every daemon once, and knows how to see that it is up', () => {
    fc.assert(
      fc.property(anySpec, (spec) => {
        const daemons = plan(spec, programs).places.flatMap((place) => place.daemons)
        expect(new Set(daemons.map((daemon) => daemon.name)).size).toBe(daemons.length)
        for (const daemon of daemons) expect(daemon.ready.length).toBeGreaterThan(0)
      }),
    )
  })

  it('joins ports to a bridge after everything else (a second is lost otherwise)', () => {
    fc.assert(
      fc.property(anySpec, (spec) => {
        for (const place of plan(spec, programs).places) {
          expect(place.ip.filter((line) => line.includes(' master '))).toEqual([])
        }
      }),
    )
  })
})

/** /24 or /64: the two sizes of networks in the lab. */
function network(address: string): string {
  if (!address.includes(':')) return address.slice(0, address.lastIndexOf('.'))
  return address.slice(0, address.indexOf('::'))
}
