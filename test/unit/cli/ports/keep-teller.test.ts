import { describe, expect, it } from 'vitest'
import { keepTeller } from '../../../../src/cli/commands/ports/keep-teller.ts'
import type { TableEntry } from '../../../../src/core/journal.ts'
import type { KeepEvent } from '../../../../src/protocols/router/keep-event.ts'
import type { WantedMapping } from '../../../../src/protocols/router/opening.ts'

const internal = { address: '192.168.1.10', port: 25 }
const wanted: WantedMapping = { external: 25, internal, leaseS: 3600, replace: false, permanentIfNeeded: true }
const held = { id: 'n1', speech: 'upnp', external: 25, internal, leaseS: 3600 } as const
const found: TableEntry = {
  external: 25,
  internal: { address: '192.168.1.11', port: 25 },
  leaseS: 0,
  enabled: true,
  description: 'two\nlines\u001b[2J',
  remoteHost: '',
}
const events: readonly KeepEvent[] = [
  { kind: 'opened', wanted, opening: { kind: 'opened', held, readBack: 'as-asked' } },
  { kind: 'opened', wanted, opening: { kind: 'opened', held: { ...held, leaseS: 0 }, readBack: 'not-told' } },
  { kind: 'opened', wanted, opening: { kind: 'there-already', entry: { ...found, internal }, speech: 'upnp' } },
  { kind: 'renewed', wanted, held },
  { kind: 'lost', wanted },
  { kind: 'lost', wanted, found: null },
  { kind: 'lost', wanted, found },
  { kind: 'refused', wanted, opening: { kind: 'conflict', speech: 'upnp', owner: found } },
  { kind: 'refused', wanted, opening: { kind: 'no-protocol' } },
  { kind: 'router-restarted' },
  { kind: 'address-changed', from: '25.203.113.7', to: '25.203.113.8' },
  { kind: 'router-silent' },
  { kind: 'back' },
  { kind: 'closed', external: 25, closing: { kind: 'gone', proof: 'seen' } },
  { kind: 'closed', external: 25, closing: { kind: 'gone', proof: 'said' } },
  { kind: 'closed', external: 25, closing: { kind: 'left-behind', found } },
  { kind: 'closed', external: 25, closing: { kind: 'left-behind', failure: 'host-unreachable' } },
]

function told(event: KeepEvent, json: boolean): string {
  const written: string[] = []
  const terminal = { out: (text: string) => void written.push(text), colour: false }
  const scene = { own: ['192.168.1.10'], journalPath: '/somewhere' }
  keepTeller(terminal, json, scene, () => '2026-01-02T03:04:05.678Z').event(event)
  return written.join('')
}

describe('what happens while ports are kept open', () => {
  it.each(events)('is one line, with its time, for a person: %j', (event) => {
    const line = told(event, false)
    expect(line).toMatch(/^2026-01-0\d \d\d:\d\d:05 [✔!✖?] [A-Z][^\n]*\.\n$/)
    expect(line).not.toMatch(/undefined|\p{Cc}(?!$)| {2}/u)
  })

  it.each(events)('is one line of JSON for programs: %j', (event) => {
    const line = told(event, true)
    expect(line).toMatch(/^[^\n]*\n$/)
    expect(line).not.toContain('\u001b')
    expect(JSON.parse(line)).toMatchObject({
      at: '2026-01-02T03:04:05.678Z',
      event: event.kind,
      says: expect.any(String),
    })
  })

  it('has a sentence of its own each time', () => {
    const said = events.map((event) => told(event, false))
    expect(new Set(said).size).toBe(said.length)
  })

  it('tells what a program needs', () => {
    const [opened, , , renewed, , , lost, refused] = events.map((event) => JSON.parse(told(event, true)) as object)
    expect(opened).toMatchObject({ port: 25, to: internal, outcome: 'opened', speech: 'upnp', leaseS: 3600 })
    expect(renewed).toMatchObject({ port: 25, speech: 'upnp', leaseS: 3600 })
    expect(lost).toMatchObject({ port: 25, found: { internal: { address: '192.168.1.11' } } })
    expect(refused).toMatchObject({ port: 25, outcome: 'conflict', owner: { internal: { address: '192.168.1.11' } } })
  })

  it('says of a port without an end that it is closed at the end', () => {
    expect(
      told(
        { kind: 'opened', wanted, opening: { kind: 'opened', held: { ...held, leaseS: 0 }, readBack: 'as-asked' } },
        false,
      ),
    ).toContain('closed when this ends')
  })
})
