import { describe, expect, it } from 'vitest'
import { renewMapping } from '../../../../src/protocols/router/renew-mapping.ts'
import { type Fate, homeLine } from './home/home-line.ts'
import { here, other } from './home/home-router.ts'
import { expectAsBefore, type House, held, house, mapped, wanted } from './home/house.ts'

const renew = (at: House, mine: Awaited<ReturnType<typeof held>>, fateOf?: (step: string) => Fate) =>
  renewMapping(homeLine(at.router, fateOf).line, at.met, mine, wanted)

describe('a port that is held is renewed', () => {
  it.each(['upnp', 'pcp', 'natpmp'] as const)('in %s, for as long again, under its note', async (speech) => {
    const at = await house()
    const mine = await held(at, {}, speech)
    at.router.clock.advance(1_800_000)
    expect(await renew(at, mine)).toMatchObject({
      kind: 'renewed',
      readBack: 'as-asked',
      held: { id: 'n1', leaseS: 3600 },
    })
    at.router.clock.advance(3_000_000)
    expect(at.router.shown()).toEqual([mapped])
    expect(at.router.journal.notes()).toMatchObject([{ id: 'n1', change: { leaseS: 3600 } }])
    expect(at.router.unnoted).toEqual([])
  })

  it('and is noted to last on before it is asked for', async () => {
    const at = await house()
    const mine = await held(at)
    at.router.clock.advance(1_800_000)
    const [before] = at.router.journal.notes()
    await expect(renew(at, mine, (step) => (step === 'AddPortMapping' ? 'killed' : 'done'))).rejects.toThrow()
    const [after] = at.router.journal.notes()
    expect(Date.parse(after?.change.at ?? '') - Date.parse(before?.change.at ?? '')).toBeGreaterThanOrEqual(1_800_000)
  })

  it('and what was for ever is noted to be so still', async () => {
    const at = await house({ permanentOnly: 725 })
    const mine = await held(at, { permanentIfNeeded: true }, 'upnp')
    await expect(renew(at, mine, (step) => (step === 'AddPortMapping' ? 'killed' : 'done'))).rejects.toThrow()
    expect(at.router.journal.notes()).toMatchObject([{ change: { leaseS: 0 } }])
  })

  it('and whoever had it before has so much less time left', async () => {
    const at = await house({ secure: false })
    at.router.forward(25, other, 25, { endsMs: 3_000_000 })
    const mine = await held(at, { replace: true })
    at.router.clock.advance(1_000_000)
    await renew(at, mine)
    expect(at.router.journal.notes()).toMatchObject([{ change: { before: { internal: { address: other } } } }])
    at.router.clock.advance(2_000_000)
    await renew(at, mine)
    expect(at.router.journal.notes()).toMatchObject([{ change: { before: null } }])
  })

  it('or opened again, where the router has forgotten it', async () => {
    const at = await house()
    const mine = await held(at)
    at.router.restart()
    expect((await renew(at, mine)).kind).toBe('renewed')
    expect(at.router.shown()).toEqual([mapped])
  })
})

describe('a port that cannot be renewed', () => {
  it('is as it was, and so is its note, where the router refuses', async () => {
    const at = await house()
    const mine = await held(at)
    const notes = at.router.journal.notes()
    at.router.clock.advance(60_000)
    at.router.habits.allows = () => false
    expect(await renew(at, mine)).toMatchObject({ kind: 'not-renewed', because: { kind: 'forbidden', code: 606 } })
    expect(at.router.journal.notes()).toEqual(notes)
    expect(at.router.shown()).toEqual([mapped])
  })

  it('is as it was, where the router is silent or the journal closed', async () => {
    const at = await house()
    const mine = await held(at)
    const silent = { kind: 'not-renewed', because: { kind: 'silent', failure: 'timed-out' } }
    expect(await renew(at, mine, (step) => (/Mapping/.test(step) ? 'lost' : 'done'))).toMatchObject(silent)
    expect(await renew(at, mine, (step) => (step === 'AddPortMapping' ? 'lost' : 'done'))).toMatchObject(silent)
    at.router.journal.broken = true
    expect(await renew(at, mine)).toEqual({
      kind: 'not-renewed',
      because: { kind: 'not-noted', failure: 'not-permitted' },
    })
    expect(at.router.shown()).toEqual([mapped])
  })

  it('is not asked for where that cannot be noted', async () => {
    const at = await house()
    const mine = await held(at)
    const asked = await renew(at, mine, (step) => {
      if (step === 'GetSpecificPortMappingEntry') at.router.journal.broken = true
      return step === 'AddPortMapping' ? 'killed' : 'done'
    })
    expect(asked).toMatchObject({ kind: 'not-renewed', because: { kind: 'not-noted' } })
  })

  it('is lost to whom has it now, and he keeps it', async () => {
    const at = await house()
    const mine = await held(at)
    at.router.forward(25, other, 25)
    expect(await renew(at, mine)).toMatchObject({
      kind: 'lost',
      because: { kind: 'conflict', owner: { internal: { address: other } } },
    })
    expectAsBefore(at, [`25 -> ${other}:25`])
  })

  it('is lost where the router gives another in its place', async () => {
    const at = await house({ upnp: false })
    const mine = await held(at, {}, 'natpmp')
    at.router.restart()
    at.router.forward(25, other, 25)
    expect(await renew(at, mine)).toEqual({
      kind: 'lost',
      because: { kind: 'substituted', speech: 'natpmp', external: 26 },
    })
    expectAsBefore(at, [`25 -> ${other}:25`])
  })

  it('is lost where somebody has taken it back on our behalf', async () => {
    const at = await house()
    const mine = await held(at)
    await at.router.journal.end('n1')
    at.router.table.delete(25)
    expect(await renew(at, mine)).toEqual({ kind: 'lost' })
    expect(at.router.shown()).toEqual([])
    at.router.forward(25, here, 61_225)
    expect(await renew(at, mine)).toEqual({ kind: 'lost' })
  })
})
