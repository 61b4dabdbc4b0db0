import { describe, expect, it } from 'vitest'
import { meetRouter } from '../../../../src/protocols/router/meet-router.ts'
import { meetRouterV6 } from '../../../../src/protocols/router/meet-router-v6.ts'
import type { RouterMetV6 } from '../../../../src/protocols/router/router-met-v6.ts'
import { speechesOf } from '../../../../src/protocols/router/speeches-of.ts'
import { homeLine, place, place6 } from './home/home-line.ts'
import { HomeRouter } from './home/home-router.ts'
import { house } from './home/house.ts'

describe('a router is met', () => {
  it('in all that it speaks, best first', async () => {
    const { met, router } = await house()
    expect(met).toMatchObject({ upnp: { kind: 'found' }, natpmp: { result: 0 }, pcp: { result: 0 } })
    expect(speechesOf(met)).toEqual(['upnp', 'pcp', 'natpmp'])
    expect(router.shown()).toEqual([])
  })

  it('in all languages at once, within the time', async () => {
    const router = new HomeRouter({ upnp: false, pcp: false, natpmp: false })
    const met = await meetRouter(homeLine(router).line, place, 1000)
    expect(met).toMatchObject({
      upnp: { kind: 'absent' },
      natpmp: { kind: 'absent', failure: 'refused' },
      pcp: { kind: 'absent', failure: 'refused' },
    })
    expect(speechesOf(met)).toEqual([])
  })

  it('and is asked for ports only in what it does not refuse at once', async () => {
    const { met } = await house({ wan: '' })
    expect(met.natpmp).toMatchObject({ kind: 'answers', result: 3 })
    expect(speechesOf(met)).toEqual(['upnp', 'pcp'])
    expect(speechesOf({ ...met, pcp: { kind: 'answers', result: 2, epochS: 1 } })).toEqual(['upnp'])
  })
})

describe('a router is met over IPv6', () => {
  it('at the firewall that it was found to have over IPv4, and in PCP', async () => {
    const { met, line } = await house()
    const met6 = await meetRouterV6(line, place6, met, 3000)
    const type = 'urn:schemas-upnp-org:service:WANIPv6FirewallControl:1'
    expect(met6).toEqual({
      place: place6,
      firewall: {
        kind: 'found',
        service: { url: 'http://[fe80::1]:5000/ctl/IP6FCtl', type },
        enabled: true,
        pinholesAllowed: true,
      },
      pcp: { kind: 'answers', result: 0, epochS: 0 },
    })
    expect(speechesOf(met6)).toEqual(['upnp', 'pcp'])
  })

  it('without a firewall that can be asked, or that wants to be', async () => {
    const { met, line } = await house()
    const known = await meetRouterV6(line, place6, met, 3000)
    const withFirewall = (firewall: RouterMetV6['firewall']) => speechesOf({ ...known, firewall })
    expect(withFirewall({ kind: 'absent' })).toEqual(['pcp'])
    if (known.firewall.kind !== 'found') throw new Error('there is one')
    expect(withFirewall({ ...known.firewall, enabled: false })).toEqual(['pcp'])
    expect(withFirewall({ ...known.firewall, pinholesAllowed: false })).toEqual(['pcp'])
    expect((await meetRouterV6(line, place6, undefined, 3000)).firewall).toEqual({ kind: 'absent' })
    const deaf = await house({}, (step) => (step === 'GetFirewallStatus' ? 'lost' : 'done'))
    const unheard = await meetRouterV6(deaf.line, place6, deaf.met, 3000)
    expect(unheard.firewall).toEqual({ kind: 'broken', failure: 'timed-out' })
  })
})
