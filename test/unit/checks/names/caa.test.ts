import { describe, expect, it } from 'vitest'
import { caa } from '../../../../src/checks/looks/caa.ts'
import { exchangers } from '../../../../src/checks/looks/exchangers.ts'
import { type CaaRecordFacts, namesCaa } from '../../../../src/checks/names/caa.ts'
import { conclude } from '../../../../src/core/conclude.ts'
import { judgements } from '../judgements.ts'
import { scriptedMail, type Zone } from './scripted-mail.ts'

const domain = 'example.test'
const host = 'mail.example.test'

function having(...records: readonly CaaRecordFacts[]) {
  return { host, at: domain, records }
}

const issue: CaaRecordFacts = { text: '0 issue "ca.test"', tag: 'issue', issuer: 'ca.test' }
const nobody: CaaRecordFacts = { text: '0 issue ";"', tag: 'issue', issuer: '' }

judgements(namesCaa, [
  ['one authority', having(issue), 'published'],
  ['one authority, and nobody else', having(nobody, issue), 'published'],
  ['an address for complaints alone', having({ text: '0 iodef "mailto:a@b.test"', tag: 'iodef' }), 'published'],
  ['no wildcards', having({ text: '0 issuewild ";"', tag: 'issuewild', issuer: '' }), 'published'],
  ['nobody', having(nobody), 'forbids-all'],
  ['a record that is none', having({ text: '300 x y', flaw: 'unreadable' }), 'malformed'],
  [
    'an authority that is none',
    having(issue, { text: '0 issue "a b"', tag: 'issue', flaw: 'wrong-issuer' }),
    'malformed',
  ],
  ['something critical', having(issue, { text: '128 x "y"', tag: 'x', flaw: 'critical-unknown' }), 'malformed'],
  [
    'an authority, and not the one in use',
    { ...having(issue), inUse: { organisation: 'An Authority', caa: ['authority.test'] } },
    'points-elsewhere',
  ],
  [
    'the authority in use under its other name',
    { ...having(issue), inUse: { organisation: 'An Authority', caa: ['authority.test', 'ca.test'] } },
    'published',
  ],
  [
    'the authority in use for wildcards',
    {
      ...having(issue, { text: '0 issuewild "authority.test"', tag: 'issuewild', issuer: 'authority.test' }),
      inUse: { organisation: 'An Authority', caa: ['authority.test'] },
    },
    'published',
  ],
  [
    'nobody’s wildcards, and an authority in use',
    {
      ...having({ text: '0 issuewild ";"', tag: 'issuewild', issuer: '' }),
      inUse: { organisation: 'An Authority', caa: ['authority.test'] },
    },
    'published',
  ],
  ['no record', { host, failure: 'no-data', records: [] }, 'not-published'],
  ['nobody answers', { host, failure: 'timed-out', records: [] }, 'lookup-failed'],
])

it('names those who may', () => {
  expect(conclude(namesCaa, having(issue, { ...issue, issuer: 'other.test' }), []).says).toContain(
    'ca.test, other.test',
  )
})

describe('who may make certificates', () => {
  const mx: Zone = { [`${domain} MX`]: [`10 ${host}`], [`${host} A`]: ['25.1.2.3'] }

  async function look(zone: Zone, named: { domain?: string; host?: string } = { domain }, issuer?: string) {
    const { line } = scriptedMail({ zone })
    const asked = { release: '1', probes: [], stun: [], servers: [], ...named }
    const takers = await exchangers.observe(line, {} as never, asked)
    const found = await caa.observe(line, { exchangers: takers } as never, asked)
    const keys = issuer === undefined ? undefined : { hosts: [{ host, certificate: { issuer } }] }
    const facts = await namesCaa.observe(line, { found, keys } as never, asked, () => {})
    return { facts, answer: namesCaa.judge(facts) }
  }

  it.each<[string, Zone, string, string?]>([
    [
      'is said at the host',
      { ...mx, [`${host} CAA`]: ['0 issue "ca.test"'], [`${domain} CAA`]: ['0 issue ";"'] },
      'published',
      host,
    ],
    ['is said above it', { ...mx, [`${domain} CAA`]: ['0 issue "ca.test"'] }, 'published', domain],
    ['is said at the top', { ...mx, 'test CAA': ['0 issue ";"'] }, 'forbids-all', 'test'],
    [
      'is said behind an alias',
      { ...mx, [`${domain} CAA`]: [], [`${host} CNAME`]: ['h.test'], 'h.test CAA': ['0 issue "ca.test"'] },
      'published',
      host,
    ],
    ['is not said', mx, 'not-published'],
    ['is said so that nobody can read it', { ...mx, [`${domain} CAA`]: ['0 issue "a b"'] }, 'malformed', domain],
    [
      'cannot be asked',
      { ...mx, [`${host} CAA`]: 'lookup-failed', [`${domain} CAA`]: ['0 issue "ca.test"'] },
      'lookup-failed',
    ],
    [
      'cannot be asked above',
      { ...mx, [`${host} CAA`]: ['0 issue "ca.test"'], [`${domain} CAA`]: 'timed-out' },
      'published',
      host,
    ],
  ])('%s', async (_name, zone, answer, at) => {
    const seen = await look(zone)
    expect(seen).toMatchObject({ answer, facts: { host } })
    expect(seen.facts.at).toBe(at)
  })

  it('is asked of a name, also where the MX record has an address', async () => {
    expect((await look({ [`${domain} MX`]: ['10 25.1.2.3'] })).facts.host).toBe(domain)
    expect((await look({ ...mx, [`${domain} MX`]: ['5 25.1.2.3', `10 ${host}`] })).facts.host).toBe(host)
  })

  it.each([
    ['the one that made the certificate in use', '0 issue "letsencrypt.org"', 'published'],
    ['another', '0 issue "sectigo.com"', 'points-elsewhere'],
    ['nobody', '0 issue ";"', 'forbids-all'],
    ['whoever is not for wildcards', '0 issuewild ";"', 'published'],
  ])('is compared with the certificate: %s', async (_name, record, answer) => {
    const issuer = "C=US\nO=Let's Encrypt\nCN=R11"
    expect((await look({ ...mx, [`${domain} CAA`]: [record] }, { domain }, issuer)).answer).toBe(answer)
  })

  it('is not compared with the certificate of an authority that is not known', async () => {
    const zone = { ...mx, [`${domain} CAA`]: ['0 issue "sectigo.com"'] }
    for (const issuer of ['', 'CN=home', "O=Let's Encrypt Friends", "CN=O=Let's Encrypt"]) {
      expect((await look(zone, { domain }, issuer)).answer).toBe('published')
    }
  })

  it('is asked for the host that was named, or for the domain without any', async () => {
    expect((await look({}, { host: 'box.test' })).facts.host).toBe('box.test')
    expect((await look({})).facts.host).toBe(domain)
  })

  it('is not asked without a domain or a host', () => {
    expect(namesCaa.moot?.({ release: '1', probes: [], stun: [], servers: [] })).toMatch(/Neither/)
  })
})
