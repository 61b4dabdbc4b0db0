import { describe, expect, it } from 'vitest'
import type { Opening } from '../../../../src/protocols/router/opening.ts'
import { Killed } from './home/home-line.ts'
import { type Habits, here, other } from './home/home-router.ts'
import { expectAsBefore, house, mapped, open, wanted } from './home/house.ts'

const atOther = { address: other, port: 25 }

describe('a port is opened', () => {
  it('in UPnP: looked at, noted, asked for and read back, in this order', async () => {
    const at = await house()
    const { opening, attempts } = await open(at)
    const held = {
      id: 'n1',
      speech: 'upnp',
      external: 25,
      internal: wanted.internal,
      leaseS: 3600,
      wan: '25.203.113.7',
    }
    expect(opening).toEqual({ kind: 'opened', readBack: 'as-asked', held })
    expect(attempts).toEqual([{ speech: 'upnp', ended: 'opened' }])
    expect(at.asked).toEqual(['GetSpecificPortMappingEntry', 'AddPortMapping', 'GetSpecificPortMappingEntry'])
    expect(at.router.shown()).toEqual([mapped])
    expect(at.router.table.get(25)?.description).toBe('mailworthy 25')
    expect(at.router.unnoted).toEqual([])
    const [noted] = at.router.journal.notes()
    expect(noted?.change).toMatchObject({
      router: '192.168.1.1',
      speech: 'upnp',
      external: 25,
      leaseS: 3600,
      before: null,
    })
  })

  it.each(['pcp', 'natpmp'] as const)('in %s, and read back in UPnP where that is there too', async (speech) => {
    const at = await house()
    const { opening } = await open(at, {}, speech)
    expect(opening).toMatchObject({ kind: 'opened', readBack: 'as-asked', held: { speech, epochS: 0, leaseS: 3600 } })
    expect(at.router.shown()).toEqual([mapped])
    const alone = await house({ upnp: false })
    const unseen = await open(alone, {}, speech)
    expect(unseen.opening).toMatchObject({ kind: 'opened', readBack: 'not-told', held: { wan: '25.203.113.7' } })
    for (const { router } of [at, alone]) expect(router.unnoted).toEqual([])
  })

  it('in PCP with a nonce that is noted, and is what it is held by', async () => {
    const at = await house()
    const { opening } = await open(at, {}, 'pcp')
    const [noted] = at.router.journal.notes()
    expect(noted?.change.nonce).toMatch(/^[0-9a-f]{24}$/)
    expect(opening).toMatchObject({ held: { nonce: noted?.change.nonce } })
    expect(at.router.table.get(25)?.description).toBe(`PCP MAP ${noted?.change.nonce}`)
  })

  it.each<[string, Partial<Habits>, number, number]>([
    ['as long as was asked for', {}, 3600, 3600],
    ['a week for what has no end (miniupnpd)', { endsAll: true }, 0, 604_800],
    ['for ever', {}, 0, 0],
    ['less than was asked for', { grantsS: 120 }, 3600, 120],
    ['for ever, whatever was asked for', { grantsS: 0 }, 3600, 0],
  ])('for the lease that the table shows: %s', async (_, habits, leaseS, granted) => {
    const at = await house(habits)
    expect((await open(at, { leaseS })).opening).toMatchObject({ kind: 'opened', held: { leaseS: granted } })
    expect(at.router.journal.notes()).toMatchObject([{ change: { leaseS: granted } }])
  })

  it('and is noted for longer than it can last, until it is known how long that is', async () => {
    const at = await house({ upnp: false, grantsS: 300 }, (step) => (step === 'amend' ? 'killed' : 'done'))
    await expect(open(at, { leaseS: 120 })).rejects.toThrow(Killed)
    // The router has said five minutes, which is more than two, and nobody could write it down.
    expect(at.router.journal.notes()).toMatchObject([{ change: { leaseS: 86_400 } }])
  })

  it('for ever where the router knows nothing else, and is noted so before', async () => {
    let asked = 0
    const at = await house({ permanentOnly: 725 }, (step) =>
      step === 'AddPortMapping' && ++asked === 2 ? 'killed-after' : 'done',
    )
    await expect(open(at, { permanentIfNeeded: true }, 'upnp')).rejects.toThrow(Killed)
    expect(at.router.shown()).toEqual([mapped])
    expect(at.router.journal.notes()).toMatchObject([{ change: { leaseS: 0 } }])
  })

  it('where the table is not for everybody to read', async () => {
    const at = await house({ hidesTable: true })
    expect((await open(at)).opening).toMatchObject({ kind: 'opened', readBack: 'not-told' })
    expect(at.router.journal.notes()[0]?.change).not.toHaveProperty('before')
  })
})

describe('a port that somebody has', () => {
  it('is there already if it leads to where it should, whoever has made it', async () => {
    const at = await house()
    at.router.forward(25, here, 61_225)
    expect((await open(at)).opening).toMatchObject({
      kind: 'there-already',
      speech: 'upnp',
      entry: { external: 25, internal: wanted.internal, leaseS: 0, description: `of ${here}` },
    })
    expect(at.asked).toEqual(['GetSpecificPortMappingEntry'])
    expect(at.router.journal.deeds).toEqual([])
  })

  it.each<[string, string, number]>([
    ['another machine', other, 25],
    ['another port of this machine', here, 2525],
  ])('is its own, in every language: %s', async (_, address, port) => {
    for (const speech of ['auto', 'pcp', 'natpmp'] as const) {
      const at = await house()
      at.router.forward(25, address, port)
      const { opening, attempts } = await open(at, {}, speech)
      expect(opening).toMatchObject({ kind: 'conflict', owner: { internal: { address, port } } })
      expect(attempts).toHaveLength(1)
      expect(at.asked).toEqual(['GetSpecificPortMappingEntry'])
      expectAsBefore(at, [`25 -> ${address}:${port}`])
    }
  })

  it('and is switched off, is left so', async () => {
    const at = await house()
    at.router.forward(25, here, 61_225, { enabled: false })
    expect((await open(at)).opening).toMatchObject({ kind: 'conflict', owner: { enabled: false } })
    expectAsBefore(at, [`${mapped} off`])
  })

  it('without a table: is found by the code alone', async () => {
    const at = await house({ upnp: false })
    at.router.forward(25, other, 25)
    expect((await open(at, {}, 'pcp')).opening).toEqual({ kind: 'conflict', speech: 'pcp' })
    expectAsBefore(at, [`25 -> ${other}:25`])
  })

  it('is replaced if that is wanted, and its owner is in the note before', async () => {
    for (const owner of [atOther, { address: here, port: 2525 }]) {
      const at = await house({ secure: false })
      at.router.forward(25, owner.address, owner.port)
      expect((await open(at, { replace: true })).opening.kind).toBe('opened')
      expect(at.router.shown()).toEqual([mapped])
      expect(at.router.unnoted).toEqual([])
      expect(at.router.journal.notes()).toMatchObject([{ change: { before: { internal: owner } } }])
    }
  })

  it('is left if the router guards it, whatever is wanted', async () => {
    const at = await house({ secure: true })
    at.router.forward(25, other, 25)
    expect((await open(at, { replace: true })).opening).toMatchObject({
      kind: 'conflict',
      owner: { internal: atOther },
    })
    expectAsBefore(at, [`25 -> ${other}:25`])
  })

  it('is put back if we cannot have the port after all', async () => {
    let asked = 0
    const at = await house({ secure: false })
    at.router.forward(25, other, 25)
    // Whoever asks for the port first when it is free gets it; we are told no.
    at.router.habits.allows = () => ++asked !== 2
    expect((await open(at, { replace: true }, 'upnp')).opening).toMatchObject({ kind: 'forbidden', code: 606 })
    expectAsBefore(at, [`25 -> ${other}:25`])
  })
})

describe('auto', () => {
  const kinds = async (habits: Partial<Habits>): Promise<[Opening, unknown]> => {
    const { opening, attempts } = await open(await house(habits))
    return [opening, attempts.map(({ speech, ended }) => `${speech} ${ended}`)]
  }

  it('goes on where another language may do better, and tells what tells most', async () => {
    expect(await kinds({ permanentOnly: 725 })).toMatchObject([
      { kind: 'opened', held: { speech: 'pcp' } },
      ['upnp permanent-only', 'pcp opened'],
    ])
    expect(await kinds({ permanentOnly: 725, pcp: false })).toMatchObject([
      { kind: 'opened', held: { speech: 'natpmp' } },
      ['upnp permanent-only', 'natpmp opened'],
    ])
    expect(await kinds({ allows: (port) => port > 1023 })).toMatchObject([
      { kind: 'forbidden', speech: 'upnp', code: 606 },
      ['upnp forbidden', 'pcp forbidden', 'natpmp substituted'],
    ])
  })

  it('takes a silence for the least that can be told', async () => {
    const at = await house({ allows: () => false }, (step) => (step === 'AddPortMapping' ? 'lost' : 'done'))
    const { opening, attempts } = await open(at)
    expect(opening).toMatchObject({ kind: 'forbidden', speech: 'pcp' })
    expect(attempts.map(({ ended }) => ended)).toEqual(['silent', 'forbidden', 'forbidden'])
    expectAsBefore(at)
  })

  it('stops at an owner, and at a journal', async () => {
    const at = await house({ permanentOnly: 725 })
    at.router.forward(25, other, 25)
    expect((await open(at)).attempts).toEqual([{ speech: 'upnp', ended: 'conflict' }])
    const noJournal = await house()
    noJournal.router.journal.broken = true
    expect((await open(noJournal)).attempts).toEqual([{ speech: 'upnp', ended: 'not-noted' }])
  })

  it('has nothing to ask in where nobody speaks, or nobody has words for it', async () => {
    const none = { opening: { kind: 'no-protocol' }, attempts: [] }
    expect(await open(await house({ upnp: false, pcp: false, natpmp: false }))).toEqual(none)
    expect(await open(await house({ upnp: false }), {}, 'upnp')).toEqual(none)
    // In PCP and NAT-PMP a lease of 0 is an end, and a machine asks for itself.
    expect(await open(await house({ upnp: false }), { leaseS: 0 })).toEqual(none)
    expect(await open(await house({ upnp: false }), { internal: atOther })).toEqual(none)
  })
})
