import { describe, expect, it } from 'vitest'
import { exchangers } from '../../../../src/checks/looks/exchangers.ts'
import { type MxFacts, namesMx } from '../../../../src/checks/names/mx.ts'
import { conclude } from '../../../../src/core/conclude.ts'
import { success } from '../../../../src/core/failure.ts'
import { silentLine } from '../../silent-line.ts'
import { judgements } from '../judgements.ts'
import { hostAt, newAt } from './hosts.ts'
import { privacyInterfaces } from './privacy-interfaces.ts'
import { scriptedMail, type Zone } from './scripted-mail.ts'

const domain = 'example.test'
const host = 'mail.example.test'
const here = '25.203.113.7'
const there = '25.198.51.9'
const here6 = '2a10:db8:1:2::7'
const there6 = '2a10:db8:9:9::9'

function facts(parts: Partial<MxFacts> = {}): MxFacts {
  return { domain, exchangers: [hostAt(host, [here])], own: [here, here6], wanted: host, ...parts }
}

function alone(itself: ReturnType<typeof hostAt>): MxFacts {
  return facts({ failure: 'no-data', exchangers: [], itself })
}

judgements(namesMx, [
  ['a host here', facts(), 'points-here'],
  ['a host here, as the zone alone says so far', facts({ resolverDiffers: true }), 'resolver-differs'],
  ['a host here that the resolver does not find', facts({ exchangers: [newAt(host, [here])] }), 'points-here'],
  ['a host here in both families', facts({ exchangers: [hostAt(host, [here], [here6])] }), 'points-here'],
  ['a neighbour in the same /64', facts({ exchangers: [hostAt(host, [here], ['2a10:db8:1:2::9'])] }), 'points-here'],
  [
    'a family that this line is not known to have',
    facts({ own: [here], exchangers: [hostAt(host, [here], [there6])] }),
    'points-here',
  ],
  [
    'an address at home beside the public one',
    facts({ exchangers: [hostAt(host, ['192.168.1.2', here])] }),
    'points-here',
  ],
  ['no MX record, and the domain is here', alone(hostAt(domain, [here])), 'implicit'],
  ['a host elsewhere', facts({ exchangers: [hostAt(host, [there])] }), 'points-elsewhere'],
  ['no MX record, and the domain is elsewhere', alone(hostAt(domain, [there])), 'points-elsewhere'],
  [
    'a host here and one elsewhere',
    facts({ exchangers: [hostAt(host, [here]), hostAt('b.test', [there])] }),
    'partly-elsewhere',
  ],
  ['a host here over IPv4 alone', facts({ exchangers: [hostAt(host, [here], [there6])] }), 'partly-elsewhere'],
  ['no MX record, and the domain is in two places', alone(hostAt(domain, [here, there])), 'partly-elsewhere'],
  [
    'a host here and one without address',
    facts({ exchangers: [hostAt(host, [here]), hostAt('b.test', 'no-data')] }),
    'partly-unusable',
  ],
  ['no such domain', facts({ failure: 'name-not-found', exchangers: [] }), 'missing'],
  ['neither MX record nor address', alone(hostAt(domain, 'no-data')), 'missing'],
  ['a domain that takes no mail', facts({ exchangers: [hostAt('.', 'no-data')] }), 'null-mx'],
  ['one that cannot decide', facts({ exchangers: [hostAt('.', 'no-data'), hostAt(host, [here])] }), 'null-mx'],
  ['an alias', facts({ exchangers: [hostAt(host, [here], 'no-data', ['home.test'])] }), 'alias'],
  [
    'an address for a name',
    facts({ exchangers: [hostAt(here, 'name-not-found', 'name-not-found')] }),
    'address-literal',
  ],
  ['a host that does not exist', facts({ exchangers: [hostAt(host, 'name-not-found', 'name-not-found')] }), 'dangling'],
  ['an alias of nothing', facts({ exchangers: [hostAt(host, 'no-data', 'no-data', ['gone.test'])] }), 'dangling'],
  ['a host at home', facts({ exchangers: [hostAt(host, ['192.168.1.2'], ['fd00::2'])] }), 'private'],
  ['a host behind its provider’s translation', facts({ exchangers: [hostAt(host, ['100.64.3.2'])] }), 'private'],
  ['no MX record, and the domain is at home', alone(hostAt(domain, ['10.0.0.2'])), 'private'],
  ['an address of ours that nobody knows', facts({ own: [] }), 'not-compared'],
  ['the same without MX records', { ...alone(hostAt(domain, [here])), own: [] }, 'not-compared'],
  ['nobody answers', facts({ failure: 'timed-out', exchangers: [] }), 'lookup-failed'],
  ['nobody answers for the host', facts({ exchangers: [hostAt(host, 'timed-out', 'no-data')] }), 'lookup-failed'],
  ['nobody answers for its IPv6', facts({ exchangers: [hostAt(host, 'no-data', 'lookup-failed')] }), 'lookup-failed'],
  ['nobody answers for the domain itself', alone(hostAt(domain, 'lookup-failed')), 'lookup-failed'],
])

describe('what is said', () => {
  it('has the records to publish', () => {
    const { remedy } = conclude(namesMx, facts({ failure: 'name-not-found', exchangers: [] }), [])
    expect(remedy).toContain(
      `"example.test. MX 10 mail.example.test.", "mail.example.test. A ${here}", "mail.example.test. AAAA ${here6}"`,
    )
  })

  it('names the host behind an alias', () => {
    const { remedy } = conclude(
      namesMx,
      facts({ exchangers: [hostAt(host, [here], 'no-data', ['a.test', 'home.test'])] }),
      [],
    )
    expect(remedy).toContain('name home.test')
  })

  it('tells which host is where', () => {
    const { says } = conclude(namesMx, facts({ exchangers: [hostAt(host, [here]), hostAt('b.test', [there])] }), [])
    expect(says).toContain(`${host} (${here}) is here; b.test (${there}) is elsewhere`)
  })
})

describe('where mail is led', () => {
  const asked = { release: '1', probes: [], stun: [], servers: [], domain }

  const seenHere = { v4: { address: here, onThisMachine: false } }

  async function answer(zone: Zone, given: object = seenHere, unheardOf: Zone = {}) {
    const { line } = scriptedMail({ zone, unheardOf })
    const found = await exchangers.observe(line, {} as never, asked)
    const seen = await namesMx.observe(silentLine(), { exchangers: found, ...given } as never, asked, () => {})
    return namesMx.judge(seen)
  }

  it.each<[string, Zone, string]>([
    ['here', { [`${domain} MX`]: [`10 ${host}`], [`${host} A`]: [here] }, 'points-here'],
    ['to the domain itself', { [`${domain} A`]: [here] }, 'implicit'],
    ['to an alias', { [`${domain} MX`]: [`10 ${host}`], [`${host} CNAME`]: ['h.test'], 'h.test A': [here] }, 'alias'],
    ['to nobody', { [`${domain} MX`]: ['0 .'] }, 'null-mx'],
    ['to an address', { [`${domain} MX`]: [`10 ${here}`] }, 'address-literal'],
    ['to a host that is not there', { [`${domain} MX`]: [`10 ${host}`] }, 'dangling'],
    ['nowhere', {}, 'missing'],
    ['nobody knows where', { [`${domain} MX`]: 'lookup-failed' }, 'lookup-failed'],
  ])('%s', async (_name, zone, expected) => {
    expect(await answer(zone)).toBe(expected)
  })

  it('is told where only the zone itself knows', async () => {
    const unheardOf = { [`${domain} MX`]: [`10 ${host}`] }
    expect(await answer({ [`${host} A`]: [here] }, seenHere, unheardOf)).toBe('resolver-differs')
  })

  it('is to be published with an address that lasts, not with the privacy address that others see', async () => {
    const gone = '2a10:db8:1:2:8c3f:52b1:9d04:e7a2'
    const { host: machine } = silentLine()
    const interfaces = async () => success(privacyInterfaces(gone, here6))
    const line = { ...silentLine(), host: { ...machine, interfaces } }
    const given = { exchangers: { exchangers: [], failure: 'no-data', authentic: false }, v6: { address: gone } }
    const seen = await namesMx.observe(line, given as never, asked, () => {})
    expect(conclude(namesMx, seen, []).remedy).toContain(`"mail.${domain}. AAAA ${here6}"`)
  })

  it('is not compared with an address that nobody has seen', async () => {
    expect(await answer({ [`${domain} MX`]: [`10 ${host}`], [`${host} A`]: [here] }, {})).toBe('not-compared')
  })

  it('is not asked without a domain', () => {
    expect(namesMx.moot?.({ release: '1', probes: [], stun: [], servers: [] })).toMatch(/No domain/)
  })
})
