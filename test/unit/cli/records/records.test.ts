import { describe, expect, it } from 'vitest'
import type { Line } from '../../../../src/core/line.ts'
import { failed, success } from '../../../../src/core/failure.ts'
import { compare } from '../../../../src/cli/commands/records/compare.ts'
import { formFields } from '../../../../src/cli/commands/records/form-fields.ts'
import { formTable } from '../../../../src/cli/commands/records/form-table.ts'
import { policyPage, recordSet } from '../../../../src/cli/commands/records/record-set.ts'
import { zoneFragment } from '../../../../src/cli/commands/records/zone-fragment.ts'
import { zoneToEdit } from '../../../../src/cli/commands/records/zone-to-edit.ts'
import { readPolicy } from '../../../../src/protocols/mta-sts/read-policy.ts'
import { silentLine } from '../../silent-line.ts'
import { scriptedMail, type Zone } from '../../checks/names/scripted-mail.ts'

/** A resolver that knows one zone and, beside its own name, those within it that are named. */
function zoneAt(zone: string, ...within: readonly string[]): Line['ask'] {
  const server = { address: '192.0.2.53', port: 53 }
  return async ({ name, type }) => {
    const data = type === 'SOA' ? 'ns.test. root.test. 1 2 3 4 5' : 'ns.test'
    const told = type === 'SOA' || (type === 'NS' && name === zone)
    if (told) return success({ answers: [{ name: zone, type, ttl: 60, data }], authentic: false, server })
    return failed(name === zone || within.includes(name) ? 'no-data' : 'name-not-found')
  }
}

const names = {
  domain: 'example.test',
  host: 'mail.example.test',
  addresses: ['203.0.113.5', '2001:db8::5'],
  selectors: ['s1'],
}
const set = recordSet(names)

/** The whole set as a zone that has published it. */
const whole: Zone = {
  'example.test MX': ['10 mail.example.test'],
  'mail.example.test A': ['203.0.113.5'],
  'mail.example.test AAAA': ['2001:db8::5'],
  '5.113.0.203.in-addr.arpa PTR': ['mail.example.test'],
  [`${'5.0.0.0.'.padEnd(48, '0.')}8.b.d.0.1.0.0.2.ip6.arpa PTR`]: ['mail.example.test'],
  'example.test TXT': ['hello', 'v=spf1 mx -all'],
  's1._domainkey.example.test TXT': ['k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo='],
  '_dmarc.example.test TXT': ['v=DMARC1; p=reject'],
  '_submissions._tcp.example.test SRV': ['0 1 465 mail.example.test'],
  '_imaps._tcp.example.test SRV': ['0 1 993 mail.example.test'],
  'mta-sts.example.test A': ['203.0.113.9'],
  '_mta-sts.example.test TXT': ['v=STSv1; id=7'],
  '_smtp._tls.example.test TXT': ['v=TLSRPTv1; rua=mailto:tls@example.test'],
  'example.test CAA': ['0 issue "ca.test"'],
}

async function states(zone: Zone) {
  const compared = await compare(scriptedMail({ zone }).line, set)
  return { compared, of: (key: string) => compared.find(({ name, type }) => `${name} ${type}` === key)?.state }
}

describe('the records of a domain', () => {
  it('are all there, be it in other words', async () => {
    const { compared } = await states(whole)
    expect(compared.filter(({ state }) => state !== 'there')).toEqual([])
    expect(compared).toHaveLength(Object.keys(whole).length)
  })

  it('are all missing', async () => {
    const { compared } = await states({})
    expect(new Set(compared.map(({ state }) => state))).toEqual(new Set(['missing']))
  })

  it.each<[string, string, readonly string[]]>([
    ['another host', 'example.test MX', ['10 mail.example.test', '20 backup.test']],
    ['another address', 'mail.example.test A', ['203.0.113.6']],
    ['the name of a provider', '5.113.0.203.in-addr.arpa PTR', ['5.dyn.test']],
    ['two of a kind', 'example.test TXT', ['v=spf1 mx -all', 'v=spf1 -all']],
    ['a slip', 'example.test TXT', ['v=spf1 mx-all']],
    ['another slip', '_dmarc.example.test TXT', ['"v=DMARC1; p=none"']],
    ['an unknown policy', '_dmarc.example.test TXT', ['v=DMARC1; p=deny']],
    ['half a key', 's1._domainkey.example.test TXT', ['v=DKIM1; p=AAAA']],
    ['a key that was taken back', 's1._domainkey.example.test TXT', ['v=DKIM1; p=']],
    ['another port’s host', '_imaps._tcp.example.test SRV', ['0 0 0 .']],
    ['no id', '_mta-sts.example.test TXT', ['v=STSv1; x=y']],
    ['no address', '_smtp._tls.example.test TXT', ['v=TLSRPTv1; x=y']],
    ['nobody who may', 'example.test CAA', ['0 issue ";"']],
  ])('differ with %s', async (_name, key, found) => {
    expect((await states({ ...whole, [key]: found })).of(key)).toBe('differs')
  })

  it('are missing where there are texts of another kind alone', async () => {
    expect((await states({ 'example.test TXT': ['hello'] })).of('example.test TXT')).toBe('missing')
  })

  it('are not known where nobody answers', async () => {
    expect((await states({ 'example.test MX': 'timed-out' })).of('example.test MX')).toBe('not-known')
  })

  it('make a part of a zone file, in which what is there stays', async () => {
    const text = zoneFragment((await states({ ...whole, 'example.test MX': 'no-data' })).compared)
    expect(text.split('\n')).toEqual(
      expect.arrayContaining([
        'example.test. IN MX 10 mail.example.test. ; missing',
        'mail.example.test. IN AAAA 2001:db8::5 ; there',
        '; 5.113.0.203.in-addr.arpa. IN PTR mail.example.test. ; there',
        '_dmarc.example.test. IN TXT "v=DMARC1; p=reject" ; there',
        '_imaps._tcp.example.test. IN SRV 0 1 993 mail.example.test. ; there',
        'mta-sts.example.test. IN CNAME mail.example.test. ; there',
        'example.test. IN CAA 0 issue "ca.test" ; there',
      ]),
    )
  })

  it('have a key as a comment, which only the mail server knows', async () => {
    expect(zoneFragment((await states({})).compared)).toContain('; s1._domainkey.example.test. IN TXT (the mail server')
  })

  it('stay one line each, whatever stands in the zone', async () => {
    const text = `v=DMARC1; p=none; x="a\\b"\n; y=${'é'.repeat(200)}`
    const zone = { ...whole, '_dmarc.example.test TXT': [text.replace('é'.repeat(200), 'e'.repeat(400))] }
    const line = zoneFragment((await states(zone)).compared)
      .split('\n')
      .find((each) => each.startsWith('_dmarc'))
    expect(line).toContain('x=\\"a\\\\b\\"\\010; y=')
    expect(line).toMatch(/e" "e+" ; there$/)
  })

  it('make a table for a web form, with what is there now', async () => {
    const { compared } = await states({ 'mail.example.test A': ['203.0.113.6'] })
    const table = formTable(compared, 'example.test', 80)
    expect(table).toContain(
      [
        'A of mail.example.test: DIFFERS. Where the server is.',
        '  name      mail',
        '  type      A',
        '  value     203.0.113.5',
        '  TTL       3600',
        '  now       203.0.113.6',
      ].join('\n'),
    )
    expect(table).toContain(
      ['  name      @', '  type      MX', '  priority  10', '  value     mail.example.test'].join('\n'),
    )
    expect(table).toContain('not there, and may come later')
    expect(table).toContain('The name of 2001:db8::5, in the pages of the provider')
    expect(table).toContain('  value     what the mail server tells')
    expect(table).not.toContain('undefined')
  })

  it.each([
    ['mail.example.test', 'example.test', 'mail'],
    ['example.test', 'example.test', '@'],
    ['_dmarc.sub.example.test', 'example.test', '_dmarc.sub'],
    ['mail.other.test', 'example.test', 'mail.other.test'],
    ['mail.notexample.test', 'example.test', 'mail.notexample.test'],
  ])('are named as a form has it: %s within %s', (name, zone, typed) => {
    expect(formFields({ name, type: 'A', data: '203.0.113.5' }, zone).name).toBe(typed)
  })

  it('have each of their parts in a field of its own', () => {
    const of = (type: 'SRV' | 'CAA' | 'TXT', data: string) =>
      formFields({ name: 'example.test', type, data }, 'example.test')
    expect(of('SRV', '0 1 993 mail.example.test')).toMatchObject({
      priority: 0,
      weight: 1,
      port: 993,
      value: 'mail.example.test',
    })
    expect(of('CAA', '0 issue "ca.test"')).toMatchObject({ flags: 0, tag: 'issue', value: 'ca.test' })
    expect(of('TXT', 'v=spf1 mx -all')).toMatchObject({ value: 'v=spf1 mx -all', ttl: 3600 })
  })

  it.each<[string, string, Line['ask'], string]>([
    ['its own zone', 'example.test', zoneAt('example.test'), 'example.test'],
    ['a part of one', 'sub.example.test', zoneAt('example.test', 'sub.example.test'), 'example.test'],
    ['new, and what is above is not one’s own', 'example.co.test', zoneAt('co.test'), 'example.co.test'],
    ['right below a top level', 'example.test', zoneAt('test', 'example.test'), 'example.test'],
    ['not known', 'example.test', async () => failed('timed-out'), 'example.test'],
  ])('are typed into the zone that the domain is: %s', async (_name, domain, ask, zone) => {
    expect(await zoneToEdit(silentLine({ ask }), domain)).toBe(zone)
  })

  it('come with a policy that senders can read', () => {
    const { url, text } = policyPage(names)
    expect(url).toBe('https://mta-sts.example.test/.well-known/mta-sts.txt')
    expect(readPolicy(text)).toMatchObject({ mode: 'testing', mx: ['mail.example.test'] })
  })
})
