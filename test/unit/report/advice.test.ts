import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checks } from '../../../src/checks/index.ts'
import type { Answered, Finding } from '../../../src/core/finding.ts'
import { providers } from '../../../src/knowledge/providers/index.ts'
import type { Fact, Provider, Source } from '../../../src/knowledge/providers/provider.ts'
import { type Advice, advised, adviceFor } from '../../../src/report/advice.ts'
import { knownProviders } from '../../../src/report/known-providers.ts'
import { sourceLabel } from '../../../src/report/source-label.ts'
import { answered, crashed, lineOf, type networks, skipped } from './runs.ts'

const filtered = answered('outbound.25.v4', 'filtered', 'fail', { matters: { send: 'required' } })
const notForwarded = answered('inbound.25.v4', 'not-forwarded', 'unknown', { matters: { receive: 'required' } })

const failing = (check: string, answer: string) => answered(check, answer, 'fail', { fault: 'provider' })

function told<Value extends string>(value: Value): Fact<Value> {
  return { value, sources: [{ ref: 'https://example.test/', date: '2026' }], confidence: 'high' }
}

/** What is told beside the finding of one check. */
function adviceAt(check: string, findings: readonly Finding[]): readonly Advice[] {
  const finding = advised(findings).find((each) => each.check === check)
  return finding?.kind === 'answered' ? (finding.advice ?? []) : []
}

function saidAt(check: string, findings: readonly Finding[]): readonly string[] {
  return adviceAt(check, findings).map(({ says }) => says)
}

/** Everything that a check can say, and what checks of later days will say of reverse names and lists. */
const everyAnswer: readonly Answered[] = [
  ...checks.flatMap(({ id, answers }) =>
    Object.entries(answers).map(([answer, { verdict }]) => answered(id, answer, verdict)),
  ),
  ...['v4', 'v6'].flatMap((family) =>
    ['missing', 'unconfirmed', 'generic', 'generic-static', 'not-the-mail-name'].map((answer) =>
      answered(`names.reverse.${family}`, answer, 'fail', { fault: 'provider' }),
    ),
  ),
  ...['listed', 'listed-by-provider'].map((answer) =>
    answered('reputation.policy.v4', answer, 'fail', { fault: 'provider' }),
  ),
  answered('reputation.receivers', 'turned-away', 'warn'),
  ...['looks-dynamic', 'changed-once', 'changes'].map((answer) => answered('line.fixed.v4', answer, 'warn')),
]

describe('what is known of the provider, beside a finding', () => {
  it('says where the switch is', () => {
    expect(adviceAt('outbound.25.v4', [lineOf('free'), filtered])[0]).toEqual({
      provider: 'Free (Freebox)',
      topic: 'port25Switch',
      says: 'Free (Freebox): In the subscriber account (subscribe.free.fr), under "Ma Freebox", set "Blocage SMTP sortant" to "inactif".',
      sources: [{ ref: 'https://github.com/YunoHost/doc (isp_free.fr.md)', date: '2024-03-23' }],
    })
  })

  it('says that there is none', () => {
    expect(saidAt('outbound.25.v4', [lineOf('orange'), filtered])[0]).toContain(
      'Port 25 is closed on the way out, and no way to open it is known.',
    )
  })

  /** A finding, and what a table says that cannot be so. */
  const contradictions: readonly (readonly [string, Answered, Partial<Provider>])[] = [
    ['it is open on the way out', filtered, { outbound25: told('open') }],
    ['it is open until there is spam', filtered, { outbound25: told('open-until-abused') }],
    ['it is open on the way in', answered('inbound.25.v4', 'refused', 'fail'), { inbound25: told('open') }],
    ['nobody keeps it out', failing('inbound.blocker.v4', 'provider'), { inbound25: told('open') }],
    ['everybody has an address', failing('line.nat.v4', 'carrier'), { publicIpv4: told('dedicated') }],
    ['the address stays', failing('line.fixed.v4', 'changes'), { fixedIp: told('included') }],
    ['no router forwards ports', failing('inbound.blocker.v4', 'router'), { portForwarding: told('no') }],
    ['none does, and one did', failing('router.mapping', 'left-behind'), { portForwarding: told('no') }],
    ['no router speaks UPnP', failing('router.upnp', 'broken'), { upnp: told('no') }],
    ['it leads back from within', failing('router.hairpin', 'fails'), { hairpin: told('yes') }],
  ]

  it.each(contradictions)('says where a table is outranked: %s', (_what, finding, facts) => {
    const provider: Provider = { name: 'Somebody', country: 'FR', kind: 'access', ...facts }
    expect(adviceFor(finding, [notForwarded, finding], [provider]).map(({ says }) => says)).toEqual([
      expect.stringMatching(/^Somebody: Sources say, and what was measured here outranks that: [A-Z]/),
    ])
  })

  it('says how little it is that one voice says, or an old one', () => {
    expect(saidAt('outbound.25.v4', [lineOf('comcast'), filtered])[0]).toMatch(
      /^Comcast \/ Xfinity: One source of 2012 says: /,
    )
  })

  it('offers each of several brands under its name, and chooses none', () => {
    const said = saidAt('outbound.25.v4', [lineOf('shared'), filtered])
    expect(said.slice(0, 2).map((each) => each.slice(0, 40))).toEqual([
      'If your provider is Westnet / iiNet (TPG',
      'If your provider is Internode: In My Int',
    ])
    expect(said.every((each) => each.startsWith('If your provider is '))).toBe(true)
  })

  it('offers three brands at most', () => {
    const facts = { brands: providers.slice(0, 8).map(({ name }) => name) }
    const said = adviceAt('outbound.25.v4', [answered('line.provider', 'known', 'pass', { facts }), filtered])
    expect(new Set(said.map(({ provider }) => provider)).size).toBe(3)
  })

  const table: readonly (readonly [string, Answered, keyof typeof networks, readonly Advice['topic'][]])[] = [
    [
      'a connection that another server takes',
      answered('outbound.25.v4', 'intercepted', 'fail'),
      'free',
      ['port25Switch', 'outbound25'],
    ],
    ['nothing is forwarded', notForwarded, 'free', ['adminUrl', 'portForwarding', 'inbound25']],
    [
      'the router would forward, if asked',
      answered('inbound.blocker.v4', 'router', 'fail', { fault: 'router' }),
      'free',
      ['adminUrl', 'portForwarding'],
    ],
    [
      'the provider keeps port 25 out',
      answered('inbound.blocker.v4', 'provider', 'fail', { fault: 'provider' }),
      'cox',
      ['inbound25'],
    ],
    [
      'the same, and there is a switch',
      answered('inbound.25.v4', 'filtered', 'fail'),
      'shared',
      ['port25Switch', 'inbound25', 'inbound25'],
    ],
    [
      'a shared address',
      answered('line.nat.v4', 'carrier', 'fail', { fault: 'provider' }),
      'free',
      ['fullIpv4', 'publicIpv4'],
    ],
    ['the router wears nobody knows what', answered('line.nat.v4', 'undetermined', 'unknown'), 'free', ['adminUrl']],
    [
      'no IPv4 at all',
      answered('line.address.v4', 'none', 'fail', { fault: 'provider' }),
      'starlink',
      ['fullIpv4', 'publicIpv4'],
    ],
    ['an address that may change', answered('line.fixed.v4', 'too-early', 'warn'), 'free', ['fixedIp']],
    ['no reverse name', answered('names.reverse.v4', 'missing', 'fail', { fault: 'provider' }), 'free', ['reverseV4']],
    ['none over IPv6', answered('names.reverse.v6', 'missing', 'fail', { fault: 'provider' }), 'free', ['reverseV6']],
    [
      'a list of home lines',
      answered('reputation.policy.v4', 'listed', 'fail', { fault: 'provider' }),
      'free',
      ['reverseV4', 'fixedIp'],
    ],
    ['a list that nobody was heard of', answered('reputation.policy.v4', 'refused', 'unknown'), 'free', []],
    ['a receiver that turns it away', answered('reputation.receivers', 'turned-away', 'warn'), 'free', ['reverseV4']],
    ['bad mail from there', answered('reputation.abuse.v4', 'listed', 'fail'), 'free', []],
    [
      'a router that refuses',
      answered('router.mapping', 'forbidden', 'warn', { fault: 'router' }),
      'free',
      ['adminUrl', 'portForwarding'],
    ],
    ['no way back from within', answered('router.hairpin', 'fails', 'warn', { fault: 'router' }), 'free', ['hairpin']],
  ]

  it.each(table)('%s', (_what, finding, network, topics) => {
    const line = lineOf(network)
    expect(adviceAt(finding.check, [line, finding]).map(({ topic }) => topic)).toEqual(topics)
  })

  it('says of UPnP that did not answer that it may be switched off', () => {
    const absent = answered('router.upnp', 'absent', 'unknown')
    expect(saidAt('router.upnp', [lineOf('free'), notForwarded, absent])[0]).toContain(
      'It did not answer here, so look whether it is switched off.',
    )
  })

  it('leaves the router alone where nobody knocks in vain', () => {
    const absent = answered('router.upnp', 'absent', 'unknown')
    const open = answered('inbound.25.v4', 'open', 'pass')
    expect(adviceAt('router.upnp', [lineOf('free'), open, absent])).toEqual([])
  })

  it('is silent where all is well, where the machine itself is at fault, and where another finding is the reason', () => {
    const line = lineOf('free')
    expect(adviceAt('outbound.25.v4', [line, answered('outbound.25.v4', 'open', 'pass')])).toEqual([])
    expect(
      adviceAt('inbound.25.v4', [line, { ...answered('inbound.25.v4', 'filtered', 'fail'), fault: 'machine' }]),
    ).toEqual([])
    const nat = answered('line.nat.v4', 'carrier', 'fail', { fault: 'provider' })
    expect(adviceAt('inbound.25.v4', [line, nat, { ...notForwarded, explainedBy: 'line.nat.v4' }])).toEqual([])
  })

  it('tells a thing once, at the first finding that it concerns', () => {
    const findings = [lineOf('free'), filtered, answered('outbound.25.v6', 'filtered', 'fail')]
    expect(adviceAt('outbound.25.v4', findings)).not.toEqual([])
    expect(adviceAt('outbound.25.v6', findings)).toEqual([])
  })

  it('knows nothing of a line whose provider is not known, and leaves its findings as they are', () => {
    const findings = [filtered, notForwarded, crashed('a', 'b'), skipped('c', { moot: 'd', on: 'e' })]
    expect(advised(findings)).toEqual(findings)
    expect(advised([lineOf(64_500), ...findings]).slice(1)).toEqual(findings)
  })

  it('always has a source with its date, names the provider, and speaks in sentences: every provider, every answer', () => {
    const told = providers.flatMap((provider) =>
      everyAnswer.flatMap((finding) =>
        adviceFor(finding, [otherInVain(finding), finding], [provider]).map((advice) => ({
          ...advice,
          provider,
        })),
      ),
    )
    expect(told.length).toBeGreaterThan(500)
    expect(told.filter(({ sources }) => sources.length === 0)).toEqual([])
    expect(told.filter(({ sources }) => !sources.every(isToBeLookedUp))).toEqual([])
    expect(told.filter(({ provider, says }) => !/^["“A-ZÀ-Þ]/.test(says.replace(`${provider.name}: `, '')))).toEqual([])
    expect(told.filter(({ says }) => !says.endsWith('.') || /undefined|null|[.][.]/.test(says))).toEqual([])
  })

  it('changes nothing else of any finding', () => {
    const findings = [lineOf('free'), ...everyAnswer]
    const bare = advised(findings).map((finding) => {
      const { advice: _, ...rest } = finding as Answered & { advice?: unknown }
      return rest
    })
    expect(bare).toEqual(findings)
  })
})

function isToBeLookedUp(source: Source): boolean {
  return /^https?:/.test(source.ref) && /^\d{4}/.test(source.date) && label.test(sourceLabel([source]))
}

const label = /^\S+, (read )?\d{4}(-\d{2})?$/

/** Others knock in vain, so that what is known of the router concerns somebody. */
function otherInVain({ check }: Answered): Answered {
  return check === 'inbound.25.v4' ? answered('inbound.465.v4', 'not-forwarded', 'unknown') : notForwarded
}

describe('whom the line may be of', () => {
  it('is told by its networks and by its brands, as they were known', () => {
    expect(knownProviders([lineOf('free')])).toMatchObject({ brands: [{ name: 'Free (Freebox)' }], country: 'FR' })
    expect(
      knownProviders([answered('line.provider', 'known', 'pass', { facts: { brands: ['Scarlet'] } })]),
    ).toMatchObject({
      brands: [{ name: 'Scarlet' }],
    })
  })

  it('is nobody, whatever the facts look like', () => {
    fc.assert(
      fc.property(fc.anything(), (facts) => {
        const finding = answered('line.provider', 'known', 'pass', {
          facts: { asns: facts, brands: facts, country: facts },
        })
        expect(knownProviders([finding]).brands).toEqual([])
        expect(() => advised([answered('line.provider', 'known', 'pass', { facts }), filtered])).not.toThrow()
      }),
    )
  })
})
