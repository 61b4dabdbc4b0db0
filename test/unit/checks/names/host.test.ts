import { describe, expect, it } from 'vitest'
import type { DialBackFacts } from '../../../../src/checks/looks/dial-back.ts'
import { exchangers } from '../../../../src/checks/looks/exchangers.ts'
import { mailHost } from '../../../../src/checks/looks/mail-host.ts'
import { type HostCheckFacts, namesHost } from '../../../../src/checks/names/host.ts'
import { conclude } from '../../../../src/core/conclude.ts'
import { silentLine } from '../../silent-line.ts'
import { judgements } from '../judgements.ts'
import { hostAt, newAt } from './hosts.ts'
import { scriptedMail, type Zone } from './scripted-mail.ts'

const domain = 'example.test'
const host = 'mail.example.test'
const here = '25.203.113.7'
const there = '25.198.51.9'
const here6 = '2a10:db8:1:2::7'

function facts(found: ReturnType<typeof hostAt> | undefined, parts: Partial<HostCheckFacts> = {}): HostCheckFacts {
  return { ...(found && { found }), own: [here, here6], closedOverV6: false, wanted: host, ...parts }
}

judgements(namesHost, [
  ['this line', facts(hostAt(host, [here])), 'points-here'],
  ['this line in both families', facts(hostAt(host, [here], [here6])), 'points-here'],
  ['this line, as its zone alone says so far', facts(newAt(host, [here])), 'resolver-differs'],
  ['elsewhere, as its zone alone says so far', facts(newAt(host, [there])), 'points-elsewhere'],
  ['IPv6 that is shut', facts(hostAt(host, [here], [here6]), { closedOverV6: true }), 'v6-published-but-closed'],
  ['IPv6 that is somebody else’s', facts(hostAt(host, [here], ['2a10:db8:9::9'])), 'partly-elsewhere'],
  ['an old address', facts(hostAt(host, [there])), 'points-elsewhere'],
  [
    'an old address, with IPv6 that is shut',
    facts(hostAt(host, [there], 'no-data'), { closedOverV6: true }),
    'points-elsewhere',
  ],
  ['no such name', facts(hostAt(host, 'name-not-found', 'name-not-found')), 'missing'],
  ['no address', facts(hostAt(host, 'no-data')), 'missing'],
  ['no host', facts(undefined), 'missing'],
  ['no domain', facts(undefined, { failure: 'name-not-found' }), 'missing'],
  ['an address at home', facts(hostAt(host, ['192.168.1.7'])), 'private'],
  ['a line that nobody has seen', facts(hostAt(host, [here]), { own: [] }), 'not-compared'],
  ['nobody answers', facts(hostAt(host, 'timed-out', 'no-data')), 'lookup-failed'],
  ['nobody answers for IPv6', facts(hostAt(host, 'no-data', 'timed-out')), 'lookup-failed'],
  ['nobody answers for the domain', facts(undefined, { failure: 'timed-out' }), 'lookup-failed'],
])

it('has the records to publish', () => {
  expect(conclude(namesHost, facts(hostAt(host, [there])), []).remedy).toContain(
    `"${host}. A ${here}" and "${host}. AAAA ${here6}"`,
  )
})

it('is no address, though one may stand in its place', () => {
  const literal = hostAt(here, 'name-not-found', 'name-not-found')
  expect(conclude(namesHost, facts(literal), []).says).toContain(`an address (${here}) stands where the name`)
})

it('tells which of its records are not seen', () => {
  const { says } = conclude(namesHost, facts(newAt(host, [here])), [])
  expect(says).toContain('does not find its A record, while the zone’s own name servers have it')
})

describe('the name of the mail host', () => {
  const zone: Zone = { [`${domain} MX`]: [`10 ${host}`], [`${host} A`]: [here], [`${host} AAAA`]: [here6] }
  const v4 = { address: here, onThisMachine: false }
  const v6 = { address: here6, onThisMachine: true }

  type Named = { readonly domain?: string; readonly host?: string }

  async function look(some: Zone, given: object = {}, named: Named = { domain }, unheardOf: Zone = {}) {
    const { line } = scriptedMail({ zone: some, unheardOf })
    const asked = { release: '1', probes: [], stun: [], servers: [], ...named }
    const takers = await exchangers.observe(line, {} as never, asked)
    const found = await mailHost.observe(line, { exchangers: takers } as never, asked)
    return namesHost.observe(
      silentLine(),
      { mailHost: found, exchangers: takers, v4, v6, ...given } as never,
      asked,
      () => {},
    )
  }

  function dialled(parts: object, call: DialBackFacts['call'] = 'done') {
    const seen = { port: 25, behind: 'server', arrived: false, result: 'timed-out', ...parts }
    return { dialBack: { call, ports: [seen], control: null, hairpin: null } }
  }

  it.each<[string, Zone, string]>([
    ['leads here', zone, 'points-here'],
    ['is the domain itself', { [`${domain} A`]: [here] }, 'points-here'],
    ['is a null MX’s, which is none', { [`${domain} MX`]: ['0 .'] }, 'missing'],
    ['leads elsewhere', { ...zone, [`${host} A`]: [there], [`${host} AAAA`]: 'no-data' }, 'points-elsewhere'],
    ['is not there', { [`${domain} MX`]: [`10 ${host}`] }, 'missing'],
    ['could not be asked for', { [`${domain} MX`]: 'timed-out' }, 'lookup-failed'],
  ])('%s', async (_name, some, answer) => {
    expect(namesHost.judge(await look(some))).toBe(answer)
  })

  it.each([['A'], ['AAAA']])('whose %s record only the zone itself knows', async (type) => {
    const { [`${host} ${type}`]: unseen = [], ...rest } = zone
    const seen = await look(rest, {}, { domain }, { [`${host} ${type}`]: unseen })
    expect(namesHost.judge(seen)).toBe('resolver-differs')
    expect(conclude(namesHost, seen, []).says).toContain(`does not find its ${type} record`)
  })

  it('is to be given a name where the MX record has an address', async () => {
    const seen = await look({ [`${domain} MX`]: [`10 ${here}`] })
    expect(conclude(namesHost, seen, []).remedy).toContain(`Publish "mail.${domain}. A ${here}"`)
  })

  it('is the one that was named', async () => {
    const seen = await look({ 'box.test A': [here] }, {}, { host: 'box.test' })
    expect(seen).toMatchObject({ found: { host: 'box.test' }, wanted: 'box.test' })
    expect(namesHost.judge(seen)).toBe('points-here')
  })

  it.each<[string, object, boolean]>([
    ['nobody got through', dialled({}), true],
    ['the probe was turned back', dialled({ result: 'refused' }), true],
    ['the probe got through', dialled({ arrived: true, result: 'open-other' }), false],
    ['another machine answered', dialled({ result: 'open-other' }), false],
    ['the probe could not try', dialled({ result: 'probe-unable' }), false],
    ['there was nothing to dial', dialled({ behind: 'nothing' }), false],
    ['the call was not made', dialled({}, 'no-vantage'), false],
    ['this line has another address', { ...dialled({}), v6: { ...v6, address: '2a10:db8:1:2::8' } }, false],
    ['nobody dialled', {}, false],
  ])('is shut over IPv6, or not known to be: %s', async (_name, given, closed) => {
    expect((await look(zone, given)).closedOverV6).toBe(closed)
  })

  it('is not asked for without a domain or a host', () => {
    const asked = { release: '1', probes: [], stun: [], servers: [] }
    expect(namesHost.moot?.(asked)).toMatch(/Neither/)
    expect(namesHost.moot?.({ ...asked, host })).toBeUndefined()
  })
})
