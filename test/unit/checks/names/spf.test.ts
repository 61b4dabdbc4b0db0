import { describe, expect, it } from 'vitest'
import { namesSpf } from '../../../../src/checks/names/spf.ts'
import type { SpfFacts, SpfIdentityFacts } from '../../../../src/checks/names/spf-facts.ts'
import { conclude } from '../../../../src/core/conclude.ts'
import { type Failure, success } from '../../../../src/core/failure.ts'
import type { NetworkInterface } from '../../../../src/core/host.ts'
import { judgements } from '../judgements.ts'
import { privacyInterfaces } from './privacy-interfaces.ts'
import { scriptedMail, type Zone } from './scripted-mail.ts'

const domain = 'example.test'
const host = 'mail.example.test'
const v4 = '203.0.113.77'
const v6 = '2001:db8::77'

const passing: SpfIdentityFacts = {
  identity: 'mail-from',
  domain,
  result: 'pass',
  record: `v=spf1 ip4:${v4} -all`,
  decidedBy: [{ domain, term: `ip4:${v4}`, reason: 'matched', because: `${v4} is in ${v4}/32` }],
  lookups: 0,
  voidLookups: 0,
  whole: { lookups: 0, complete: true },
  names: [domain],
}
const of = (more: Partial<SpfIdentityFacts>, by: Partial<SpfIdentityFacts['decidedBy'][number]> = {}) => ({
  ...passing,
  ...more,
  decidedBy: [{ domain, reason: 'matched', because: 'it is for everyone', ...by } as const],
})
const facts = (...identities: readonly SpfIdentityFacts[]): SpfFacts => ({ family: 'v4', address: v4, identities })
const helo = (more: Partial<SpfIdentityFacts>): SpfIdentityFacts => ({
  ...passing,
  identity: 'helo',
  domain: host,
  ...more,
})

const table = [
  ['a record that names the address', facts(passing), 'pass'],
  ['and a server whose name has none', facts(passing, helo({ result: 'none' })), 'pass'],
  ['and a server whose name passes', facts(passing, helo({})), 'pass'],
  ['a record that hangs on the reverse name', facts(of({}, { term: 'ptr' })), 'pass'],
  ['no record', facts(of({ result: 'none' }, { reason: 'no-record', because: `${domain} has no SPF record` })), 'none'],
  [
    'no word about others',
    facts(of({ result: 'neutral' }, { reason: 'nothing-matched', because: 'nothing is said' })),
    'neutral',
  ],
  ['?all', facts(of({ result: 'neutral' }, { term: '?all' })), 'neutral'],
  ['~all', facts(of({ result: 'softfail' }, { term: '~all' })), 'softfail'],
  ['-all', facts(of({ result: 'fail' }, { term: '-all' })), 'fail'],
  ['-all for the server’s name alone', facts(passing, helo({ result: 'fail' })), 'fail'],
  [
    'two that are bad: the worse',
    facts(of({ result: 'softfail' }, { term: '~all' }), helo({ result: 'permerror' })),
    'permerror',
  ],
  [
    'a mistake',
    facts(of({ result: 'permerror' }, { term: 'ip4:1.2.3', reason: 'syntax', because: 'it has no address' })),
    'permerror',
  ],
  [
    'two records',
    facts(of({ result: 'permerror' }, { reason: 'several-records', because: 'there are two' })),
    'several',
  ],
  [
    'two records of another',
    facts({
      ...of({ result: 'permerror' }),
      decidedBy: [
        {
          domain,
          term: 'include:other.test',
          reason: 'several-records',
          because: 'the record of other.test cannot be judged',
        },
        { domain: 'other.test', reason: 'several-records', because: 'other.test has 2 SPF records' },
      ],
    }),
    'permerror',
  ],
  [
    'nobody answers',
    facts(of({ result: 'temperror' }, { reason: 'lookup', because: 'the lookup failed' })),
    'temperror',
  ],
  ['nobody answers for the server’s name', facts(passing, helo({ result: 'temperror' })), 'temperror'],
  [
    '+all',
    facts({ ...passing, whole: { lookups: 0, complete: true, open: { domain, term: '+all' } } }),
    'allows-everyone',
  ],
  [
    '+all of another',
    facts({ ...passing, whole: { lookups: 0, complete: true, open: { domain: 'o.test', term: '+all' } } }),
    'allows-everyone',
  ],
  ['seven lookups', facts({ ...passing, whole: { lookups: 7, complete: true } }), 'pass'],
  ['eight lookups', facts({ ...passing, whole: { lookups: 8, complete: true } }), 'near-limit'],
  ['more than are allowed', facts({ ...passing, whole: { lookups: 24, complete: false } }), 'near-limit'],
  ['a long record', facts({ ...passing, record: `v=spf1 ${'ip4:198.51.100.1 '.repeat(30)}-all` }), 'near-limit'],
] as const

judgements(namesSpf.v4, table)
judgements(
  namesSpf.v6,
  table.map(([name, its, answer]) => [name, { ...its, family: 'v6', address: v6 }, answer] as const),
)

const asked = { release: '0.1.0', probes: [], stun: [], servers: [], domain }

interface Looked {
  readonly given?: object
  readonly more?: object
  readonly family?: 'v4' | 'v6'
  readonly interfaces?: readonly NetworkInterface[]
}

async function look(zone: Zone, { given = {}, more = {}, family = 'v4', interfaces = [] }: Looked = {}) {
  const { line: scripted, asked: questions } = scriptedMail({ zone })
  const line = { ...scripted, host: { ...scripted.host, interfaces: async () => success(interfaces) } }
  const check = namesSpf[family]
  const needs = { line: { address: family === 'v4' ? v4 : v6, onThisMachine: false }, ...given }
  const its = await check.observe(line, needs as never, { ...asked, ...more }, () => {})
  return { facts: its, finding: conclude(check, its, []), questions }
}

const record = (text: string) => ({ [`${domain} TXT`]: [text] })

describe('a machine that is seen under a privacy address', () => {
  const gone = '2a25:203:113:1:8c3f:52b1:9d04:e7a2'
  const lasting = '2a25:203:113:1::25'
  const interfaces = privacyInterfaces(gone, lasting)

  it('is judged by the one that lasts, and the report says so', async () => {
    const given = { line: { address: gone, onThisMachine: true } }
    const { finding } = await look(record(`v=spf1 ip6:${lasting} -all`), { given, family: 'v6', interfaces })
    expect(finding.answer).toBe('pass')
    expect(finding.says).toContain(`the one that others see now, ${gone}, is a privacy address`)
  })

  it('is proposed a record with the one that lasts', async () => {
    const { finding } = await look({}, { given: { other: { address: gone } }, interfaces })
    expect(finding.remedy).toContain(`"v=spf1 ip4:${v4} ip6:${lasting} -all"`)
  })
})

const exchangers = (addresses: readonly string[]) => ({
  exchangers: {
    domain,
    authentic: false,
    exchangers: [
      {
        preference: 10,
        host,
        aliases: [],
        v4: { addresses, authentic: false },
        v6: { addresses: [], authentic: false },
      },
    ],
  },
})

describe('SPF of the domain', () => {
  it('is judged for the address of the line', async () => {
    const { facts: its, finding } = await look({ ...record('v=spf1 a:mail.example.test -all'), [`${host} A`]: [v4] })
    expect(its).toEqual({
      family: 'v4',
      address: v4,
      identities: [
        {
          identity: 'mail-from',
          domain,
          result: 'pass',
          record: 'v=spf1 a:mail.example.test -all',
          decidedBy: [
            { domain, term: 'a:mail.example.test', reason: 'matched', because: `${v4} is an address of ${host}` },
          ],
          lookups: 1,
          voidLookups: 0,
          whole: { lookups: 1, complete: true },
          names: [domain, host],
        },
      ],
    })
    expect(finding).toMatchObject({
      answer: 'pass',
      says: `${v4} may send mail of ${domain}, by "a:${host}" of ${domain}.`,
    })
  })

  it('is judged for the address of the other family apart', async () => {
    const zone = record(`v=spf1 ip4:${v4} -all`)
    expect((await look(zone)).finding.answer).toBe('pass')
    expect((await look(zone, { family: 'v6' })).finding.answer).toBe('fail')
  })

  it('tells what decided within an include', async () => {
    const { finding } = await look({
      ...record('v=spf1 include:inc.test ~all'),
      'inc.test TXT': ['v=spf1 -ip4:198.51.100.1 ?all'],
    })
    expect(finding).toMatchObject({ answer: 'softfail' })
    const broken = await look({ ...record('v=spf1 include:inc.test ~all'), 'inc.test TXT': ['v=spf1 ip4:1.2.3'] })
    expect(broken.finding.says).toContain('"ip4:1.2.3" of inc.test: it has no IPv4 address after a colon')
    const gone = await look(record('v=spf1 include:inc.test ~all'))
    expect(gone.finding.says).toContain('"include:inc.test" of example.test: inc.test has no SPF record')
  })

  it('is confirmed with the zone’s own name servers where there is none', async () => {
    const { finding, questions } = await look({ [`${domain} A`]: [v4] })
    expect(finding.answer).toBe('none')
    expect(questions.filter((question) => question === `${domain} TXT`)).toHaveLength(2)
  })

  it.each(['timed-out', 'lookup-failed', 'lookup-refused', 'malformed'] as const)(
    'is not known where a name server fails: %s',
    async (failure: Failure) => {
      expect((await look({ [`${domain} TXT`]: failure })).finding.answer).toBe('temperror')
      const { finding } = await look({ ...record('v=spf1 include:inc.test -all'), 'inc.test TXT': failure })
      expect(finding.answer).toBe('temperror')
      expect(finding.says).toContain('the lookup of inc.test (TXT) failed')
    },
  )

  it('is judged for the server’s name as well, where it is known', async () => {
    const zone = { ...record(`v=spf1 ip4:${v4} -all`), [`${host} TXT`]: ['v=spf1 -all'] }
    const { finding } = await look(zone, { more: { host } })
    expect(finding.says).toBe(
      `The SPF record of ${host} forbids ${v4} to send mail as ${host} (the name it gives in HELO) ("-all" of ${host}): receivers refuse it.`,
    )
    expect(finding.remedy).toContain(`"v=spf1 ip4:${v4} -all"`)
  })

  it('takes the exchanger at this address for the server, and none that is elsewhere', async () => {
    const zone = { ...record(`v=spf1 ip4:${v4} -all`), [`${host} TXT`]: ['v=spf1 -all'] }
    expect((await look(zone, { given: exchangers([v4]) })).finding.answer).toBe('fail')
    expect((await look(zone, { given: exchangers(['198.51.100.25']) })).finding.answer).toBe('pass')
  })

  it('is a moot point without a domain', () => {
    expect(namesSpf.v4.moot?.({ release: '0.1.0', probes: [], stun: [], servers: [] })).toContain('--domain')
    expect(namesSpf.v4.moot?.(asked)).toBeUndefined()
  })
})

const bad: Readonly<Record<string, Zone>> = {
  'there is none': {},
  'it fails': record('v=spf1 mx -all'),
  'it is left open': record('v=spf1 mx'),
  'it has a mistake': record('v=spf1 ip4:1.2.3 a foo mx ~all'),
  'it has two mistakes that are the same': record('v=spf1 foo foo ~all'),
  'it includes a mistake': { ...record('v=spf1 include:inc.test ~all'), 'inc.test TXT': ['v=spf1 foo'] },
  'it includes what is gone': record('v=spf1 include:inc.test ~all'),
  'it is redirected to what is gone': record('v=spf1 redirect=inc.test'),
  'it asks too much': record(`v=spf1 ${'mx '.repeat(11)}-all`),
  'it finds nothing': record('v=spf1 a:a.test a:b.test a:c.test -all'),
  'there are two': { [`${domain} TXT`]: ['v=spf1 mx -all', 'v=spf1 a ~all'] },
  'it lets everyone pass': record('v=spf1 a +all'),
  'it lets everyone pass in another way': record('v=spf1 ip4:0.0.0.0/0 -all'),
  'it lets everyone pass by default': record('v=spf1 all'),
}

describe('the record to publish', () => {
  it.each(Object.entries(bad))('lets the line pass where %s', async (_, zone) => {
    const other = { other: { address: v6, onThisMachine: true } }
    const { finding } = await look(zone, { given: other })
    expect(finding.verdict).not.toBe('pass')
    const text = /"(v=spf1 [^"]*)"/.exec(finding.remedy ?? '')?.[1] ?? ''
    expect(text).toContain(`ip4:${v4} ip6:${v6}`)
    const mended = await look({ ...zone, ...record(text) })
    expect(mended.finding.answer).toMatch(/^(pass|near-limit)$/)
    expect((await look({ ...zone, ...record(text) }, { family: 'v6' })).finding.answer).toMatch(/^(pass|near-limit)$/)
  })

  it('keeps what is there', async () => {
    const { finding } = await look({ ...record('v=spf1 mx include:inc.test ~all'), 'inc.test TXT': ['v=spf1'] })
    expect(finding.remedy).toBe(
      `Publish as the SPF record (TXT) of ${domain}: "v=spf1 ip4:${v4} mx include:inc.test ~all".`,
    )
  })
})
