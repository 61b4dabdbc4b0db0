import { describe, expect, it } from 'vitest'
import { namesTlsRpt } from '../../../../src/checks/names/tls-rpt.ts'
import { judgements } from '../judgements.ts'
import { scriptedMail, type Zone } from './scripted-mail.ts'

const domain = 'example.test'
const at = `_smtp._tls.${domain} TXT`
const sound = `v=TLSRPTv1; rua=mailto:tls@${domain}`

judgements(namesTlsRpt, [
  ['a record', { domain, texts: [sound], to: [`mailto:tls@${domain}`] }, 'published'],
  ['none', { domain, failure: 'name-not-found', texts: [], to: [] }, 'not-published'],
  ['others', { domain, texts: [], to: [] }, 'not-published'],
  ['two', { domain, texts: [sound, sound], to: [] }, 'several'],
  ['one without an address', { domain, texts: ['v=TLSRPTv1;x=y'], flaw: 'no-rua', to: [] }, 'malformed'],
  ['one with a wrong address', { domain, texts: ['v=TLSRPTv1;rua=x'], flaw: 'wrong-address', to: [] }, 'malformed'],
  ['one that is nearly one', { domain, texts: ['v=tlsrptv1;'], flaw: 'nearly', to: [] }, 'malformed'],
  ['nobody answers', { domain, failure: 'timed-out', texts: [], to: [] }, 'lookup-failed'],
])

async function look(zone: Zone) {
  const { line, asked } = scriptedMail({ zone })
  const facts = await namesTlsRpt.observe(
    line,
    {} as never,
    { release: '1', probes: [], stun: [], servers: [], domain },
    () => {},
  )
  return { facts, answer: namesTlsRpt.judge(facts), asked }
}

describe('where reports about TLS go', () => {
  it.each<[string, Zone, string]>([
    ['to an address', { [at]: [sound] }, 'published'],
    ['to an address, said beside something else', { [at]: ['v=spf1 -all', sound] }, 'published'],
    ['nowhere', {}, 'not-published'],
    ['nowhere, for a wildcard says the same of every name', { [at]: ['v=spf1 -all'] }, 'not-published'],
    ['nobody knows, with two records', { [at]: [sound, 'v=TLSRPTv1; rua=mailto:b@example.test'] }, 'several'],
    ['nobody knows, with an unsound one', { [at]: ['v=TLSRPTv1 rua=mailto:b@example.test'] }, 'malformed'],
    ['could not be asked', { [at]: 'timed-out' }, 'lookup-failed'],
    ['could not be answered', { [at]: 'lookup-failed' }, 'lookup-failed'],
  ])('%s', async (_name, zone, answer) => {
    expect((await look(zone)).answer).toBe(answer)
  })

  it('is asked with one question', async () => {
    expect((await look({ [at]: [sound] })).asked).toEqual([at])
  })

  it('is not asked without a domain', () => {
    expect(namesTlsRpt.moot?.({ release: '1', probes: [], stun: [], servers: [] })).toMatch(/No domain/)
  })
})
