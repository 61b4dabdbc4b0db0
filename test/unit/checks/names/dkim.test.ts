import { describe, expect, it } from 'vitest'
import { generateKeyPairSync } from 'node:crypto'
import { namesDkim, type SelectorFacts } from '../../../../src/checks/names/dkim.ts'
import { conclude } from '../../../../src/core/conclude.ts'
import { judgements } from '../judgements.ts'
import { scriptedMail, type Zone } from './scripted-mail.ts'

const domain = 'example.test'
const good = { kind: 'rsa', bits: 2048, revoked: false, testing: false, sha256: true } as const
const sound: SelectorFacts = { selector: 's1', texts: ['v=DKIM1; p=…'], key: good }

function having(...selectors: readonly Partial<SelectorFacts>[]) {
  return { domain, selectors: selectors.map((each) => ({ selector: 's1', texts: [], ...each })) }
}

judgements(namesDkim, [
  ['a good key', having(sound), 'published'],
  ['an Ed25519 key beside it', having(sound, { key: { ...good, kind: 'ed25519', bits: 256 } }), 'published'],
  ['a key of 1024 bits', having({ key: { ...good, bits: 1024 } }), 'weak'],
  ['a key of 512 bits', having({ key: { ...good, bits: 512 } }), 'weak'],
  ['a key for SHA-1', having({ key: { ...good, sha256: false } }), 'weak'],
  ['a key that was taken back', having(sound, { key: { ...good, revoked: true } }), 'revoked'],
  ['a test', having({ key: { ...good, testing: true } }), 'testing'],
  ['a record that is none', having({ flaw: 'wrong-key' }), 'malformed'],
  ['two records', having(sound, { flaw: 'several' }), 'malformed'],
  ['a selector without a record', having(sound, { selector: 's2', failure: 'name-not-found' }), 'missing'],
  ['nobody answers', having(sound, { failure: 'timed-out' }), 'lookup-failed'],
  ['no selector, and something is there', { domain, selectors: [], hint: 'there' }, 'not-proved'],
  ['no selector, and nothing is there', { domain, selectors: [], hint: 'nothing' }, 'no-selector'],
  ['no selector, and a wildcard', { domain, selectors: [], hint: 'anything' }, 'no-selector'],
  ['no selector, and nobody answers', { domain, selectors: [], hint: 'timed-out' }, 'lookup-failed'],
])

it('says where the key belongs, and how it begins', () => {
  const { remedy } = conclude(namesDkim, having({ failure: 'name-not-found' }), [])
  expect(remedy).toContain(`s1._domainkey.${domain}: "v=DKIM1; k=rsa; p="`)
})

describe('the key for signing mail', () => {
  const key = (bits: number) =>
    generateKeyPairSync('rsa', { modulusLength: bits })
      .publicKey.export({ format: 'der', type: 'spki' })
      .toString('base64')
  const big = `v=DKIM1; k=rsa; p=${key(2048)}`
  const at = `s1._domainkey.${domain} TXT`

  async function look(zone: Zone, selectors?: readonly string[]) {
    const { line, asked } = scriptedMail({ zone })
    const named = { release: '1', probes: [], stun: [], servers: [], domain, ...(selectors && { selectors }) }
    const facts = await namesDkim.observe(line, {} as never, named, () => {})
    return { answer: namesDkim.judge(facts), asked }
  }

  it.each<[string, Zone, string]>([
    ['is published', { [at]: [big] }, 'published'],
    ['is small', { [at]: [`p=${key(1024)}`] }, 'weak'],
    ['is on trial', { [at]: [`t=y;${big.slice(big.indexOf(' '))}`] }, 'testing'],
    ['was taken back', { [at]: ['v=DKIM1; p='] }, 'revoked'],
    ['was cut short', { [at]: [big.slice(0, 100)] }, 'malformed'],
    ['is there twice', { [at]: [big, big] }, 'malformed'],
    ['is behind an alias', { [`s1._domainkey.${domain} CNAME`]: ['k.test'], 'k.test TXT': [big] }, 'published'],
    ['is not there', {}, 'missing'],
    ['cannot be asked for', { [at]: 'lookup-failed' }, 'lookup-failed'],
  ])('%s', async (_name, zone, answer) => {
    expect((await look(zone, ['s1'])).answer).toBe(answer)
  })

  it.each<[string, Zone, string]>([
    ['something is below _domainkey', { [`_domainkey.${domain} TXT`]: 'no-data' }, 'not-proved'],
    ['an old policy is there', { [`_domainkey.${domain} TXT`]: ['o=~'] }, 'not-proved'],
    [
      'a wildcard answers for every name',
      { [`_domainkey.${domain} TXT`]: 'no-data', [`_no-such-name.${domain} TXT`]: 'no-data' },
      'no-selector',
    ],
    [
      'whether a wildcard does is not known',
      { [`_domainkey.${domain} TXT`]: 'no-data', [`_no-such-name.${domain} TXT`]: 'timed-out' },
      'lookup-failed',
    ],
    ['nothing is', {}, 'no-selector'],
    ['nobody answers', { [`_domainkey.${domain} TXT`]: 'timed-out' }, 'lookup-failed'],
  ])('is hinted at without a selector: %s', async (_name, zone, answer) => {
    expect((await look(zone)).answer).toBe(answer)
  })

  it('is asked for under each selector, once', async () => {
    const { asked } = await look({ [at]: [big], [`s2._domainkey.${domain} TXT`]: [big] }, ['s1', 's2'])
    expect(asked).toEqual([at, `s2._domainkey.${domain} TXT`])
  })

  it('is not asked for without a domain', () => {
    expect(namesDkim.moot?.({ release: '1', probes: [], stun: [], servers: [] })).toMatch(/No domain/)
  })
})
