import { describe, expect, it } from 'vitest'
import type { RouterFound } from '../../../../src/cli/commands/ports/find-router.ts'
import { noLanguageWords } from '../../../../src/cli/commands/ports/no-language-words.ts'
import { noRouterWords } from '../../../../src/cli/commands/ports/no-router-words.ts'
import { openingWords } from '../../../../src/cli/commands/ports/opening-words.ts'
import { outsideWords } from '../../../../src/cli/commands/ports/outside-words.ts'
import { closedWords, type PortClosed } from '../../../../src/cli/commands/ports/port-closed.ts'
import type { PortEnd } from '../../../../src/cli/commands/ports/port-ended.ts'
import type { PortOutside } from '../../../../src/cli/commands/ports/port-outside.ts'
import { timeLeft } from '../../../../src/cli/commands/ports/time-left.ts'
import type { Told } from '../../../../src/cli/commands/ports/told.ts'
import type { TableEntry } from '../../../../src/core/journal.ts'
import type { HeldMapping } from '../../../../src/protocols/router/opening.ts'
import type { Restored } from '../../../../src/protocols/router/restore.ts'
import type { RouterMet } from '../../../../src/protocols/router/router-met.ts'
import type { RouterMetV6 } from '../../../../src/protocols/router/router-met-v6.ts'

const here = '192.168.1.10'
const internal = { address: here, port: 25 }
const entry: TableEntry = {
  external: 25,
  internal: { address: '192.168.1.11', port: 25 },
  leaseS: 0,
  enabled: true,
  description: 'old rule',
  remoteHost: '',
}
const held: HeldMapping = { id: 'n1', speech: 'upnp', external: 25, internal, leaseS: 3600 }
const scene = { ports: [25], own: [here], journalPath: '/home/somebody/router-journal.jsonl', nowMs: 0 }

/** Complete sentences, and a way out wherever something is not as it was asked for. */
function expectPlain({ mark, says, remedy }: Told) {
  for (const text of [says, ...(remedy === undefined ? [] : [remedy])]) {
    expect(text).toMatch(/^["A-Z].*[.]$/s)
    expect(text).not.toMatch(/undefined|null|NaN|\[object| {2}|\.\.|,\./)
  }
  if (mark === 'bad') expect(remedy).toBeDefined()
}

const openings: { readonly [K in PortEnd['kind']]: Extract<PortEnd, { kind: K }> } = {
  opened: { kind: 'opened', held, readBack: 'as-asked' },
  renewed: { kind: 'renewed', held },
  'no-firewall': { kind: 'no-firewall' },
  'there-already': { kind: 'there-already', entry: { ...entry, internal, leaseS: 120 }, speech: 'upnp' },
  conflict: { kind: 'conflict', speech: 'upnp', owner: entry },
  substituted: { kind: 'substituted', speech: 'natpmp', external: 1024 },
  'not-kept': { kind: 'not-kept', speech: 'upnp', found: null },
  forbidden: { kind: 'forbidden', speech: 'upnp', code: 606, says: 'Action not authorized' },
  'no-wan': { kind: 'no-wan', speech: 'natpmp', code: 3 },
  'permanent-only': { kind: 'permanent-only', speech: 'upnp', code: 725 },
  'same-port-only': { kind: 'same-port-only', speech: 'upnp', code: 724 },
  refused: { kind: 'refused', speech: 'pcp', code: 8 },
  silent: { kind: 'silent', speech: 'upnp', failure: 'timed-out' },
  'not-noted': { kind: 'not-noted', failure: 'not-permitted' },
  'no-protocol': { kind: 'no-protocol' },
}

describe('what became of a port that was asked for', () => {
  const told = (ended: PortEnd, ports: readonly number[] = [25]) =>
    openingWords({ external: 25, internal, ended, attempts: [] }, { ...scene, ports })

  it.each(Object.values(openings))('is told plainly: %j', (ended) => {
    expectPlain(told(ended))
    expectPlain(told(ended, [25, 465, 993]))
  })

  it('has a sentence of its own for each end', () => {
    const said = Object.values(openings).map((ended) => told(ended).says)
    expect(new Set(said).size).toBe(said.length)
  })

  it('is good where the port is open, not where it is not, and unknown where it could not be asked for', () => {
    const marks = Object.values(openings).map((ended) => [ended.kind, told(ended).mark])
    expect(Object.fromEntries(marks)).toEqual({
      ...Object.fromEntries(Object.keys(openings).map((kind) => [kind, 'bad'])),
      opened: 'good',
      renewed: 'good',
      'no-firewall': 'good',
      'there-already': 'good',
      'no-protocol': 'open',
    })
  })

  it('names who has the port, and what stands there', () => {
    expect(told(openings.conflict).says).toBe(
      'Port 25 already leads to 192.168.1.11, port 25 ("old rule"). Nothing was changed.',
    )
    const own = { ...entry, internal: { address: here, port: 2525 }, enabled: false, remoteHost: '203.0.113.9' }
    expect(told({ kind: 'conflict', speech: 'upnp', owner: own }).says).toContain(
      'already leads to this machine, port 2525 ("old rule"), for callers from 203.0.113.9 alone, switched off.',
    )
    expect(told({ kind: 'conflict', speech: 'pcp' }).says).toContain('does not say why')
  })

  it('knows its own name in a rule for an address that this machine may have had', () => {
    const stale = { ...entry, description: 'mailworthy 25', leaseS: 3600 }
    const conflict = told({ kind: 'conflict', speech: 'upnp', owner: stale })
    expectPlain(conflict)
    expect(conflict.says).toContain('on this one when it had that address')
    expect(conflict.remedy).toContain('ends by itself in 1 h')
    const here2 = { ...stale, internal: { address: here, port: 2525 } }
    expect(told({ kind: 'conflict', speech: 'upnp', owner: here2 }).says).not.toContain('another machine')
  })

  it('tells that an owner whom the user gave up could not be replaced, or was', () => {
    const at = { external: 25, internal, attempts: [], agreed: entry }
    expect(openingWords({ ...at, ended: openings.conflict }, scene).says).toContain('does not let this machine take it')
    const taken = openingWords({ ...at, ended: openings.opened }, scene).says
    expect(taken).toContain('Until now it led to 192.168.1.11')
    expect(taken).toContain('puts that back')
  })

  it('claims no more than was seen', () => {
    const unseen = told({ kind: 'opened', held: { ...held, speech: 'pcp' }, readBack: 'not-told' }).says
    expect(unseen).toContain('So the router says in PCP')
    expect(told(openings.opened).says).not.toContain('says')
  })

  it('says how to do it by hand, over IPv6 in the firewall', () => {
    expect(told(openings.forbidden).remedy).toContain('Or: forward TCP port 25 to 192.168.1.10, the same port there')
    const hole = { external: 25, internal: { address: '2001:db8::5', port: 25 }, attempts: [] }
    expect(openingWords({ ...hole, ended: openings.forbidden }, scene).remedy).toContain(
      'Or: let TCP port 25 to 2001:db8::5 in, in the IPv6 firewall',
    )
  })

  it('tells how long it lasts, and another port where there is one', () => {
    expect(told({ ...openings.opened, held: { ...held, leaseS: 0 } }).says).toBe(
      'Port 25 leads to this machine for ever.',
    )
    const other = { external: 25, internal: { address: '192.168.1.20', port: 2525 }, attempts: [] }
    expect(openingWords({ ...other, ended: openings.opened }, scene).says).toMatch(
      /^Port 25 leads to 192\.168\.1\.20, port 2525, for 1 h, until \d{4}-\d\d-\d\d \d\d:\d\d\.$/,
    )
    const hole = { external: 25, internal: { address: '2001:db8::5', port: 25 }, attempts: [] }
    expect(openingWords({ ...hole, ended: openings.opened }, scene).says).toMatch(
      /^Port 25 of this machine is open in the router's IPv6 firewall for 1 h, /,
    )
  })
})

describe('what somebody outside met', () => {
  const met: { readonly [K in PortOutside['kind']]: Extract<PortOutside, { kind: K }> } = {
    proved: { kind: 'proved' },
    answered: { kind: 'answered', greeting: '220 mail' },
    'other-machine': { kind: 'other-machine' },
    altered: { kind: 'altered' },
    'reply-lost': { kind: 'reply-lost' },
    'nothing-arrives': { kind: 'nothing-arrives', result: 'timed-out' },
    'shut-here': { kind: 'shut-here', by: 'firewall' },
    'cannot-listen': { kind: 'cannot-listen', failure: 'not-permitted' },
    'probe-unable': { kind: 'probe-unable' },
    unfinished: { kind: 'unfinished', call: 'busy' },
    'not-dialled': { kind: 'not-dialled' },
  }

  it.each(Object.values(met))('is told plainly: %j', (outside) => {
    expectPlain(outsideWords(outside, [25], false))
    expectPlain(outsideWords(outside, [25, 993], true))
  })

  it('says how to close what leads nowhere', () => {
    const lost = outsideWords(met['nothing-arrives'], [25, 993], false)
    expect(lost.mark).toBe('bad')
    expect(lost.remedy).toContain('mailworthy ports close 25 993')
  })

  it('takes an answer for enough only where this machine cannot look', () => {
    expect(outsideWords(met.answered, [25], true).mark).toBe('good')
    expect(outsideWords(met.answered, [25], false).mark).toBe('open')
  })
})

describe('what became of a port that was to be closed', () => {
  const change = {
    at: '2026-01-02T03:04:05Z',
    router: '192.168.1.1',
    speech: 'upnp',
    kind: 'mapping',
    family: 'v4',
  } as const
  const noted = { id: 'n1', change: { ...change, external: 25, internal, leaseS: 3600, before: entry } }
  const endings: { readonly [K in Restored['ended']['kind']]: Extract<Restored['ended'], { kind: K }> } = {
    removed: { kind: 'removed', proof: 'seen' },
    'was-gone': { kind: 'was-gone', proof: 'said' },
    'put-back': { kind: 'put-back', entry },
    'changed-since': { kind: 'changed-since', found: entry },
    'left-behind': { kind: 'left-behind', found: { ...entry, internal }, code: 606 },
    'router-absent': { kind: 'router-absent' },
  }
  const closed: readonly PortClosed[] = [
    ...Object.values(endings).map((ended): PortClosed => ({ kind: 'taken-back', restored: { noted, ended } })),
    { kind: 'taken-back', restored: { noted, ended: { kind: 'removed', proof: 'said' } } },
    { kind: 'taken-back', restored: { noted, ended: { kind: 'left-behind', failure: 'timed-out' } } },
    { kind: 'not-ours', port: 25, found: entry },
    { kind: 'not-open', port: 25 },
    { kind: 'not-known', port: 25 },
  ]

  it.each(closed)('is told plainly: %j', (each) => expectPlain(closedWords(each, [here])))

  it('has a sentence of its own for each end', () => {
    const said = closed.map((each) => closedWords(each, [here]).says)
    expect(new Set(said).size).toBe(said.length)
  })

  it('tells when it ends by itself where the router cannot be asked', () => {
    const absent = closedWords({ kind: 'taken-back', restored: { noted, ended: endings['router-absent'] } }, [here])
    expect(absent.says).toMatch(/and ends by itself at 2026-01-0\d \d\d:04\.$/)
    expect(absent.mark).toBe('open')
  })
})

describe('where there is no router to ask', () => {
  const none: readonly Exclude<RouterFound, { kind: 'found' }>[] = [
    { kind: 'not-told', failure: 'unsupported' },
    { kind: 'no-route', other: false },
    { kind: 'no-route', other: true },
    { kind: 'no-route', chosen: 'eth1', other: false },
    { kind: 'tunnel', interface: 'tun0' },
    { kind: 'on-link', interface: 'ppp0' },
    { kind: 'on-link', interface: 'ppp0', publicAddress: '203.0.113.7' },
    { kind: 'providers', address: '203.0.113.1' },
    { kind: 'providers', address: '203.0.113.1', publicAddress: '203.0.113.7' },
    { kind: 'no-own-address', interface: 'eth0' },
  ]
  it.each(none)('it is told plainly, with a way out: %j', (found) => {
    for (const family of ['v4', 'v6'] as const) {
      const told = noRouterWords(found, family)
      expectPlain(told)
      expect(told).toMatchObject({ mark: 'open', remedy: expect.any(String) })
    }
  })
})

describe('a router that cannot be asked', () => {
  const place = { family: 'v4', address: '192.168.1.1', local: here } as const
  const dumb: RouterMet = {
    place,
    upnp: { kind: 'absent' },
    natpmp: { kind: 'absent', failure: 'timed-out' },
    pcp: { kind: 'absent', failure: 'refused' },
  }
  const dumb6: RouterMetV6 = { place: { ...place, family: 'v6' }, firewall: { kind: 'absent' }, pcp: dumb.pcp }
  const ports = [
    { external: 25, internal: 2525 },
    { external: 465, internal: 465 },
    { external: 993, internal: 993 },
  ]

  it('is told what it is, and what to type in instead', () => {
    const told = noLanguageWords(dumb, ports)
    expectPlain(told)
    expect(told.remedy).toContain(
      'TCP ports 465 and 993 to 192.168.1.10, the same ports there; TCP port 25 to 192.168.1.10, port 2525',
    )
    expect(noLanguageWords(dumb, ports, '192.168.1.20').remedy).toContain('TCP port 25 to 192.168.1.20, port 2525')
  })

  it.each<[string, RouterMet | RouterMetV6]>([
    ['switched off', { ...dumb, natpmp: { kind: 'answers', result: 2, epochS: 1 } }],
    ['code 12', { ...dumb, pcp: { kind: 'answers', result: 12, epochS: 1 } }],
    ['cannot be understood', { ...dumb, pcp: { kind: 'broken', failure: 'malformed' } }],
    ['cannot be fetched', { ...dumb, upnp: { kind: 'broken', why: 'no-description' } }],
    ['no description', { ...dumb, upnp: { kind: 'broken', why: 'not-a-description' } }],
    ['no service', { ...dumb, upnp: { kind: 'broken', why: 'no-wan-service' } }],
    ['does not answer as one', { ...dumb, upnp: { kind: 'broken', why: 'no-answer' } }],
    ['UPnP, PCP', dumb6],
    ['does not answer as it should', { ...dumb6, firewall: { kind: 'broken', failure: 'timed-out' } }],
  ])('is told plainly: %s', (words, met) => {
    const told = noLanguageWords(met, ports)
    expectPlain(told)
    expect(told.says).toContain(words)
  })
})

describe('the time that is left', () => {
  it.each([
    [0, 'for ever'],
    [59, '59 s'],
    [3599, '59 min'],
    [3600, '1 h'],
    [86_399, '23 h 59 min'],
    [90_000, '25 h'],
    [604_800, '7 days'],
  ])('%d s are %s', (seconds, words) => expect(timeLeft(seconds)).toBe(words))
})
