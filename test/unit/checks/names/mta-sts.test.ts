import { describe, expect, it } from 'vitest'
import type { EchoesFacts } from '../../../../src/checks/looks/echoes.ts'
import type { ExchangerKeyFacts } from '../../../../src/checks/looks/exchanger-keys.ts'
import type { ExchangersFacts } from '../../../../src/checks/looks/exchangers.ts'
import type { MtaStsPolicyFacts, PageFacts } from '../../../../src/checks/looks/mta-sts-policy.ts'
import { type MtaStsFacts, namesMtaSts, type TakerFacts } from '../../../../src/checks/names/mta-sts.ts'
import { conclude } from '../../../../src/core/conclude.ts'
import { silentLine } from '../../silent-line.ts'
import { judgements } from '../judgements.ts'

const domain = 'example.test'
const host = 'mail.example.test'
const at = { host: 'mta-sts.example.test', addresses: ['25.198.51.80'] }
const record = { texts: ['v=STSv1; id=1'], id: '1' }
const page: PageFacts = { ...at, stage: 'done', mode: 'enforce', maxAgeS: 604_800, mx: [host] }
const testing: PageFacts = { ...page, mode: 'testing' }
const taker: TakerFacts = { host, named: true, tls: 'trusted' }

function facts(parts: Partial<MtaStsFacts> = {}): MtaStsFacts {
  return { domain, record, page, pageAtHome: false, lineUp: true, takers: [taker], ...parts }
}

function stopped(stage: PageFacts['stage'], parts: Partial<PageFacts> = {}): MtaStsFacts {
  return facts({ page: { ...at, stage, ...parts } })
}

const { page: _, ...withoutPage } = facts()

judgements(namesMtaSts, [
  ['a policy that names the mail host', facts(), 'enforced'],
  ['one whose certificate was not seen', facts({ takers: [{ ...taker, tls: 'not-seen' }] }), 'enforced'],
  ['one that lasts for an hour', facts({ page: { ...page, maxAgeS: 3_600 } }), 'enforced'],
  ['one that lasts for a day', facts({ page: { ...page, maxAgeS: 86_400 } }), 'enforced'],
  ['nobody takes mail', facts({ takers: [], failure: 'name-not-found' }), 'enforced'],
  ['a policy on trial', facts({ page: testing }), 'testing'],
  ['a policy that asks for nothing', facts({ page: { ...page, mode: 'none', mx: [] } }), 'none-mode'],
  ['no record', { ...withoutPage, record: { failure: 'name-not-found', texts: [] } }, 'not-published'],
  ['other records', { ...withoutPage, record: { texts: [] } }, 'not-published'],
  ['a mail host that is not named', facts({ takers: [taker, { ...taker, host: 'b.test', named: false }] }), 'mismatch'],
  [
    'a certificate that is not trusted',
    facts({ takers: [{ ...taker, tls: 'untrusted', problem: 'expired' }] }),
    'mismatch',
  ],
  ['no TLS', facts({ takers: [{ ...taker, tls: 'none' }] }), 'mismatch'],
  [
    'all of that, on trial',
    facts({
      page: testing,
      takers: [
        { ...taker, named: false, tls: 'untrusted', problem: 'other-name' },
        { ...taker, tls: 'none' },
      ],
    }),
    'would-mismatch',
  ],
  ['several records', { ...withoutPage, record: { texts: record.texts, flaw: 'several' } }, 'malformed'],
  ['a record without an id', { ...withoutPage, record: { texts: ['v=STSv1; x=y'], flaw: 'no-id' } }, 'malformed'],
  ['a page that is none', stopped('done', { flaw: 'wrong-mode', line: 2 }), 'malformed'],
  ['a page that ends too soon', stopped('done', { flaw: 'no-max-age' }), 'malformed'],
  ['a web page', stopped('done', { mediaType: 'text/html' }), 'malformed'],
  ['no such host', stopped('lookup', { failure: 'name-not-found' }), 'policy-unreachable'],
  ['a page that is not there', stopped('page', { status: 404 }), 'policy-unreachable'],
  ['a redirect', stopped('page', { status: 301 }), 'policy-unreachable'],
  ['a certificate for another name', stopped('certificate', { certificate: 'other-name' }), 'policy-unreachable'],
  ['a server that is not there', stopped('connect', { failure: 'refused' }), 'policy-unreachable'],
  ['a server that hangs up', stopped('page', { failure: 'closed' }), 'policy-unreachable'],
  ['a server that is slow', stopped('page', { failure: 'timed-out' }), 'policy-not-seen'],
  ['a machine that lets nothing out', stopped('connect', { failure: 'not-let-out' }), 'policy-not-seen'],
  ['a family that this line does not have', stopped('connect', { failure: 'network-unreachable' }), 'policy-not-seen'],
  ['nobody else was met', { ...stopped('connect', { failure: 'timed-out' }), lineUp: false }, 'policy-not-seen'],
  [
    'the router answers for its own address',
    { ...stopped('certificate', { certificate: 'self-signed' }), pageAtHome: true },
    'policy-not-seen',
  ],
  [
    'the record could not be asked for',
    { ...withoutPage, record: { failure: 'timed-out', texts: [] } },
    'lookup-failed',
  ],
  ['the host could not be', stopped('lookup', { failure: 'lookup-failed' }), 'lookup-failed'],
  ['the mail hosts could not be', facts({ failure: 'timed-out', takers: [] }), 'lookup-failed'],
])

describe('what is said', () => {
  const finding = (some: MtaStsFacts) => conclude(namesMtaSts, some, [])

  it.each<[string, MtaStsFacts, string]>([
    [
      'the certificate’s problem',
      stopped('certificate', { certificate: 'expired' }),
      'the certificate of mta-sts.example.test has run out',
    ],
    ['the redirect', stopped('page', { status: 302 }), 'status 302, a redirect, which senders must not follow'],
    ['the line', stopped('done', { flaw: 'wrong-mx', line: 3 }), '(line 3)'],
    ['the host that is not named', facts({ takers: [{ ...taker, named: false }] }), 'does not name mail.example.test'],
    ['how short it lasts', facts({ page: { ...page, maxAgeS: 60 } }), '60 seconds only'],
    ['how long it lasts', facts(), '7 days'],
  ])('tells %s', (_name, some, expected) => {
    expect(finding(some).says).toContain(expected)
  })

  it('has a policy to publish that names the mail hosts', () => {
    const takers = [taker, { ...taker, host: 'backup.example.test' }]
    expect(finding({ ...stopped('done', { flaw: 'empty' }), takers }).remedy).toContain(
      'version: STSv1 / mode: testing / mx: mail.example.test / mx: backup.example.test / max_age: 604800',
    )
  })

  it.each([[[]], [[{ ...taker, host: '25.203.113.7' }]]])(
    'has one with a name even where no mail host has any',
    (takers) => {
      const { remedy } = finding({ ...stopped('done', { flaw: 'empty' }), takers })
      expect(remedy).toContain('mode: testing / mx: mail.example.test / max_age')
    },
  )

  it.each<[MtaStsFacts, string]>([
    [stopped('lookup', { failure: 'no-data' }), 'zone'],
    // Who keeps a connection from being made is not known.
    [stopped('connect', { failure: 'timed-out' }), 'undetermined'],
    [stopped('page', { status: 404 }), 'server'],
    [stopped('done', { flaw: 'empty' }), 'server'],
    [{ ...withoutPage, record: { texts: [], flaw: 'nearly' } }, 'zone'],
  ])('blames whom it can: %#', (some, fault) => {
    expect(finding(some).fault).toBe(fault)
  })
})

describe('the facts', () => {
  const address = '25.203.113.7'
  const exchanger = {
    preference: 10,
    host,
    aliases: [],
    v4: { addresses: [address], authentic: false },
    v6: { addresses: [], authentic: false },
  }
  const exchangers: ExchangersFacts = { domain, authentic: false, exchangers: [exchanger] }
  const policy: MtaStsPolicyFacts = { record, page: { ...page, mx: ['*.example.test'] } }
  const shown: ExchangerKeyFacts = {
    host,
    address,
    place: 'elsewhere',
    stage: 'done',
    certificate: { named: true, expired: false, chain: [] },
  }
  const selfSigned = {
    ...shown,
    certificate: { problem: 'self-signed', named: true, expired: false, chain: [] },
  } as const
  const open: EchoesFacts = { alive: true, ports: [{ port: 25, ended: 'ours', changed: 'nothing', stage: 'done' }] }
  const v4 = { address, onThisMachine: false }

  async function observed(given: object) {
    const asked = { release: '1', probes: [], stun: [], servers: [], domain }
    return namesMtaSts.observe(silentLine(), { policy, exchangers, ...given } as never, asked, () => {})
  }

  it.each<[string, object, TakerFacts['tls']]>([
    ['trusted', { keys: { hosts: [shown] } }, 'trusted'],
    ['not trusted, on this very line', { keys: { hosts: [{ ...selfSigned, place: 'this-line' }] } }, 'untrusted'],
    ['not trusted, and nobody between', { keys: { hosts: [selfSigned] }, echoes: open }, 'untrusted'],
    ['not trusted, and perhaps somebody between', { keys: { hosts: [selfSigned] } }, 'not-seen'],
    ['that of a server on this machine', { keys: { hosts: [{ ...selfSigned, place: 'this-machine' }] } }, 'not-seen'],
    ['none, for TLS is not offered', { keys: { hosts: [{ host, place: 'this-line', stage: 'no-tls' }] } }, 'none'],
    [
      'none, for nobody answers',
      { keys: { hosts: [{ host, place: 'this-line', stage: 'connect', failure: 'refused' }] } },
      'not-seen',
    ],
    ['not looked at', {}, 'not-seen'],
  ])('tell of a mail host that its certificate is %s', async (_name, given, tls) => {
    expect((await observed(given)).takers).toMatchObject([{ host, named: true, tls }])
  })

  it('compare the domain itself where it has no MX records', async () => {
    const alone = {
      domain,
      authentic: false,
      failure: 'no-data',
      exchangers: [],
      itself: { ...exchanger, host: domain },
    }
    const seen = await observed({ exchangers: alone })
    // `*.example.test` is not for `example.test`.
    expect(seen.takers).toEqual([{ host: domain, named: false, tls: 'not-seen' }])
    expect(namesMtaSts.judge(seen)).toBe('mismatch')
  })

  it('have nobody to compare where no mail is taken', async () => {
    expect(
      (await observed({ exchangers: { ...exchangers, exchangers: [{ ...exchanger, host: '.' }] } })).takers,
    ).toEqual([])
  })

  it.each([
    ['this line’s own address', [address], { v4 }, true],
    ['an address at home', ['192.168.1.10'], { v4 }, true],
    ['another address', ['25.198.51.80'], { v4 }, false],
    ['another address, and ours is not known', [address], {}, false],
  ])('tell that the page is at %s', async (_name, addresses, given, expected) => {
    const seen = await observed({ ...given, policy: { record, page: { ...page, addresses } } })
    expect(seen.pageAtHome).toBe(expected)
    expect(seen.lineUp).toBe('v4' in given)
  })
})
