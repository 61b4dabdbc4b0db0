import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RouterSpeech } from '../../../../src/core/journal.ts'
import { closeMapping } from '../../../../src/protocols/router/close-mapping.ts'
import { meetRouterV6 } from '../../../../src/protocols/router/meet-router-v6.ts'
import { openMapping } from '../../../../src/protocols/router/open-mapping.ts'
import type { WantedMapping } from '../../../../src/protocols/router/opening.ts'
import { renewMapping } from '../../../../src/protocols/router/renew-mapping.ts'
import { restore } from '../../../../src/protocols/router/restore.ts'
import { type Fate, homeLine, Killed, place6 } from './home/home-line.ts'
import { type Habits, here6, HomeRouter } from './home/home-router.ts'
import { house } from './home/house.ts'

const wanted = (port: number): WantedMapping => ({
  external: port,
  internal: { address: here6, port },
  leaseS: 3600,
  replace: false,
  permanentIfNeeded: false,
})

async function house6(habits: Partial<Habits> = {}) {
  const { router, met, line } = await house(habits)
  return { router, line, met: await meetRouterV6(line, place6, met, 3000) }
}

type House6 = Awaited<ReturnType<typeof house6>>

async function held({ line, met }: House6, port: number, speech: RouterSpeech | 'auto' = 'auto') {
  const { opening } = await openMapping(line, met, wanted(port), speech)
  if (opening.kind !== 'opened') throw new Error(`not opened: ${opening.kind}`)
  return opening.held
}

describe('a hole in the IPv6 firewall', () => {
  it.each([
    ['upnp', { pinhole: 1 }],
    ['pcp', { nonce: expect.any(String) }],
  ] as const)('is made in %s, and closed', async (speech, known) => {
    const at = await house6({ missesDeletions: false })
    const { opening } = await openMapping(at.line, at.met, wanted(61_225), speech)
    expect(opening).toMatchObject({
      kind: 'opened',
      readBack: 'not-told',
      held: { speech, external: 61_225, ...known },
    })
    expect(at.router.shownHoles()).toEqual([`${here6}:61225`])
    expect(at.router.journal.notes()).toMatchObject([
      { change: { kind: 'pinhole', family: 'v6', leaseS: 3600, ...known } },
    ])
    if (opening.kind === 'opened')
      expect(await closeMapping(at.line, at.met, opening.held)).toEqual({ kind: 'gone', proof: 'said' })
    expect(at.router.shownHoles()).toEqual([])
    expect(at.router.journal.notes()).toEqual([])
    expect(at.router.unnoted).toEqual([])
  })

  it('is for a low port one of PCP: miniupnpd’s UPnP makes none below 1024', async () => {
    const at = await house6()
    const { opening, attempts } = await openMapping(at.line, at.met, wanted(25), 'auto')
    expect(opening).toMatchObject({ kind: 'opened', held: { speech: 'pcp', external: 25 } })
    expect(attempts).toEqual([
      { speech: 'upnp', ended: 'forbidden', code: 606 },
      { speech: 'pcp', ended: 'opened' },
    ])
    const without = await house6({ pcp: false })
    expect((await openMapping(without.line, without.met, wanted(25), 'auto')).opening).toMatchObject({
      kind: 'forbidden',
      code: 606,
    })
    expect(without.router.journal.notes()).toEqual([])
  })

  it('leads to the port that it is for, whatever port is asked for', async () => {
    const at = await house6()
    const { opening } = await openMapping(at.line, at.met, { ...wanted(61_225), external: 25 }, 'auto')
    expect(opening).toMatchObject({ held: { external: 61_225 } })
  })

  it.each(['upnp', 'pcp'] as const)(
    'is renewed in %s, and made again where the router has forgotten it',
    async (speech) => {
      const at = await house6()
      const mine = await held(at, 61_225, speech)
      at.router.clock.advance(1_800_000)
      expect(await renewMapping(at.line, at.met, mine, wanted(61_225))).toMatchObject({
        kind: 'renewed',
        held: { id: mine.id },
      })
      at.router.clock.advance(3_000_000)
      expect(at.router.shownHoles()).toEqual([`${here6}:61225`])
      at.router.restart()
      expect((await renewMapping(at.line, at.met, mine, wanted(61_225))).kind).toBe('renewed')
      expect(at.router.shownHoles()).toEqual([`${here6}:61225`])
      expect(at.router.unnoted).toEqual([])
    },
  )

  it('whose id never reached us is closed all the same', async () => {
    const at = await house6()
    const dying = homeLine(at.router, (step) => (step === 'AddPinhole' ? 'killed-after' : 'done'))
    await expect(openMapping(dying.line, at.met, wanted(61_225), 'upnp')).rejects.toThrow(Killed)
    expect(at.router.shownHoles()).toEqual([`${here6}:61225`])
    expect(await restore(at.line, async () => at.met)).toMatchObject({
      value: [{ ended: { kind: 'removed', proof: 'said' } }],
    })
    expect(at.router.shownHoles()).toEqual([])
    expect(at.router.journal.notes()).toEqual([])
  })

  it('that the router says is not there stays noted until its lease is over: there is no table to look at', async () => {
    const at = await house6({ missesDeletions: true })
    const mine = await held(at, 25)
    at.router.restart()
    expect(await closeMapping(at.line, at.met, mine)).toEqual({ kind: 'left-behind', code: 8 })
    at.router.clock.advance(3_700_000)
    expect(await restore(at.line, async () => at.met)).toMatchObject({ value: [{ ended: { kind: 'was-gone' } }] })
    expect(at.router.journal.notes()).toEqual([])
  })

  it('that cannot be closed in PCP after it was renewed (miniupnpd) is closed in UPnP', async () => {
    const at = await house6({ losesRenewedHoles: true })
    const mine = await held(at, 61_225, 'pcp')
    await renewMapping(at.line, at.met, mine, wanted(61_225))
    expect(await closeMapping(at.line, at.met, mine)).toEqual({ kind: 'gone', proof: 'said' })
    expect(at.router.shownHoles()).toEqual([])
    expect(at.router.journal.notes()).toEqual([])
  })

  it('that cannot be closed at all ends as soon as the router would have it end', async () => {
    const at = await house6({ losesRenewedHoles: true })
    const mine = await held(at, 25)
    await renewMapping(at.line, at.met, mine, wanted(25))
    expect(await closeMapping(at.line, at.met, mine)).toEqual({ kind: 'left-behind', code: 2, endsInS: 120 })
    expect(at.router.journal.notes()).toMatchObject([{ change: { leaseS: 120 } }])
    at.router.clock.advance(121_000)
    expect(at.router.shownHoles()).toEqual([])
    expect(await restore(at.line, async () => undefined)).toMatchObject({ value: [{ ended: { kind: 'was-gone' } }] })
  })

  it('is gone after restore, whatever happens', async () => {
    const fates = fc.array(fc.tuple(fc.nat(6), fc.constantFrom<Fate>('lost', 'unanswered', 'killed', 'killed-after')), {
      maxLength: 3,
    })
    const deed = fc.record({
      port: fc.constantFrom(25, 61_225),
      speech: fc.constantFrom<(RouterSpeech | 'auto')[]>('auto', 'upnp', 'pcp'),
      fates,
    })
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { maxLength: 4 }), fc.boolean(), async (deeds, missesDeletions) => {
        const at = await house6({ missesDeletions })
        for (const { port, speech, fates } of deeds) {
          const { line } = homeLine(at.router, (_, index) => fates.find(([step]) => step === index)?.[1] ?? 'done')
          await openMapping(line, at.met, wanted(port), speech).catch((error: unknown) => {
            if (!(error instanceof Killed)) throw error
          })
        }
        await restore(at.line, async () => at.met)
        expect(at.router.shownHoles()).toEqual([])
        expect(at.router.unnoted).toEqual([])
        at.router.clock.advance(90_000_000)
        await restore(at.line, async () => at.met)
        expect(at.router.journal.notes()).toEqual([])
      }),
    )
  })
})

describe('a router that is asked over IPv6', () => {
  it('is one of its own: what was done over IPv4 is not its business', async () => {
    const at = await house()
    const { opening } = await openMapping(
      at.line,
      at.met,
      { ...wanted(25), internal: { address: '192.168.1.10', port: 25 } },
      'auto',
    )
    expect(opening.kind).toBe('opened')
    const router6 = new HomeRouter()
    const met6 = await meetRouterV6(homeLine(router6).line, place6, at.met, 3000)
    expect(await restore(at.line, async () => met6)).toMatchObject({ value: [{ ended: { kind: 'router-absent' } }] })
  })
})
