import { describe, expect, it } from 'vitest'
import { rememberedNames } from '../../../../src/protocols/spf/remembered-names.ts'
import { spfSender } from '../../../../src/protocols/spf/spf-sender.ts'
import { wholeRecord } from '../../../../src/protocols/spf/whole-record.ts'
import { receiver } from './spf-cases.ts'
import { type SpfZone, spfZone } from './spf-zone.ts'

async function whole(record: string, more: SpfZone = {}, ip = '192.0.2.1') {
  const { ask } = spfZone({ 'example.test TXT': [record], ...more })
  return wholeRecord(rememberedNames(ask), spfSender(ip, 'user@example.test', 'mail.test').sender, receiver)
}

describe('the whole of a record', () => {
  it.each([
    ['nothing that asks', 'v=spf1 ip4:192.0.2.1 ip6:2001:db8::1 -all', 0],
    ['terms behind the one that matches', 'v=spf1 ip4:192.0.2.1 a mx ptr exists:x.test -all', 4],
    ['nothing behind all', 'v=spf1 a -all mx', 1],
    ['no redirect beside all', 'v=spf1 a -all redirect=x.test', 1],
    ['%{p} as one more', 'v=spf1 a:%{p}.x.test -all', 2],
    ['not exp', 'v=spf1 -all exp=x.test', 0],
  ])('costs %s', async (_, record, lookups) => {
    expect(await whole(record)).toMatchObject({ lookups, complete: true })
  })

  it('costs what all of its includes and its redirect cost', async () => {
    const more = {
      'a.test TXT': ['v=spf1 a mx include:b.test'],
      'b.test TXT': ['v=spf1 exists:x.test ?all'],
      'c.test TXT': ['v=spf1 mx -all'],
    }
    // include a, its a, its mx, include b, its exists, include b again, its exists, redirect, its mx
    expect(await whole('v=spf1 include:a.test include:b.test redirect=c.test', more)).toEqual({
      lookups: 9,
      complete: true,
    })
  })

  it.each([
    ['there is none at its end', 'v=spf1 a include:none.test -all', {}, 2],
    ['one cannot be looked up', 'v=spf1 a include:a.test -all', { 'a.test TXT': 'timed-out' }, 2],
    ['one is broken', 'v=spf1 a include:a.test -all', { 'a.test TXT': ['v=spf1 a foo'] }, 2],
    ['there are two', 'v=spf1 a include:a.test -all', { 'a.test TXT': ['v=spf1 a', 'v=spf1 a'] }, 2],
  ] as const)('is not known where %s', async (_, record, more, lookups) => {
    expect(await whole(record, more)).toEqual({ lookups, complete: false })
  })

  it('of a circle is more than anybody allows', async () => {
    const { lookups, complete } = await whole('v=spf1 include:example.test -all')
    expect(lookups).toBeGreaterThan(10)
    expect(complete).toBe(false)
  })

  it.each([
    ['+all', 'v=spf1 a +all', '+all'],
    ['all of IPv4', 'v=spf1 ip4:0.0.0.0/0 -all', 'ip4:0.0.0.0/0'],
    ['all of IPv4 in halves', 'v=spf1 ip4:0.0.0.0/1 ip4:128.0.0.0/1 -all', 'ip4:0.0.0.0/1'],
    ['whatever the address of a host', 'v=spf1 a/0 -all', 'a/0'],
    ['nobody', 'v=spf1 a mx ip4:10.0.0.0/8 -all', undefined],
    ['nobody of IPv4', 'v=spf1 ip6:::/0 a//0 -all', undefined],
    ['nobody, with another qualifier', 'v=spf1 ?all', undefined],
    ['nobody, behind all', 'v=spf1 -all +all', undefined],
  ])('lets pass %s', async (_, record, term) => {
    expect((await whole(record)).open?.term).toBe(term)
  })

  it('lets pass whom an include lets pass, unless it is excluded so', async () => {
    const more = { 'a.test TXT': ['v=spf1 +all'] }
    expect((await whole('v=spf1 include:a.test -all', more)).open).toEqual({ domain: 'a.test', term: '+all' })
    expect((await whole('v=spf1 redirect=a.test', more)).open).toEqual({ domain: 'a.test', term: '+all' })
    expect((await whole('v=spf1 -include:a.test ?all', more)).open).toBeUndefined()
  })

  it('is looked at for the family of the sender', async () => {
    expect((await whole('v=spf1 ip6:::/0 -all', {}, '2001:db8::1')).open?.term).toBe('ip6:::/0')
  })
})
