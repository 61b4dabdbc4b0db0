import { describe, expect, it } from 'vitest'
import { exchangerKeys } from '../../../../src/checks/looks/exchanger-keys.ts'
import { exchangers } from '../../../../src/checks/looks/exchangers.ts'
import { mtaStsPolicy } from '../../../../src/checks/looks/mta-sts-policy.ts'
import { tlsa } from '../../../../src/checks/looks/tlsa.ts'
import type { Step } from '../../scripted-conversation.ts'
import { type ScriptedMail, scriptedMail, startTlsServer, type Zone } from '../names/scripted-mail.ts'

const domain = 'example.test'
const host = 'mail.example.test'
const address = '25.198.51.25'
const asked = { release: '1', probes: [], stun: [], servers: [], domain }
const text = `3 1 1 ${'ab'.repeat(32)}`
const zone: Zone = { [`${domain} MX`]: { signed: [`10 ${host}`] }, [`${host} A`]: { signed: [address] } }

async function found(line: ReturnType<typeof scriptedMail>['line']) {
  return exchangers.observe(line, {} as never, asked)
}

describe('the TLSA records', () => {
  async function look(world: ScriptedMail) {
    const mail = scriptedMail(world)
    return { ...mail, facts: await tlsa.observe(mail.line, { exchangers: await found(mail.line) } as never, asked) }
  }
  const at = `_25._tcp.${host} TLSA`
  const known = { host, records: [text], authentic: { addresses: true, tlsa: true }, bogus: false, tooNew: false }

  it('are asked for at each mail host', async () => {
    const { facts } = await look({ zone: { ...zone, [at]: { signed: [text] } } })
    expect(facts.hosts).toEqual([known])
  })

  it('are not checked where the resolver does not say so', async () => {
    const { facts } = await look({ zone: { ...zone, [`${host} A`]: [address], [at]: [text] } })
    expect(facts.hosts).toEqual([{ ...known, authentic: { addresses: false, tlsa: false } }])
  })

  it('are where an alias leads, or else at its own name', async () => {
    const aliased: Zone = {
      [`${domain} MX`]: { signed: [`10 ${host}`] },
      [`${host} CNAME`]: ['mx.other.test'],
      'mx.other.test A': { signed: [address] },
    }
    const there = await look({ zone: { ...aliased, '_25._tcp.mx.other.test TLSA': { signed: [text] } } })
    expect(there.facts.hosts).toEqual([known])
    const here = await look({ zone: { ...aliased, [at]: { signed: [text] } } })
    expect(here.facts.hosts).toEqual([known])
  })

  it('may be absent', async () => {
    const { facts, asked: questions } = await look({ zone })
    expect(facts.hosts).toMatchObject([{ records: [], failure: 'name-not-found', bogus: false }])
    expect(questions.filter((each) => each.includes('unchecked'))).toEqual([])
  })

  it('are bogus where they are there with checking disabled, and without it still are not', async () => {
    const kept: Zone = { ...zone, [at]: 'lookup-failed' }
    const { facts } = await look({ zone: kept, unchecked: { [at]: [text] } })
    expect(facts.hosts).toMatchObject([{ records: [], failure: 'lookup-failed', bogus: true }])
    // RFC 7672 §2.1.3: a name server that does not answer for TLSA at all is no matter of signatures.
    const broken = await look({ zone: kept })
    expect(broken.facts.hosts).toMatchObject([{ failure: 'lookup-failed', bogus: false }])
  })

  it('are not known where nobody answers', async () => {
    const { facts } = await look({ zone: { ...zone, [at]: 'timed-out' } })
    expect(facts.hosts).toMatchObject([{ records: [], failure: 'timed-out', bogus: false }])
  })

  it('are not asked for where no mail is taken', async () => {
    expect((await look({ zone: { [`${domain} MX`]: ['0 .'] } })).facts.hosts).toEqual([])
  })
})

describe('the certificate of a mail host', () => {
  const session = {
    names: [host],
    trusted: true,
    subject: 'CN=a',
    issuer: 'CN=b',
    notAfter: '2027-01-01T00:00:00.000Z',
  }
  const path = { v4: { interface: 'eth0', kind: 'ethernet', local: ['192.168.1.10'] } }
  const smtp = `${address}:25`

  async function look(servers: NonNullable<ScriptedMail['servers']>, given: object = {}, names: Zone = zone) {
    const mail = scriptedMail({ zone: names, servers })
    const all = { exchangers: await found(mail.line), path, ...given }
    return { ...mail, facts: await exchangerKeys.observe(mail.line, all as never, asked) }
  }

  it('is seen on port 25 within STARTTLS, and no mail is begun', async () => {
    const chain = [{ der: 'AAAA', spki: 'BBBB' }]
    const { facts, heard } = await look({ [smtp]: startTlsServer({ ...session, chain }) })
    expect(facts.hosts).toMatchObject([
      { host, address, place: 'elsewhere', stage: 'done', certificate: { named: true, expired: false } },
    ])
    expect(facts.hosts[0]?.certificate).not.toHaveProperty('problem')
    expect(facts.hosts[0]?.certificate?.issuer).toBe(session.issuer)
    expect(facts.hosts[0]?.certificate?.chain).toHaveLength(1)
    expect(heard).toEqual(['EHLO [192.0.2.1]', 'STARTTLS', 'QUIT'])
  })

  it('may be for the domain, as RFC 7672 §3.2.2 lets it, and lacks what it lacks', async () => {
    const past = { ...session, names: [domain], trusted: false, notAfter: '2020-01-01T00:00:00.000Z' }
    const { facts } = await look({ [smtp]: startTlsServer(past) })
    expect(facts.hosts).toMatchObject([{ certificate: { problem: 'expired', named: true, expired: true } }])
    expect(facts.hosts[0]?.certificate).not.toHaveProperty('issuer')
  })

  it.each<[string, readonly Step[] | 'refused', object]>([
    ['nobody is there', 'refused', { stage: 'connect', failure: 'refused' }],
    ['nothing is said', [], { stage: 'greeting', failure: 'timed-out' }],
    ['we are turned away', [{ says: '554 no' }], { stage: 'greeting', failure: 'refused' }],
    [
      'our hello is',
      [{ says: '220 hi' }, { hears: /^EHLO/ }, { says: '550 no' }],
      { stage: 'hello', failure: 'refused' },
    ],
    [
      'TLS is not offered',
      [{ says: '220 hi' }, { hears: /^EHLO/ }, { says: '250 mail' }, { hears: 'QUIT' }],
      { stage: 'no-tls' },
    ],
    ['TLS fails', startTlsServer('tls-failed'), { stage: 'tls', failure: 'tls-failed' }],
  ])('is not seen where %s', async (_name, server, expected) => {
    const { facts } = await look({ [smtp]: server })
    expect(facts.hosts).toEqual([{ host, address, place: 'elsewhere', ...expected }])
  })

  it('is this line’s where the host has its address', async () => {
    const own = { v4: { address, onThisMachine: false } }
    const { facts } = await look(
      { [smtp]: startTlsServer(session), '127.0.0.1:25': startTlsServer({ ...session, trusted: false }) },
      own,
    )
    expect(facts.hosts).toMatchObject([{ address, place: 'this-line', stage: 'done' }])
    expect(facts.hosts[0]?.certificate).not.toHaveProperty('problem')
  })

  it('is asked of this machine where that address leads nowhere from within', async () => {
    const own = { v4: { address, onThisMachine: false } }
    const { facts } = await look({ '127.0.0.1:25': startTlsServer(session) }, own)
    expect(facts.hosts).toMatchObject([{ address: '127.0.0.1', place: 'this-machine', stage: 'done' }])
    const nobody = await look({ [smtp]: 'refused' }, own)
    expect(nobody.facts.hosts).toEqual([{ host, address, place: 'this-line', stage: 'connect', failure: 'refused' }])
  })

  it('is asked of nobody else’s loopback, and of no address at home', async () => {
    const elsewhere = await look({ '127.0.0.1:25': startTlsServer(session) })
    expect(elsewhere.dialled).toEqual([smtp])
    const home = await look({}, {}, { [`${domain} MX`]: [`10 ${host}`], [`${host} A`]: ['192.168.1.10', '127.0.0.1'] })
    expect(home.dialled).toEqual([])
    expect(home.facts.hosts).toEqual([{ host, place: 'elsewhere', stage: 'address' }])
  })

  it('is asked over IPv6 where there is nothing else, and this line has it', async () => {
    const names = { [`${domain} MX`]: [`10 ${host}`], [`${host} AAAA`]: ['2a00:db8::25'] }
    expect((await look({}, {}, names)).dialled).toEqual([])
    expect((await look({}, { path: { ...path, v6: path.v4 } }, names)).dialled).toEqual(['2a00:db8::25:25'])
  })

  it('is asked of the three best hosts', async () => {
    const all = [1, 2, 3, 4, 5].map((n) => [n, `m${n}.example.test`, `25.198.51.${n}`] as const)
    const names: Zone = {
      [`${domain} MX`]: all.map(([n, name]) => `${n} ${name}`).toReversed(),
      ...Object.fromEntries(all.map(([, name, at]) => [`${name} A`, [at]])),
    }
    expect((await look({}, {}, names)).dialled).toEqual(['25.198.51.1:25', '25.198.51.2:25', '25.198.51.3:25'])
  })
})

describe('the policy', () => {
  const record = `_mta-sts.${domain} TXT`
  const sound: Zone = { [record]: ['v=STSv1; id=1'], [`mta-sts.${domain} A`]: ['25.198.51.80'] }
  const body = 'version: STSv1\nmode: testing\nmx: mail.example.test\nmax_age: 86400\n'
  const site = { '25.198.51.80:443': { tls: { trusted: true }, body } }
  const at = { host: `mta-sts.${domain}`, addresses: ['25.198.51.80'] }

  async function look(world: ScriptedMail) {
    const mail = scriptedMail(world)
    return { ...mail, facts: await mtaStsPolicy.observe(mail.line, {} as never, asked) }
  }

  it('is fetched where a record announces it', async () => {
    const { facts, asked: questions } = await look({ zone: sound, web: site })
    expect(facts).toEqual({
      record: { texts: ['v=STSv1; id=1'], id: '1' },
      page: { ...at, stage: 'done', mode: 'testing', maxAgeS: 86_400, mx: [host] },
    })
    expect(questions).toContain('https://mta-sts.example.test/.well-known/mta-sts.txt')
  })

  it.each<[string, Zone[string] | undefined, object]>([
    ['no record', undefined, { failure: 'name-not-found', texts: [] }],
    ['records of others', ['v=spf1 -all'], { texts: [] }],
    ['several', ['v=STSv1; id=1', 'v=STSv1; id=2'], { texts: ['v=STSv1; id=1', 'v=STSv1; id=2'], flaw: 'several' }],
    ['one that is nearly one', ['v=STSv1 id=1'], { texts: ['v=STSv1 id=1'], flaw: 'nearly' }],
    ['one without an id', ['v=STSv1; x=1'], { texts: ['v=STSv1; x=1'], flaw: 'no-id' }],
    ['nobody who answers', 'timed-out', { failure: 'timed-out', texts: [] }],
  ])('is not asked for with %s', async (_name, records, expected) => {
    const { facts, dialled } = await look({
      zone: records === undefined ? {} : { ...sound, [record]: records },
      web: site,
    })
    expect(facts).toEqual({ record: expected })
    expect(dialled).toEqual([])
  })

  it.each<[string, ScriptedMail, object]>([
    [
      'there is no such host',
      { zone: { [record]: ['v=STSv1; id=1'] } },
      { host: at.host, addresses: [], stage: 'lookup', failure: 'name-not-found' },
    ],
    [
      'nobody answers for the host',
      { zone: { ...sound, [`mta-sts.${domain} A`]: 'timed-out' } },
      { host: at.host, addresses: [], stage: 'lookup', failure: 'timed-out' },
    ],
    ['nobody is there', { zone: sound }, { ...at, stage: 'connect', failure: 'timed-out' }],
    [
      'nobody vouches for it',
      { zone: sound, web: { '25.198.51.80:443': { tls: { trusted: false } } } },
      { ...at, stage: 'certificate', certificate: 'self-signed' },
    ],
    [
      'the page does not come',
      { zone: sound, web: { '25.198.51.80:443': { tls: { trusted: true } } } },
      { ...at, stage: 'page', failure: 'timed-out' },
    ],
    [
      'the page is another',
      { zone: sound, web: { '25.198.51.80:443': { tls: { trusted: true }, body: '<html>' } } },
      { ...at, stage: 'done', flaw: 'no-field', line: 1 },
    ],
  ])('is not to be had where %s', async (_name, world, expected) => {
    expect((await look(world)).facts.page).toEqual(expected)
  })

  it('is of no domain where none was given', async () => {
    const { line } = scriptedMail({})
    const { domain: _, ...nothing } = asked
    expect(await mtaStsPolicy.observe(line, {} as never, nothing)).toEqual({ record: { texts: [] } })
  })
})
