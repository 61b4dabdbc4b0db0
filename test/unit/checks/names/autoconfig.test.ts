import { describe, expect, it } from 'vitest'
import { type AutoconfigFacts, namesAutoconfig, type ServiceFacts } from '../../../../src/checks/names/autoconfig.ts'
import { conclude } from '../../../../src/core/conclude.ts'
import { judgements } from '../judgements.ts'
import { hostAt } from './hosts.ts'
import { scriptedMail, type Zone } from './scripted-mail.ts'

const domain = 'example.test'
const host = 'mail.example.test'
const here = '25.203.113.7'
const there = '25.198.51.9'

function facts(services: readonly ServiceFacts[], parts: Partial<AutoconfigFacts> = {}): AutoconfigFacts {
  return { domain, services, hosts: [], silent: [], own: [here], wanted: host, ...parts }
}

function imaps(...at: Parameters<typeof hostAt>): ServiceFacts {
  return { service: '_imaps._tcp', text: `0 1 993 ${at[0]}`, port: 993, found: hostAt(...at) }
}

const sound = imaps(host, [here])

judgements(namesAutoconfig, [
  ['a service here', facts([sound]), 'published'],
  ['a service, and our own address is not known', facts([sound], { own: [] }), 'published'],
  ['a host to ask alone', facts([], { hosts: [hostAt(`autoconfig.${domain}`, [there])] }), 'published'],
  [
    'a page of settings elsewhere',
    facts([{ ...imaps('b.test', [there]), service: '_autodiscover._tcp' }]),
    'published',
  ],
  ['nothing', facts([], { hosts: [hostAt(`autoconfig.${domain}`, 'name-not-found')] }), 'not-published'],
  ['a service that is not offered', facts([imaps('.', 'no-data')]), 'not-published'],
  ['an alias', facts([sound, imaps(host, [here], 'no-data', ['h.test'])]), 'malformed'],
  ['a host without an address', facts([imaps(host, 'name-not-found', 'name-not-found')]), 'malformed'],
  ['an address for a name', facts([imaps(here, 'no-data')]), 'malformed'],
  ['a port that is none', facts([{ ...sound, port: 0 }]), 'malformed'],
  ['a record that is none', facts([{ service: '_imaps._tcp', text: 'x' }]), 'malformed'],
  ['a service elsewhere', facts([sound, imaps('b.test', [there])]), 'points-elsewhere'],
  ['a service at home', facts([imaps(host, ['192.168.1.2'])], { own: [] }), 'points-elsewhere'],
  ['nobody answers', facts([], { silent: [{ host: `_imaps._tcp.${domain}`, failure: 'timed-out' }] }), 'lookup-failed'],
  ['nobody answers, but for one', facts([sound], { silent: [{ host: 'x.test', failure: 'timed-out' }] }), 'published'],
  ['nobody answers for the host', facts([imaps(host, 'timed-out')]), 'published'],
])

it('has the records to publish', () => {
  expect(conclude(namesAutoconfig, facts([imaps('b.test', [there])]), []).remedy).toContain(
    `"_submissions._tcp.${domain}. SRV 0 1 465 ${host}.", "_imaps._tcp.${domain}. SRV 0 1 993 ${host}.", "${host}. A ${here}"`,
  )
})

describe('what mail programs are told', () => {
  async function answer(zone: Zone) {
    const { line } = scriptedMail({ zone })
    const asked = { release: '1', probes: [], stun: [], servers: [], domain }
    const given = { v4: { address: here, onThisMachine: false } } as never
    return namesAutoconfig.judge(await namesAutoconfig.observe(line, given, asked, () => {}))
  }

  const at = `_imaps._tcp.${domain} SRV`

  it.each<[string, Zone, string]>([
    ['a service here', { [at]: [`0 1 993 ${host}`], [`${host} A`]: [here] }, 'published'],
    ['a service elsewhere', { [at]: [`0 1 993 ${host}`], [`${host} A`]: [there] }, 'points-elsewhere'],
    ['whom to ask', { [`autodiscover.${domain} CNAME`]: ['a.test'], 'a.test A': [there] }, 'published'],
    ['that nothing is offered', { [at]: ['0 0 0 .'] }, 'not-published'],
    ['a host that is not there', { [at]: [`0 1 993 ${host}`] }, 'malformed'],
    ['an alias', { [at]: [`0 1 993 ${host}`], [`${host} CNAME`]: ['h.test'], 'h.test A': [here] }, 'malformed'],
    ['an address', { [at]: [`0 1 993 ${here}`] }, 'malformed'],
    ['nothing', {}, 'not-published'],
    ['what nobody knows', { [at]: 'timed-out' }, 'lookup-failed'],
    ['what nobody knows of a host', { [`autoconfig.${domain} A`]: 'lookup-failed' }, 'lookup-failed'],
  ])('%s', async (_name, zone, expected) => {
    expect(await answer(zone)).toBe(expected)
  })

  it('is not asked without a domain', () => {
    expect(namesAutoconfig.moot?.({ release: '1', probes: [], stun: [], servers: [] })).toMatch(/No domain/)
  })
})
