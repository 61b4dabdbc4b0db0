import { describe, expect, it } from 'vitest'
import { closeMapping } from '../../../../src/protocols/router/close-mapping.ts'
import { homeLine } from './home/home-line.ts'
import { here, other } from './home/home-router.ts'
import { expectAsBefore, held, house, mapped, open } from './home/house.ts'

const languages = ['upnp', 'pcp', 'natpmp'] as const
const gone = { kind: 'gone', proof: 'seen' } as const

describe('a port is closed', () => {
  it.each(languages)('in %s, seen to be gone, and once is enough', async (speech) => {
    const at = await house()
    const mine = await held(at, {}, speech)
    expect(await closeMapping(at.line, at.met, mine)).toEqual(gone)
    expectAsBefore(at)
    // What leads there now is not of our making.
    at.router.forward(25, here, 61_225)
    expect(await closeMapping(at.line, at.met, mine)).toEqual({ kind: 'gone', proof: 'said' })
    expectAsBefore(at, [mapped])
  })

  it.each(['pcp', 'natpmp'] as const)('in %s, by word alone where there is no table', async (speech) => {
    const at = await house({ upnp: false })
    const mine = await held(at, {}, speech)
    expect(await closeMapping(at.line, at.met, mine)).toEqual({ kind: 'gone', proof: 'said' })
    expectAsBefore(at)
  })

  it('that was forgotten by the router', async () => {
    for (const speech of languages) {
      const at = await house()
      const mine = await held(at, {}, speech)
      at.router.restart()
      expect(await closeMapping(at.line, at.met, mine)).toEqual(gone)
      expectAsBefore(at)
    }
  })

  it('that was forgotten by a router without a table', async () => {
    for (const speech of ['pcp', 'natpmp'] as const) {
      const at = await house({ upnp: false })
      const mine = await held(at, {}, speech)
      at.router.restart()
      expect(await closeMapping(at.line, at.met, mine)).toEqual({ kind: 'gone', proof: 'said' })
      expectAsBefore(at)
    }
  })

  it('in PCP is left behind by a router that has lost its address outside, and says that it is out of resources', async () => {
    const at = await house({ upnp: false })
    const mine = await held(at, {}, 'pcp')
    at.router.restart()
    const natpmp = { ...at.met.natpmp, kind: 'answers', result: 3, epochS: 1, external: undefined } as const
    const met = { ...at.met, natpmp } as unknown as typeof at.met
    expect(await closeMapping(at.line, met, mine)).toEqual({ kind: 'left-behind', code: 8 })
  })

  it('and whoever had it before has it again, as he had it', async () => {
    const at = await house({ secure: false })
    at.router.forward(25, other, 25, { endsMs: 3_600_000, description: 'caméra "A" & co.' })
    const mine = await held(at, { replace: true })
    at.router.clock.advance(600_000)
    expect(await closeMapping(at.line, at.met, mine)).toEqual(gone)
    expectAsBefore(at, [`25 -> ${other}:25`])
    const back = at.router.table.get(25)
    // For the time that he had left, to the second.
    expect(Math.abs((back?.endsMs ?? 0) - 3_600_000)).toBeLessThan(1100)
    expect(back?.description).toBe('cam?ra "A" & co.')
  })

  it('and whoever had it switched off has it so again', async () => {
    const at = await house()
    at.router.forward(25, here, 61_225, { enabled: false })
    const mine = await held(at, { replace: true })
    expect(at.router.shown()).toEqual([mapped])
    expect(await closeMapping(at.line, at.met, mine)).toEqual(gone)
    expectAsBefore(at, [`${mapped} off`])
  })

  it('and whoever had it for less time than we did does not get it back', async () => {
    const at = await house({ secure: false })
    at.router.forward(25, other, 25, { endsMs: 60_000 })
    const mine = await held(at, { replace: true })
    at.router.clock.advance(61_000)
    expect(await closeMapping(at.line, at.met, mine)).toEqual(gone)
    expectAsBefore(at)
  })
})

describe('a port that is not ours any more', () => {
  it.each(languages)('is left to whom it belongs: %s', async (speech) => {
    const at = await house({ secure: false })
    const mine = await held(at, {}, speech)
    at.router.forward(25, other, 25)
    expect(await closeMapping(at.line, at.met, mine)).toMatchObject({
      kind: 'left-behind',
      found: { internal: { address: other } },
    })
    expectAsBefore(at, [`25 -> ${other}:25`])
    expect(at.router.taken).toEqual([])
  })
})

describe('a port that cannot be closed', () => {
  it('stays in the journal, and is closed when it can be', async () => {
    for (const speech of languages) {
      const at = await house()
      const mine = await held(at, {}, speech)
      const deaf = homeLine(at.router, (step) => (step === 'unended' ? 'done' : 'lost'))
      expect(await closeMapping(deaf.line, at.met, mine)).toEqual({ kind: 'left-behind', failure: 'timed-out' })
      expect(at.router.shown()).toEqual([mapped])
      expect(at.router.journal.notes()).toHaveLength(1)
      expect(await closeMapping(at.line, at.met, mine)).toEqual(gone)
      expectAsBefore(at)
    }
  })

  it('is closed in UPnP where the language that opened it has fallen silent', async () => {
    for (const speech of ['pcp', 'natpmp'] as const) {
      const at = await house()
      const mine = await held(at, {}, speech)
      at.router.habits[speech] = false
      expect(await closeMapping(at.line, at.met, mine)).toEqual(gone)
      expectAsBefore(at)
    }
  })

  it('for the router says so, and does not do it', async () => {
    const at = await house()
    const mine = await held(at)
    at.router.habits.lies = true
    expect(await closeMapping(at.line, at.met, mine)).toMatchObject({ kind: 'left-behind', found: { external: 25 } })
    expect(at.router.journal.notes()).toHaveLength(1)
  })

  it('for it leads to an address that this machine has no more: only that machine may speak for it', async () => {
    const at = await house({ upnp: false })
    const mine = await held(at, {}, 'pcp')
    const moved = { ...at.met, place: { ...at.met.place, local: '192.168.1.99' } }
    expect(await closeMapping(at.line, moved, mine)).toEqual({ kind: 'left-behind', failure: 'address-unavailable' })
    expect(at.router.shown()).toEqual([mapped])
  })

  it('for nobody heard which port it was: a table without it at the one that was asked for proves nothing', async () => {
    const at = await house({ allows: (port) => port !== 25 }, (step) => (step === 'natpmp' ? 'unanswered' : 'done'))
    const deaf = homeLine(at.router, (step) => (step === 'natpmp' ? 'unanswered' : 'done'))
    expect((await open({ ...at, ...deaf }, {}, 'natpmp')).opening).toMatchObject({ kind: 'silent' })
    // It was 26, and its end was not heard of either.
    expect(at.router.journal.notes()).toHaveLength(1)
    expect(at.router.shown()).toEqual([])
  })

  it('before the newer one that has replaced it', async () => {
    const at = await house()
    const older = await held(at)
    const newer = await held(at, { internal: { address: here, port: 2525 }, replace: true })
    expect(await closeMapping(at.line, at.met, older)).toEqual({ kind: 'left-behind' })
    expect(at.router.shown()).toEqual([`25 -> ${here}:2525`])
    expect(await closeMapping(at.line, at.met, newer)).toEqual(gone)
    expect(at.router.shown()).toEqual([mapped])
    expect(await closeMapping(at.line, at.met, older)).toEqual(gone)
    expectAsBefore(at)
  })

  it('by what the journal says, is closed by what we know', async () => {
    const at = await house()
    const mine = await held(at)
    at.router.journal.broken = true
    expect(await closeMapping(at.line, at.met, mine)).toEqual(gone)
    expect(at.router.shown()).toEqual([])
  })
})
