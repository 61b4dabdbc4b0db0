import { describe, expect, it } from 'vitest'
import { type FamilyMeeting, type ProbeFacts, vantageProbe } from '../../../src/checks/vantage/probe.ts'
import { conclude } from '../../../src/core/conclude.ts'
import { failed } from '../../../src/core/failure.ts'
import { emptyEgress } from '../../../src/wire/session.ts'
import { silentLine } from '../silent-line.ts'
import { judgements } from './judgements.ts'

function session(family: 'v4' | 'v6', egress: 'open' | 'closed' | 'untested'): FamilyMeeting {
  return {
    kind: 'session',
    open: {
      family,
      probe: { url: 'https://probe.example:8025', pins: [] },
      address: '25.198.51.10',
      session: {
        protocol: 1,
        probe: { name: 'mailworthy-probe', version: '0.1.0', minAgent: '0.1.0' },
        host: 'probe.example',
        address: '25.203.113.7',
        port: 40_000,
        token: 'aaaa',
        nonce: 'bbbb',
        key: 'cccc',
        expiresInS: 120,
        ports: [25],
        addresses: {},
        egress: { ...emptyEgress(), '25': { [family]: { state: egress } } },
        limits: { left: 19, resetS: 300 },
        time: '2026-01-01T00:00:00.000Z',
      },
    },
  }
}

const notAsked: FamilyMeeting = { kind: 'not-asked' }
const silent: FamilyMeeting = { kind: 'unreachable', failure: 'timed-out' }
const facts = (...meetings: [FamilyMeeting, FamilyMeeting][]): ProbeFacts => ({
  meetings: meetings.map(([v4, v6]) => ({ url: 'https://probe.example:8025', v4, v6 })),
  strangers: [],
})

judgements(vantageProbe, [
  ['a session over both families', facts([session('v4', 'open'), session('v6', 'open')]), 'ready'],
  ['a probe that has not tested its way out yet', facts([session('v4', 'untested'), notAsked]), 'ready'],
  ['IPv4 well, IPv6 without a way out', facts([session('v4', 'open'), session('v6', 'closed')]), 'ready'],
  ['the first is down, the second answers', facts([silent, silent], [session('v4', 'open'), silent]), 'ready'],
  ['it cannot dial 25', facts([session('v4', 'closed'), session('v6', 'open')]), 'egress-blocked'],
  ['IPv6 alone, and it cannot dial 25', facts([notAsked, session('v6', 'closed')]), 'egress-blocked'],
  ['it sees a private address', facts([{ kind: 'reserved-caller' }, silent]), 'same-network'],
  ['it sees its own address', facts([{ kind: 'own-address' }, notAsked]), 'same-network'],
  ['another key', facts([{ kind: 'untrusted', failure: 'wrong-key' }, silent]), 'untrusted'],
  ['none given', facts(), 'not-configured'],
  ['no answer', facts([silent, notAsked]), 'unreachable'],
  ['too much to do', facts([{ kind: 'busy', retryAfterS: 30 }, silent]), 'busy'],
  [
    'another version',
    facts([{ kind: 'incompatible', why: 'the answer of the probe is not a session' }, silent]),
    'incompatible',
  ],
])

describe('vantage.probe', () => {
  it('says in a sentence who can tell in place of a probe', () => {
    const says = (strangers: ProbeFacts['strangers']) => conclude(vantageProbe, { ...facts(), strangers }, []).says
    expect(says(['port-checker'])).toMatch(/\. What comes in can be told by a service for testing ports: /)
    expect(says(['globalping', 'port-checker'])).toMatch(/ by Globalping, .* and by a service for testing ports: /)
  })

  it('gives something even without a session: what comes in is then unknown, not beside the point', () => {
    expect(vantageProbe.gives(facts())).toEqual({})
    expect(Object.keys(vantageProbe.gives(facts([session('v4', 'open'), silent])) ?? {})).toEqual(['v4'])
  })

  it('asks all probes at once, so that a silent one leaves the next its time', async () => {
    const waiting: (() => void)[] = []
    const line = silentLine({
      // Nobody is answered before both were asked.
      request: () =>
        new Promise((resolve) => {
          waiting.push(() => resolve(failed('timed-out')))
          if (waiting.length === 2) for (const answer of waiting) answer()
        }),
    })
    const probe = (host: string) => ({ url: `https://${host}:8025`, host, port: 8025, pins: ['p'] })
    const asked = { release: '0.1.0', probes: [probe('192.0.2.1'), probe('192.0.2.2')], stun: [], servers: [] }
    const path = { v4: { interface: 'eth0', kind: 'ethernet', local: [] } }
    const { meetings } = await vantageProbe.observe(line, { path } as never, asked, () => undefined)
    expect(meetings.map(({ url }) => url)).toEqual(['https://192.0.2.1:8025', 'https://192.0.2.2:8025'])
  })

  it('does not praise a way out that was not tried', () => {
    const says = (egress: 'open' | 'untested') =>
      conclude(vantageProbe, facts([session('v4', egress), notAsked]), []).says
    expect(says('open')).toContain('can dial port 25 itself')
    expect(says('untested')).not.toContain('can dial port 25')
  })

  it.each([
    ['tls-failed', 'no TLS session could be agreed'],
    ['timed-out', 'no answer came in time'],
    ['unclassified', 'it answers, but has a fault'],
  ] as const)('says why it could not be asked: %s', (failure, words) => {
    const told: FamilyMeeting = { kind: 'unreachable', failure }
    const noAddress: FamilyMeeting = { kind: 'unreachable', failure: 'no-data' }
    for (const both of [facts([told, noAddress]), facts([noAddress, told])])
      expect(conclude(vantageProbe, both, []).says).toContain(words)
  })

  it('declares token and nonce as secrets', () => {
    expect(vantageProbe.marks).toMatchObject({ token: 'secret', nonce: 'secret' })
  })
})
