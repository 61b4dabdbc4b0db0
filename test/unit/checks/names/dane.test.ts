import { describe, expect, it } from 'vitest'
import { conclude } from '../../../../src/core/conclude.ts'
import { type DaneFacts, type DaneHostFacts, namesDane } from '../../../../src/checks/names/dane.ts'
import type { EchoesFacts } from '../../../../src/checks/looks/echoes.ts'
import type { ExchangerKeyFacts } from '../../../../src/checks/looks/exchanger-keys.ts'
import type { ExchangersFacts } from '../../../../src/checks/looks/exchangers.ts'
import type { HostTlsaFacts } from '../../../../src/checks/looks/tlsa.ts'
import type { Validates } from '../../../../src/protocols/dns/seen-to-validate.ts'
import { silentLine } from '../../silent-line.ts'
import { judgements } from '../judgements.ts'

const digest = (letter: string) => letter.repeat(64)
const text = `3 1 1 ${digest('a')}`
const record = { text, use: 'server', matches: true } as const
const signed = { addresses: true, tlsa: true }
const met = { place: 'this-line', stage: 'done' } as const
const sound: DaneHostFacts = {
  host: 'mail.example.test',
  records: [record],
  authentic: signed,
  bogus: false,
  tooNew: false,
  met,
  surely: true,
}
const bare: DaneHostFacts = { ...sound, records: [], failure: 'name-not-found' }
const another = { text: `3 1 1 ${digest('b')}`, use: 'server', matches: false } as const
const other: DaneHostFacts = { ...sound, records: [another] }
const unseen: DaneHostFacts = {
  ...sound,
  records: [{ text, use: 'server' }],
  met: { place: 'elsewhere', stage: 'connect', failure: 'timed-out' },
  surely: false,
}
const { met: _, ...untried } = unseen

function facts(hosts: readonly DaneHostFacts[], parts: Partial<DaneFacts> = {}): DaneFacts {
  return { domain: 'example.test', validates: 'yes', mxAuthentic: true, hosts, ...parts }
}

judgements(namesDane, [
  ['a record that is for the key', facts([sound]), 'matches'],
  ['the next key beside the one in use', facts([{ ...sound, records: [another, record] }]), 'matches'],
  ['one of two hosts has records', facts([sound, { ...bare, host: 'backup.example.test' }]), 'matches'],
  ['no records', facts([bare]), 'not-published'],
  ['no records, and a resolver that checks nothing', facts([bare], { validates: 'no' }), 'not-published'],
  ['nobody takes mail', facts([], { failure: 'name-not-found' }), 'not-published'],
  ['a null MX', facts([]), 'not-published'],
  ['the MX records are not signed', facts([sound], { mxAuthentic: false }), 'not-signed'],
  ['the addresses are not', facts([{ ...sound, authentic: { addresses: false, tlsa: true } }]), 'not-signed'],
  ['the records are not', facts([{ ...other, authentic: { addresses: true, tlsa: false } }]), 'not-signed'],
  [
    'usages that mail does not use',
    facts([{ ...sound, records: [{ text: '1 1 1 ab', use: 'for-browsers' }] }]),
    'unusable',
  ],
  [
    'records that are none',
    facts([
      {
        ...sound,
        records: [
          { text: '3 1 1 ab', use: 'wrong-length' },
          { text: '9 9 9 ab', use: 'unknown' },
        ],
      },
    ]),
    'unusable',
  ],
  ['a record for another key', facts([other]), 'mismatch'],
  ['one of two hosts has another key', facts([sound, { ...other, host: 'backup.example.test' }]), 'mismatch'],
  ['no TLS is offered', facts([{ ...unseen, met: { place: 'this-line', stage: 'no-tls' }, surely: true }]), 'mismatch'],
  ['signatures that are wrong', facts([{ ...bare, failure: 'lookup-failed', bogus: true }]), 'bogus'],
  [
    'one host of two with wrong signatures',
    facts([sound, { ...bare, failure: 'lookup-failed', bogus: true }]),
    'bogus',
  ],
  [
    'a resolver that was seen to pass bad ones on says that these are',
    facts([{ ...bare, failure: 'lookup-failed', bogus: true }], { validates: 'no' }),
    'lookup-failed',
  ],
  [
    'signatures of which the resolver says nothing',
    facts([sound], { validates: 'silently' }),
    'resolver-does-not-validate',
  ],
  ['the same, and nobody could be met', facts([unseen], { validates: 'no' }), 'resolver-does-not-validate'],
  ['the same, and another key', facts([other], { validates: 'unknown' }), 'resolver-does-not-validate'],
  ['port 25 is shut here', facts([unseen]), 'not-compared'],
  [
    'another key, and perhaps somebody between',
    facts([{ ...other, surely: false, met: { place: 'elsewhere', stage: 'done' } }]),
    'not-compared',
  ],
  [
    'the server here has another key, and may be another',
    facts([{ ...other, surely: false, met: { place: 'this-machine', stage: 'done' } }]),
    'not-compared',
  ],
  [
    'no TLS, and perhaps somebody between',
    facts([{ ...unseen, met: { place: 'elsewhere', stage: 'no-tls' } }]),
    'not-compared',
  ],
  ['a host at home', facts([{ ...unseen, met: { place: 'elsewhere', stage: 'address' } }]), 'not-compared'],
  ['a host that was not tried', facts([untried]), 'not-compared'],
  [
    'an authority that need not be sent',
    facts([{ ...sound, records: [{ text: '2 0 0 3082', use: 'authority' }] }]),
    'not-compared',
  ],
  ['the records could not be asked for', facts([{ ...bare, failure: 'timed-out' }]), 'lookup-failed'],
  ['the MX records could not', facts([], { failure: 'lookup-failed' }), 'lookup-failed'],
  [
    'the resolver does not have them yet',
    facts([{ ...sound, authentic: { addresses: true, tlsa: false }, tooNew: true }]),
    'lookup-failed',
  ],
])

describe('what is said', () => {
  const says = (some: DaneFacts) => conclude(namesDane, some, []).says

  it('names each link that is not signed', () => {
    const unsigned = { ...sound, authentic: { addresses: false, tlsa: false } }
    expect(says(facts([unsigned], { mxAuthentic: false }))).toContain(
      'the MX records of example.test and the addresses of mail.example.test and the TLSA records of mail.example.test are not signed',
    )
  })

  it('tells why a certificate was not seen', () => {
    expect(says(facts([unseen]))).toContain('was not to be seen on port 25 from here (no answer came in time)')
  })

  it('is no digest', () => {
    expect(says(facts([{ ...sound, records: [{ text: `1 1 1 ${digest('c')}`, use: 'for-browsers' }] }]))).toContain(
      '"1 1 1 …"',
    )
  })
})

describe('the facts', () => {
  const host = {
    host: 'mail.example.test',
    aliases: [],
    v4: { addresses: ['25.203.113.7'], authentic: true },
    v6: { addresses: [], authentic: false },
  }
  const found: ExchangersFacts = { domain: 'example.test', authentic: true, exchangers: [{ preference: 10, ...host }] }
  const published: HostTlsaFacts = { host: host.host, records: [text], authentic: signed, bogus: false, tooNew: false }
  const digests = { sha256: digest('a'), sha512: digest('a').repeat(2) }
  const shown: ExchangerKeyFacts = {
    host: host.host,
    address: '25.203.113.7',
    place: 'elsewhere',
    stage: 'done',
    certificate: {
      problem: 'self-signed',
      named: true,
      expired: false,
      chain: [{ certificate: digests, key: digests }],
    },
  }
  const open: EchoesFacts = { alive: true, ports: [{ port: 25, ended: 'ours', changed: 'nothing', stage: 'done' }] }

  async function observed(given: object) {
    const all = {
      exchangers: found,
      tlsa: { hosts: [published] },
      keys: { hosts: [shown] },
      resolver: { validates: 'yes' as Validates },
      ...given,
    }
    return namesDane.observe(
      silentLine(),
      all as never,
      { release: '1', probes: [], stun: [], servers: [], domain: 'example.test' },
      () => {},
    )
  }

  it('join what the zone promises with what is shown', async () => {
    const seen = await observed({})
    expect(seen.hosts).toEqual([
      { ...published, records: [record], met: { place: 'elsewhere', stage: 'done' }, surely: false },
    ])
    expect(namesDane.judge(seen)).toBe('matches')
  })

  it.each<[string, object, boolean]>([
    ['nobody knows who is between', {}, false],
    ['port 25 leaves this line untouched', { echoes: open }, true],
    [
      'somebody ends TLS on port 25',
      { echoes: { alive: true, ports: [{ ...open.ports[0], changed: 'tls-taken' }] } },
      false,
    ],
    ['another port leaves it untouched', { echoes: { alive: true, ports: [{ ...open.ports[0], port: 587 }] } }, false],
    [
      'the public vouches for it',
      { keys: { hosts: [{ ...shown, certificate: { ...shown.certificate, problem: undefined } }] } },
      true,
    ],
    ['it is this line', { keys: { hosts: [{ ...shown, place: 'this-line' }] } }, true],
    [
      'it is only a server on this machine',
      { keys: { hosts: [{ ...shown, place: 'this-machine' }] }, echoes: open },
      false,
    ],
    ['it was not met', { keys: undefined }, false],
  ])('say whether it is surely the host: %s', async (_name, given, surely) => {
    expect((await observed(given)).hosts[0]?.surely).toBe(surely)
  })

  it('take a domain without MX records for signed where its addresses are', async () => {
    const itself = { domain: 'example.test', authentic: false, failure: 'no-data', exchangers: [], itself: host }
    const seen = await observed({ exchangers: itself })
    expect(seen.mxAuthentic).toBe(true)
    expect(namesDane.judge(seen)).toBe('matches')
  })

  it('know nothing of a resolver that could not be looked at', async () => {
    expect((await observed({ resolver: undefined })).validates).toBe('unknown')
  })
})
