import { describe, expect, it } from 'vitest'
import { tableJson } from '../../../../src/cli/commands/ports/table-json.ts'
import { type TableSeen, unseenNotes } from '../../../../src/cli/commands/ports/table-seen.ts'
import { tableText } from '../../../../src/cli/commands/ports/table-text.ts'
import type { NotedChange, RouterChange, TableEntry } from '../../../../src/core/journal.ts'
import type { ListedMapping, Listing } from '../../../../src/protocols/router/list-mappings.ts'
import type { RouterMet } from '../../../../src/protocols/router/router-met.ts'

const here = '192.168.1.10'
const met: RouterMet = {
  place: { family: 'v4', address: '192.168.1.1', local: here },
  upnp: {
    kind: 'found',
    igd: {
      wan: { url: 'http://192.168.1.1:5000/ctl', type: 'urn:schemas-upnp-org:service:WANIPConnection:1' },
      model: 'Acme\u001b[2J 1',
      external: '25.203.113.7',
    },
  },
  natpmp: { kind: 'answers', result: 0, external: '25.203.113.7', epochS: 5 },
  pcp: { kind: 'absent', failure: 'refused' },
}
const noTable: RouterMet = { ...met, upnp: { kind: 'absent' } }

function listed(external: number, more: Partial<TableEntry> = {}, ours = false): ListedMapping {
  const internal = { address: here, port: external }
  const entry = { external, internal, leaseS: 3500, enabled: true, description: '', remoteHost: '', ...more }
  return { entry, protocol: 'TCP', ours }
}

const listing = (...entries: readonly ListedMapping[]): Listing => ({ kind: 'listed', entries, complete: true })
const change: RouterChange = {
  at: '2026-01-02T03:04:05Z',
  router: '192.168.1.1',
  speech: 'natpmp',
  kind: 'mapping',
  family: 'v4',
  external: 25,
  internal: { address: here, port: 25 },
  leaseS: 3600,
}
const noted = (more: Partial<RouterChange> = {}): NotedChange => ({ id: 'n1', change: { ...change, ...more } })
const text = (seen: Partial<TableSeen>) =>
  tableText({ met, listing: listing(), own: [here], noted: [], ...seen }, { width: 80, colour: false })

describe('the table of a router, for a person', () => {
  it('names the router, its languages and its address, and shows nothing that a terminal would obey', () => {
    const said = text({ listing: listing(listed(25, { description: '\u001b]0;x\u0007mail' })) })
    expect(said).toContain('The router 192.168.1.1 (Acme\\u{1b}[2J 1) speaks UPnP and NAT-PMP.')
    expect(said.replace(/\n/g, ' ')).toContain('Its address outside is 25.203.113.7.')
    expect(said).toContain('"\\u{1b}]0;x\\u{7}mail"')
    // oxlint-disable-next-line no-control-regex
    expect(said).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/)
  })

  it('has a line for each port, one below the other, by number', () => {
    const neighbour = { address: '192.168.1.11', port: 80 }
    const said = text({
      listing: listing(
        listed(8080, { internal: neighbour, leaseS: 0, description: 'nas', remoteHost: '203.0.113.9', enabled: false }),
        listed(25, { description: 'mailworthy 25' }, true),
      ),
    })
    expect(said.split('\n').filter((line) => line.startsWith('  '))).toEqual([
      '  TCP 25    → this machine, port 25  58 min    ours  "mailworthy 25"',
      '  TCP 8080  → 192.168.1.11, port 80  for ever        "nas", from 203.0.113.9 only, switched off',
    ])
  })

  it('says that a table is empty only where one was read to its end', () => {
    expect(text({})).toContain('Its table is empty')
    expect(text({ listing: { kind: 'listed', entries: [listed(25)], complete: false } })).toContain('may be more')
    const unread = text({ met: noTable, listing: { kind: 'no-table', upnp: 'absent' } })
    expect(unread).toContain('cannot be told')
    expect(unread).not.toMatch(/empty|none/)
    expect(text({ listing: { kind: 'no-table', upnp: 'found', code: 606 } })).toContain('(UPnP 606)')
  })

  it('tells an address outside that is not public, and none', () => {
    const natpmp = { kind: 'answers', result: 0, external: '100.64.1.7', epochS: 5 } as const
    expect(text({ met: { ...noTable, natpmp } })).toMatch(/100\.64\.1\.7,\swhich\sis not a public one/)
    const silent = { kind: 'answers', result: 0, epochS: 5 } as const
    expect(text({ met: { ...noTable, natpmp: silent } })).toContain('does not tell its address outside')
  })

  it('adds what only our notes know, and calls it so', () => {
    const said = text({ met: noTable, listing: { kind: 'no-table', upnp: 'absent' }, noted: [noted()] })
    expect(said).toContain('By our own notes, opened from this machine:\n  TCP 25  → this machine, port 25  NAT-PMP')
    expect(text({ noted: [noted()] })).toContain('gone from the table since')
    const hole = noted({ kind: 'pinhole', family: 'v6', router: 'fe80::1%eth0', speech: 'pcp' })
    expect(text({ noted: [hole] })).toContain('By our own notes, let in by the IPv6 firewall:')
  })
})

describe('the same for programs', () => {
  it('has every line, and says whether these are all', () => {
    const json = tableJson({ met, listing: listing(listed(25, {}, true)), own: [here], noted: [noted()] })
    expect(json).toMatchObject({
      router: '192.168.1.1',
      wan: '25.203.113.7',
      speaks: ['upnp', 'natpmp'],
      mappings: [{ port: 25, protocol: 'TCP', to: { address: here, port: 25 }, owner: 'this machine', ours: true }],
      complete: true,
      noted: [{ port: 25, speech: 'natpmp', leaseS: 3600 }],
    })
  })

  it('is never complete where there is no table', () => {
    const json = tableJson({ met: noTable, listing: { kind: 'no-table', upnp: 'absent' }, own: [], noted: [] })
    expect(json).toMatchObject({ model: null, mappings: [], complete: false })
  })
})

describe('notes that the table does not show', () => {
  const now = '2026-01-02T03:34:05Z'
  it.each<[string, Partial<RouterChange>, Listing, number]>([
    ['are those of a router without one', {}, { kind: 'no-table', upnp: 'absent' }, 1],
    ['are not those that it shows', {}, listing(listed(25)), 0],
    [
      'are those of a port that leads elsewhere by now',
      {},
      listing(listed(25, { internal: { address: '192.168.1.11', port: 25 } })),
      1,
    ],
    ['are not those that have run out', { leaseS: 60 }, listing(), 0],
    ['are those without an end', { leaseS: 0 }, listing(), 1],
    ['are not those of another router', { router: '192.168.2.1' }, listing(), 0],
    ['are holes, which stand in no table', { kind: 'pinhole', router: 'fe80::1%eth0' }, listing(), 1],
  ])('%s', (_which, more, seen, count) => {
    expect(unseenNotes([noted(more)], seen, met, now)).toHaveLength(count)
  })
})
