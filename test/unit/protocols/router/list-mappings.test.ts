import { describe, expect, it } from 'vitest'
import { listMappings } from '../../../../src/protocols/router/list-mappings.ts'
import { here, other } from './home/home-router.ts'
import { held, house } from './home/house.ts'

describe('the table of a router', () => {
  it('is told to its end, with what is ours', async () => {
    const at = await house()
    at.router.forward(443, other, 443)
    at.router.udp.push(25, 3074)
    await held(at)
    const listing = await listMappings(at.line, at.met)
    expect(listing).toMatchObject({ kind: 'listed', complete: true })
    const told = listing.kind === 'listed' ? listing.entries : []
    expect(
      told.map(({ protocol, entry, ours }) => `${protocol} ${entry.external} ${entry.internal.address} ${ours}`),
    ).toEqual([
      `TCP 443 ${other} false`,
      `TCP 25 ${here} true`,
      'UDP 25 192.168.1.30 false',
      'UDP 3074 192.168.1.30 false',
    ])
    expect(at.router.unnoted).toEqual([])
  })

  it('is told of another router as nobody’s', async () => {
    const at = await house()
    await held(at)
    const elsewhere = { ...at.met, place: { ...at.met.place, address: '192.168.2.1' } }
    expect(await listMappings(at.line, elsewhere)).toMatchObject({ entries: [{ ours: false }] })
  })

  it('is told all the same where the journal cannot be read', async () => {
    const at = await house()
    at.router.forward(443, other, 443)
    at.router.journal.broken = true
    expect(await listMappings(at.line, at.met)).toMatchObject({ entries: [{ ours: false }], complete: true })
  })

  it('may be empty', async () => {
    const at = await house()
    expect(await listMappings(at.line, at.met)).toEqual({ kind: 'listed', entries: [], complete: true })
  })

  it('is told as far as it goes: the router says the same for ever, or nothing any more, or has no end', async () => {
    const again = await house({ goesRound: true })
    for (let port = 1; port <= 9; port += 1) again.router.forward(port, other, port)
    expect(await listMappings(again.line, again.met)).toMatchObject({ complete: false, entries: { length: 9 } })
    const endless = await house()
    for (let port = 1; port <= 300; port += 1) endless.router.forward(port, other, port)
    expect(await listMappings(endless.line, endless.met)).toMatchObject({ complete: false, entries: { length: 256 } })
    let reads = 0
    const dying = await house({}, (step) => (step === 'GetGenericPortMappingEntry' && ++reads > 6 ? 'lost' : 'done'))
    for (let port = 1; port <= 9; port += 1) dying.router.forward(port, other, port)
    expect(await listMappings(dying.line, dying.met)).toMatchObject({ complete: false, entries: { length: 6 } })
  })

  it('cannot be told without UPnP, or where the router keeps it to itself', async () => {
    const without = await house({ upnp: false })
    expect(await listMappings(without.line, without.met)).toEqual({ kind: 'no-table', upnp: 'absent' })
    const hidden = await house({ hidesTable: true })
    expect(await listMappings(hidden.line, hidden.met)).toEqual({ kind: 'no-table', upnp: 'found', code: 401 })
    const silent = await house({}, (step) => (step === 'GetGenericPortMappingEntry' ? 'lost' : 'done'))
    expect(await listMappings(silent.line, silent.met)).toEqual({
      kind: 'no-table',
      upnp: 'found',
      failure: 'timed-out',
    })
  })
})
