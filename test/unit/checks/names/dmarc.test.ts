import { describe, expect, it } from 'vitest'
import { type DmarcFacts, type DmarcRecordFacts, namesDmarc } from '../../../../src/checks/names/dmarc.ts'
import { conclude } from '../../../../src/core/conclude.ts'
import { judgements } from '../judgements.ts'
import { scriptedMail, type Zone } from './scripted-mail.ts'

const domain = 'example.test'
const at = `_dmarc.${domain} TXT`
const sound = `v=DMARC1; p=reject; rua=mailto:a@${domain}`
const base: DmarcRecordFacts = {
  p: 'reject',
  sp: 'reject',
  trial: false,
  rua: [`mailto:a@${domain}`],
  ruf: [],
  wrong: [],
  removed: [],
  useless: false,
}

function facts(record: Partial<DmarcRecordFacts>, parts: Partial<DmarcFacts> = {}): DmarcFacts {
  return { domain, at: domain, texts: [sound], record: { ...base, ...record }, foreign: [], ...parts }
}

judgements(namesDmarc, [
  ['reject', facts({}), 'enforced'],
  ['quarantine', facts({ p: 'quarantine' }), 'enforced'],
  ['a policy from above', facts({ p: 'none', sp: 'reject' }, { at: 'test' }), 'enforced'],
  ['none', facts({ p: 'none' }), 'monitoring'],
  ['a trial', facts({ trial: true }), 'monitoring'],
  ['nothing for what is below', facts({ p: 'reject', sp: 'none' }, { at: 'test' }), 'monitoring'],
  ['no record', { domain, texts: [], foreign: [] }, 'none'],
  ['two', { domain, texts: [sound, sound], foreign: [] }, 'several'],
  ['one that is nearly one', { domain, at: domain, texts: ['v=dmarc1'], nearly: true, foreign: [] }, 'malformed'],
  ['one without a policy that can be read', facts({ p: 'none', wrong: ['p'], rua: [], useless: true }), 'malformed'],
  ['the same, with reports', facts({ p: 'none', wrong: ['sp'] }), 'malformed'],
  ['one with a wrong tag', facts({ wrong: ['adkim'] }), 'malformed'],
  [
    'reports for somebody who wants none',
    facts({}, { foreign: [{ to: 'r.test', agreed: 'no' }] }),
    'report-address-unauthorised',
  ],
  ['reports for somebody who agreed', facts({}, { foreign: [{ to: 'r.test', agreed: 'yes' }] }), 'enforced'],
  [
    'reports for somebody who is not to be asked',
    facts({}, { foreign: [{ to: 'r.test', agreed: 'unknown' }] }),
    'enforced',
  ],
  ['old tags', facts({ removed: ['pct', 'ri', 'rf'] }), 'outdated-tags'],
  ['nobody answers', { domain, failure: 'timed-out', texts: [], foreign: [] }, 'lookup-failed'],
])

describe('what is said', () => {
  it('has a record to publish', () => {
    const { remedy } = conclude(namesDmarc, { domain, texts: [], foreign: [] }, [])
    expect(remedy).toContain(`_dmarc.${domain}: "v=DMARC1; p=none; rua=mailto:postmaster@${domain}"`)
  })

  it('has the record that the others are to publish', () => {
    const { remedy } = conclude(namesDmarc, facts({}, { foreign: [{ to: 'r.test', agreed: 'no' }] }), [])
    expect(remedy).toContain(`"v=DMARC1" at ${domain}._report._dmarc.r.test`)
  })

  it('tells whose policy it is', () => {
    expect(conclude(namesDmarc, facts({}, { at: 'test' }), []).says).toContain(
      'reject, as test says for all names below',
    )
  })
})

describe('what is to become of forged mail', () => {
  async function look(zone: Zone, of = domain) {
    const { line, asked } = scriptedMail({ zone })
    const facts = await namesDmarc.observe(
      line,
      {} as never,
      { release: '1', probes: [], stun: [], servers: [], domain: of },
      () => {},
    )
    return { facts, answer: namesDmarc.judge(facts), asked: asked.filter((each) => each.includes('_dmarc')) }
  }

  const below = 'lists.example.test'
  const other = (record: string): Zone => ({
    [at]: ['v=DMARC1; p=reject; rua=mailto:a@r.test'],
    ...(record && { [`${domain}._report._dmarc.r.test TXT`]: [record] }),
  })

  it.each<[string, Zone, string, string?]>([
    ['not be delivered', { [at]: [sound] }, 'enforced'],
    ['not be delivered, said beside something else', { [at]: ['v=spf1 -all', sound] }, 'enforced'],
    ['be delivered', { [at]: ['v=DMARC1; p=none'] }, 'monitoring'],
    ['be delivered, for a trial', { [at]: ['v=DMARC1; p=reject; t=y'] }, 'monitoring'],
    ['whatever receivers like', {}, 'none'],
    ['whatever they like, for a wildcard says something else', { [at]: ['v=spf1 -all'] }, 'none'],
    ['what two records say', { [at]: [sound, sound] }, 'several'],
    ['what a slip says', { [at]: ['"v=DMARC1; p=reject"'] }, 'malformed'],
    ['what an unknown policy says', { [at]: ['v=DMARC1; p=deny'] }, 'malformed'],
    ['not be delivered, with an old tag', { [at]: ['v=DMARC1; p=reject; pct=100'] }, 'outdated-tags'],
    ['told to somebody who agreed', other('v=DMARC1'), 'enforced'],
    ['told to somebody who agreed to something else', other('v=spf1'), 'report-address-unauthorised'],
    ['told to somebody who did not', other(''), 'report-address-unauthorised'],
    [
      'told to somebody who cannot be asked',
      { ...other(''), [`${domain}._report._dmarc.r.test TXT`]: 'timed-out' },
      'enforced',
    ],
    ['what the domain above says', { [at]: [sound] }, 'enforced', below],
    ['what it says of names below', { [at]: ['v=DMARC1; p=reject; sp=none'] }, 'monitoring', below],
    ['what the top level says', { '_dmarc.test TXT': ['v=DMARC1; p=reject; psd=y'] }, 'enforced', below],
    [
      'what the organisation says, under a public suffix',
      { '_dmarc.test TXT': ['v=DMARC1; p=reject; psd=y'], [at]: ['v=DMARC1; p=none'] },
      'monitoring',
      below,
    ],
    ['not what a second record says, of two above', { [at]: [sound, sound], '_dmarc.test TXT': [] }, 'none', below],
    ['unknown', { [at]: 'timed-out' }, 'lookup-failed'],
    ['unknown, for the domain above cannot be asked', { [at]: 'lookup-failed' }, 'lookup-failed', below],
  ])('%s', async (_name, zone, answer, of) => {
    expect((await look(zone, of)).answer).toBe(answer)
  })

  it('is asked with one question where the domain has said it', async () => {
    expect((await look({ [at]: [sound] })).asked).toEqual([at])
  })

  it('may be reported within the organisation without anybody’s leave', async () => {
    const zone = {
      [at]: ['v=DMARC1; p=reject'],
      [`_dmarc.${below} TXT`]: ['v=DMARC1; p=none; rua=mailto:a@reports.example.test'],
    }
    expect((await look(zone, below)).facts.foreign).toEqual([])
  })

  it('may not be reported to a neighbour under a public suffix', async () => {
    const zone = {
      '_dmarc.co.test TXT': ['v=DMARC1; psd=y'],
      '_dmarc.a.co.test TXT': ['v=DMARC1; p=none; rua=mailto:x@b.co.test'],
    }
    expect((await look(zone, 'a.co.test')).facts.foreign).toEqual([{ to: 'b.co.test', agreed: 'no' }])
  })

  it('is not asked without a domain', () => {
    expect(namesDmarc.moot?.({ release: '1', probes: [], stun: [], servers: [] })).toMatch(/No domain/)
  })
})
