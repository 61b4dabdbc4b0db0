import { describe, expect, it } from 'vitest'
import type { PortSeen } from '../../../src/checks/looks/let-in.ts'
import { routerHairpin } from '../../../src/checks/router/hairpin.ts'
import { type MappingFacts, routerMapping } from '../../../src/checks/router/mapping.ts'
import { type NatPmpFacts, routerNatPmp } from '../../../src/checks/router/natpmp.ts'
import { type PcpFacts, routerPcp } from '../../../src/checks/router/pcp.ts'
import { type PinholeFacts, routerPinhole } from '../../../src/checks/router/pinhole.ts'
import type { PortTrial, Trial } from '../../../src/checks/router/trial.ts'
import { routerUpnp, type UpnpFacts } from '../../../src/checks/router/upnp.ts'
import { conclude } from '../../../src/core/conclude.ts'
import { judgements } from './judgements.ts'

const home = '25.203.113.7'
const quiet = { refusesLowPorts: false, permanentOnly: false }

const upnp: UpnpFacts = { met: 'found', model: 'Box 7', external: home, trial: null }
const untold: UpnpFacts = { met: 'found', trial: null }

judgements(routerUpnp, [
  ['found, with the public address', upnp, 'available'],
  ['found, and it does not know the question for the address', { ...untold, externalError: 401 }, 'available'],
  ['it opened what it was asked to', { ...upnp, trial: quiet }, 'available'],
  ['it opened a high port alone', { ...upnp, trial: { ...quiet, refusesLowPorts: true } }, 'refuses-low-ports'],
  ['it opens for ever only', { ...upnp, trial: { ...quiet, permanentOnly: true } }, 'permanent-only'],
  ['a private address outside', { ...upnp, external: '192.168.0.2' }, 'wan-not-public'],
  ['one of a carrier', { ...upnp, external: '100.64.1.7' }, 'wan-not-public'],
  ['none outside', untold, 'wan-not-public'],
  ['none outside, by its own error', { ...untold, externalError: 501 }, 'wan-not-public'],
  ['nothing to fetch', { met: 'no-description', trial: null }, 'broken'],
  ['a page for people', { met: 'not-a-description', trial: null }, 'broken'],
  ['a description of something else', { met: 'no-wan-service', trial: null }, 'broken'],
  ['a service that is deaf', { met: 'no-answer', trial: null }, 'broken'],
  ['silence', { met: 'absent', trial: null }, 'absent'],
  ['no router of one\u2019s own', { met: 'not-asked', trial: null }, 'absent'],
])

const natpmp: NatPmpFacts = { met: 'answers', result: 0, external: home, trial: null }

judgements(routerNatPmp, [
  ['it answers with the public address', natpmp, 'available'],
  ['it is switched off', { met: 'answers', result: 2, trial: null }, 'switched-off'],
  ['it has no address itself', { met: 'answers', result: 3, trial: null }, 'behind-another-nat'],
  ['it has a private address', { ...natpmp, external: '10.0.0.2' }, 'behind-another-nat'],
  ['it answers, with no address at all', { met: 'answers', result: 0, trial: null }, 'behind-another-nat'],
  ['it opened a high port alone', { ...natpmp, trial: { ...quiet, refusesLowPorts: true } }, 'refuses-low-ports'],
  ['it is out of something', { met: 'answers', result: 4, trial: null }, 'broken'],
  ['it babbles', { met: 'broken', failure: 'malformed', trial: null }, 'broken'],
  ['silence', { met: 'absent', failure: 'timed-out', trial: null }, 'absent'],
  ['nobody listens there', { met: 'absent', failure: 'refused', trial: null }, 'absent'],
  ['no router of one\u2019s own', { met: 'not-asked', trial: null }, 'absent'],
])

const pcp: PcpFacts = { met: 'answers', result: 0, noWan: false, trial: null }

judgements(routerPcp, [
  ['it answers', pcp, 'available'],
  ['it is switched off', { ...pcp, result: 2 }, 'switched-off'],
  ['our address arrives as another', { ...pcp, result: 12 }, 'behind-another-nat'],
  ['asked for a port, it has none to open', { ...pcp, noWan: true }, 'behind-another-nat'],
  ['it opened a high port alone', { ...pcp, trial: { ...quiet, refusesLowPorts: true } }, 'refuses-low-ports'],
  ['it has another fault', { ...pcp, result: 3 }, 'broken'],
  ['it babbles', { met: 'broken', failure: 'malformed', noWan: false, trial: null }, 'broken'],
  ['silence', { met: 'absent', failure: 'timed-out', noWan: false, trial: null }, 'absent'],
  ['no router of one\u2019s own', { met: 'not-asked', noWan: false, trial: null }, 'absent'],
])

const holes: PinholeFacts = { by: ['upnp'], firewallOff: false, notAllowed: false, refused: [], opened: [] }

judgements(routerPinhole, [
  ['by UPnP', holes, 'available'],
  ['by both', { ...holes, by: ['pcp', 'upnp'] }, 'available'],
  ['its firewall is off', { ...holes, by: [], firewallOff: true }, 'available'],
  ['it opened them', { ...holes, opened: [25] }, 'available'],
  ['it says that nobody may', { ...holes, by: [], notAllowed: true }, 'refused'],
  ['it was asked, and would not', { ...holes, refused: [25, 465] }, 'refused'],
  ['silence', { ...holes, by: [] }, 'absent'],
])

const came: PortSeen = {
  port: 25,
  behind: 'listener',
  loopbackOnly: false,
  firewall: 'not-read',
  result: 'open-proved',
  arrived: true,
  proved: true,
  tableRead: true,
  sameAsHere: false,
}
const missed: PortSeen = { ...came, result: 'timed-out', arrived: false, proved: false }
const tried: PortTrial = {
  port: 25,
  internal: 61_225,
  opening: 'opened',
  attempts: [{ speech: 'upnp', ended: 'opened' }],
  speech: 'upnp',
  readBack: 'as-asked',
  seen: came,
  closing: 'gone',
  goneBy: 'seen',
}
const control: PortTrial = { ...tried, port: 61_025, internal: 61_025 }
const over = (...ports: readonly PortTrial[]): { readonly v4: Trial; readonly v6: null } => ({
  v4: { call: 'done', ports },
  v6: null,
})
const no = (opening: PortTrial['opening'], more: Partial<PortTrial> = {}): PortTrial => ({
  port: 25,
  internal: 61_225,
  opening,
  attempts: [],
  seen: null,
  ...more,
})
const neighbour = {
  external: 25,
  internal: { address: '192.168.1.11', port: 25 },
  leaseS: 0,
  enabled: true,
  description: 'NAS',
  remoteHost: '',
}

judgements(routerMapping, [
  ['opened, proved, gone', over(tried, control), 'works'],
  ['only over IPv6', { v4: null, v6: { call: 'done', ports: [tried] } }, 'works'],
  ['another machine has 25', over(no('conflict', { speech: 'upnp', owner: neighbour }), control), 'conflict'],
  ['somebody has it, and the router does not say who', over(no('conflict', { speech: 'pcp' })), 'conflict'],
  ['it may not be done', over(no('forbidden', { speech: 'upnp', code: 606 }), control), 'forbidden'],
  ['it is refused without a reason', over(no('refused')), 'forbidden'],
  ['the router has no public address', over(no('no-wan', { speech: 'upnp', code: 501 })), 'forbidden'],
  ['another port was given', over(no('substituted', { speech: 'natpmp', substitute: 26 })), 'substituted'],
  ['its table does not have what it said yes to', over(no('not-kept', { speech: 'upnp' })), 'mapped-but-unreachable'],
  ['25 does not arrive and a high port does', over({ ...tried, seen: missed }, control), 'mapped-but-unreachable'],
  ['nothing arrives', over({ ...tried, seen: missed }), 'mapped-but-unreachable'],
  ['one was not kept, and another came', over(no('not-kept', { speech: 'upnp' }), control), 'mapped-but-unreachable'],
  ['it did not close it again', over({ ...tried, closing: 'left-behind' }), 'left-behind'],
  ['it fell silent before it had', over({ ...tried, closing: 'not-told', leaseS: 120 }), 'left-behind'],
  ['25 was not asked for: it fell silent', over(no('silent', { speech: 'upnp' }), control), 'not-verified'],
  ['25 was not asked for: nothing could listen', over(no('no-listener'), control), 'not-verified'],
  ['it came, and our answer was lost', over({ ...tried, seen: { ...missed, arrived: true } }, control), 'not-verified'],
  [
    'somebody else answers where this machine listens',
    over({ ...tried, seen: { ...missed, result: 'open-other' } }, control),
    'mapped-but-unreachable',
  ],
  [
    'somebody answers in a server’s place, as one in a container does',
    over({ ...tried, internal: 25, seen: { ...missed, behind: 'server', result: 'open-other' } }, control),
    'not-verified',
  ],
  ['no language in common', { v4: null, v6: null }, 'no-protocol'],
  ['no language in common after all', over(no('no-protocol')), 'no-protocol'],
  ['nobody outside', over({ ...tried, seen: null }), 'not-verified'],
  [
    'the probe cannot dial 25',
    over({ ...tried, seen: { ...missed, result: 'probe-unable' } }, control),
    'not-verified',
  ],
  ['it could not be noted first', over(no('not-noted')), 'not-verified'],
  ['the router fell silent', over(no('silent', { speech: 'upnp' })), 'not-verified'],
  ['nothing could listen', over(no('no-listener')), 'not-verified'],
  ['the table leads it here already', over(no('there-already', { speech: 'upnp' })), 'not-verified'],
])

describe('whom router.mapping sends its owner to', () => {
  const remedyOf = (facts: MappingFacts) => conclude(routerMapping, facts, []).remedy
  const lostAt = (internal: number): PortTrial => ({ ...tried, internal, seen: missed })

  it('is the provider where only the way to the router is left', () => {
    expect(remedyOf(over(lostAt(61_225), control))).toMatch(/ask the provider to open inbound port 25\.$/)
  })

  it.each([
    ['this machine’s own firewall may stand for that very port', over(lostAt(25), control)],
    ['the other came in over the other family', { ...over(control), v6: over(lostAt(25)).v4 }],
    ['somebody else answers', over({ ...tried, seen: { ...missed, result: 'open-other' } }, control)],
  ])('is not the provider where %s', (_why, facts) => {
    expect(remedyOf(facts)).not.toContain('Then it is not the router')
  })

  it('is nobody where a lease ends by itself', () => {
    expect(remedyOf(over({ ...tried, closing: 'left-behind', leaseS: 120 }))).toMatch(/ends by itself within 2 minutes/)
    expect(remedyOf(over({ ...tried, closing: 'left-behind', leaseS: 0 }))).toMatch(/delete the entry for port 25/)
  })

  it('names the family that is meant', () => {
    const both = {
      ...over(tried, control),
      v6: { call: 'done', ports: [no('forbidden', { speech: 'upnp', code: 606 })] },
    }
    expect(conclude(routerMapping, both as MappingFacts, []).says).toContain('will not open port 25 over IPv6')
  })

  it.each([
    ['left-behind', 'router'],
    ['not-told', 'undetermined'],
  ] as const)('blames, of what is %s: %s', (closing, fault) => {
    expect(conclude(routerMapping, over({ ...tried, closing }), []).fault).toBe(fault)
  })
})

judgements(routerHairpin, [
  ['it leads back', { port: 25, met: 'itself', onThisMachine: false }, 'works'],
  ['the address is on this machine', { port: null, met: null, onThisMachine: true }, 'works'],
  ['it is turned back', { port: 25, met: 'refused', onThisMachine: false }, 'fails'],
  ['silence', { port: 25, met: 'silent', onThisMachine: false }, 'fails'],
  ['the router itself answers', { port: 25, met: 'another', onThisMachine: false }, 'other-machine'],
  ['somebody answers who does not prove who', { port: 25, met: 'unclear', onThisMachine: false }, 'undetermined'],
  ['there was no time left to call', { port: 465, met: null, onThisMachine: false }, 'undetermined'],
  ['nothing is open', { port: null, met: null, onThisMachine: false }, 'undetermined'],
])
