import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { home, mailPorts, provider } from '../../lab/addresses.ts'
import { needsUsers, type Serves } from '../../lab/inbound-spec.ts'
import { type PlacePlan, plan } from '../../lab/plan/plan.ts'
import type { Place, WorldSpec } from '../../lab/spec.ts'
import { worlds } from '../../lab/worlds/index.ts'
import { allBut } from '../../lab/worlds/on-ports.ts'

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

const placesOf = (spec: WorldSpec): readonly PlacePlan[] => plan(spec, programs).places

function placeOf(spec: WorldSpec, name: Place): PlacePlan {
  const place = placesOf(spec).find((one) => one.name === name)
  if (place === undefined) throw new Error(`no ${name} in this plan`)
  return place
}

describe('what stands before the mail ports at home', () => {
  it('forwards lead to the neighbour, who hangs on the router', () => {
    const spec: WorldSpec = { forwards: [25], forwardsTo: 'neighbour', neighbour: 'mail' }
    expect(placeOf(spec, 'router').nft).toContain(`dnat ip to ${home.neighbour}:25`)
    expect(plan(spec, programs).cables).toContain('link add eth0 netns home2 type veth peer name lan2 netns router')
    expect(placeOf(spec, 'home2').daemons.map(({ name }) => name)).toEqual(['neighbour'])
    expect(placeOf({ neighbour: 'silent' }, 'home2').nft).toContain('policy drop')
    expect(placesOf({ v4: 'direct', neighbour: 'mail' }).map(({ name }) => name)).not.toContain('home2')
  })

  it('the router lets in whom it answers itself, and nobody else', () => {
    const answers = 'iifname "wan" tcp dport 25 accept'
    expect(placeOf({ routerAnswers: [25] }, 'router').nft).toContain(answers)
    expect(placeOf({}, 'router').nft).not.toContain(answers)
  })

  it('a filter takes what the forwards would lead on', () => {
    const { nft } = placeOf({ forwards: [25], routerFilter: { ports: [25], calls: 'as-the-router' } }, 'router')
    expect(nft).toContain(`ip daddr ${provider.customer} tcp dport 25 redirect to :21000`)
    expect(nft).toContain('priority dstnat - 1')
    expect(nft).not.toContain('snat to')
  })

  it('the machine turns away what it is told to', () => {
    expect(placeOf({}, 'home').nft).toBe('')
    expect(placeOf({ firewall: { ports: [25], how: 'drop' } }, 'home').nft).toContain('tcp dport { 25 } drop')
    expect(placeOf({ firewall: { ports: 'all', how: 'drop' } }, 'home').nft).toContain('policy drop')
  })

  it('the provider blocks by range, and by who begins', () => {
    const nftOf = (blocked: readonly `${number}-${number}`[] | 'all') =>
      placeOf({ isp: { block: { in: blocked } } }, 'isp').nft
    expect(nftOf(['1-1023'])).toContain('oifname "cust" tcp dport { 1-1023 } drop')
    expect(nftOf('all')).toContain('oifname "cust" ct state new meta l4proto tcp drop')
  })

  it('replies of the mail ports alone go astray', () => {
    const rules = placeOf({ replies: 'astray' }, 'home').ip.filter((line) => line.startsWith('rule add'))
    expect(rules).toEqual(mailPorts.map((port) => `rule add ipproto tcp sport ${port} table 25`))
  })

  it('who needs users of his own is known beforehand', () => {
    expect(needsUsers({ serves: 'mail' })).toBe(true)
    expect(needsUsers({ agent: 'ordinary' })).toBe(true)
    expect(needsUsers({ serves: 'ssh', agent: 'root' })).toBe(false)
  })

  it('every plan is data, and names every daemon once', () => {
    const any = fc.record<WorldSpec>({
      v4: fc.constantFrom('direct', 'one-router'),
      neighbour: fc.constantFrom('mail', 'mute', 'silent'),
      serves: fc.constantFrom<Serves>('mail', 'postscreen', 'loopback-mail', 'mute', 'ssh'),
      routerAnswers: fc.constantFrom([], [25]),
      routerFilter: fc.constant({ ports: [25], calls: 'as-the-caller' }),
      agent: fc.constantFrom('root', 'ordinary-that-may-listen'),
    })
    fc.assert(
      fc.property(any, (spec) => {
        const made = plan(spec, programs)
        expect(JSON.parse(JSON.stringify(made))).toEqual(made)
        const daemons = made.places.flatMap(({ daemons: each }) => each)
        expect(new Set(daemons.map(({ name }) => name)).size).toBe(daemons.length)
        for (const { ready } of daemons) expect(ready.length).toBeGreaterThan(0)
      }),
    )
  })
})

describe('the worlds', () => {
  it('have a name each', () => {
    const names = worlds.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
  })

  it('all but some ports are the others', () => {
    expect(allBut(25, 993)).toEqual([465, 587, 143])
  })
})
