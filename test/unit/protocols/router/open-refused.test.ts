import { describe, expect, it } from 'vitest'
import type { RouterSpeech } from '../../../../src/core/journal.ts'
import { type Habits, here } from './home/home-router.ts'
import { expectAsBefore, house, mapped, open } from './home/house.ts'

describe('a router that says no', () => {
  const noWan = { wan: '' } as const
  const cases: [string, Partial<Habits>, RouterSpeech, object][] = [
    ['may not, IGD:2', { allows: (port) => port > 1023 }, 'upnp', { kind: 'forbidden', code: 606, says: 'no 606' }],
    [
      'may not, IGD:1, which has no code for it',
      { allows: (port) => port > 1023, igd1: true },
      'upnp',
      { kind: 'forbidden', code: 718 },
    ],
    ['nothing outside', noWan, 'upnp', { kind: 'no-wan', code: 501 }],
    ['permanent only', { permanentOnly: 725 }, 'upnp', { kind: 'permanent-only', code: 725 }],
    ['permanent only, said otherwise', { permanentOnly: 402 }, 'upnp', { kind: 'permanent-only', code: 402 }],
    ['same port only', { samePortOnly: true }, 'upnp', { kind: 'same-port-only', code: 724 }],
    ['may not', { allows: (port) => port > 1023 }, 'pcp', { kind: 'forbidden', code: 11 }],
    ['none may be had', { allows: () => false }, 'natpmp', { kind: 'forbidden', code: 2 }],
    ['another one may be had', { allows: (port) => port > 1023 }, 'natpmp', { kind: 'substituted', external: 1024 }],
    [
      'another one, by a server that knows no option',
      { allows: (port) => port > 1023, knowsPreferFailure: false },
      'pcp',
      { kind: 'substituted', external: 1024 },
    ],
  ]
  it.each(cases)('%s', async (_, habits, speech, expected) => {
    const at = await house(habits)
    const { opening, attempts } = await open(at, {}, speech)
    expect(opening).toMatchObject({ speech, ...expected })
    expect(attempts).toMatchObject([
      { speech, ended: opening.kind, ...('code' in expected && { code: expected.code }) },
    ])
    expectAsBefore(at)
  })

  it('in PCP, for want of an address outside: known from the others, for the code is that of a full table', async () => {
    const at = await house({ wan: '' })
    expect((await open(at, {}, 'pcp')).opening).toEqual({ kind: 'no-wan', speech: 'pcp', code: 8 })
    const carrier = await house({ wan: '100.64.1.7' })
    carrier.router.habits.wan = ''
    expect((await open(carrier, {}, 'pcp')).opening).toEqual({ kind: 'no-wan', speech: 'pcp', code: 8 })
    const alone = await house({ wan: '', upnp: false, natpmp: false })
    expect((await open(alone, {}, 'pcp')).opening).toEqual({ kind: 'refused', speech: 'pcp', code: 8 })
  })

  it('in NAT-PMP after it was met: the network is down', async () => {
    const at = await house({ upnp: false })
    at.router.habits.wan = ''
    expect((await open(at, {}, 'natpmp')).opening).toEqual({ kind: 'no-wan', speech: 'natpmp', code: 3 })
  })

  it.each([725, 402] as const)('to a lease (%i), and is asked for ever if that is wanted', async (permanentOnly) => {
    const at = await house({ permanentOnly })
    expect((await open(at, { permanentIfNeeded: true })).opening).toMatchObject({ kind: 'opened', held: { leaseS: 0 } })
    expect(at.router.journal.notes()).toMatchObject([{ change: { leaseS: 0 } }])
    expect(at.router.journal.deeds).toEqual(['begin n1 upnp 25', 'amend n1'])
  })

  it('is not asked again by the one port of ours that leads elsewhere already', async () => {
    for (const speech of ['pcp', 'natpmp'] as const) {
      const at = await house()
      at.router.forward(587, here, 61_225)
      expect((await open(at, {}, speech)).opening).toEqual({ kind: 'substituted', speech, external: 587 })
      expect(at.asked).not.toContain(speech)
      expectAsBefore(at, [`587 -> ${here}:61225`])
    }
  })
})

describe('a router that says yes', () => {
  it('and does nothing, has not kept it', async () => {
    for (const speech of ['upnp', 'pcp', 'natpmp'] as const) {
      const at = await house({ lies: true })
      expect((await open(at, {}, speech)).opening).toEqual({ kind: 'not-kept', speech, found: null })
      expectAsBefore(at)
    }
  })

  it('and does something else, is undone', async () => {
    const at = await house()
    const { write } = at.router
    at.router.write = (external, forward) => write.call(at.router, external, { ...forward, enabled: false })
    expect((await open(at, {}, 'upnp')).opening).toMatchObject({ kind: 'not-kept', found: { enabled: false } })
    expectAsBefore(at)
  })

  it('and writes its table a little later, is believed', async () => {
    const at = await house()
    const { write } = at.router
    at.router.write = (external, forward) => {
      const { pause } = at.line.clock
      at.line.clock.pause = async (ms) => {
        write.call(at.router, external, forward)
        await pause(ms)
      }
    }
    expect((await open(at)).opening).toMatchObject({ kind: 'opened', readBack: 'as-asked' })
  })
})

describe('a router that is silent', () => {
  it('when it is looked at, is not asked for anything', async () => {
    for (const speech of ['upnp', 'pcp', 'natpmp'] as const) {
      const at = await house({}, (step) => (step === 'GetSpecificPortMappingEntry' ? 'lost' : 'done'))
      expect((await open(at, {}, speech)).opening).toEqual({ kind: 'silent', speech, failure: 'timed-out' })
      expectAsBefore(at)
      expect(at.router.journal.deeds).toEqual([])
    }
  })

  it.each(['lost', 'unanswered'] as const)('when it is asked (%s): what may have been done is undone', async (fate) => {
    for (const [speech, step] of [
      ['upnp', 'AddPortMapping'],
      ['pcp', 'pcp'],
      ['natpmp', 'natpmp'],
    ] as const) {
      let asked = 0
      // The request is repeated twice (0, 250 and 750 ms); then the router speaks again.
      const at = await house({}, (one) =>
        one === step && ++asked <= 3 && (step !== 'AddPortMapping' || asked === 1) ? fate : 'done',
      )
      expect((await open(at, {}, speech)).opening).toEqual({ kind: 'silent', speech, failure: 'timed-out' })
      expectAsBefore(at)
    }
  })

  it('from then on: the note stays', async () => {
    let isDead = false
    const at = await house({}, (step) => {
      isDead ||= step === 'AddPortMapping'
      return !isDead ? 'done' : step === 'AddPortMapping' ? 'unanswered' : step === 'end' ? 'done' : 'lost'
    })
    expect((await open(at)).opening).toEqual({ kind: 'silent', speech: 'upnp', failure: 'timed-out' })
    expect(at.router.shown()).toEqual([mapped])
    expect(at.router.journal.notes()).toHaveLength(1)
    expect(at.router.unnoted).toEqual([])
  })
})

describe('a journal that cannot be written to', () => {
  it('lets nothing be asked for', async () => {
    const at = await house()
    at.router.journal.broken = true
    expect((await open(at)).opening).toEqual({ kind: 'not-noted', failure: 'not-permitted' })
    expect(at.asked).toEqual(['GetSpecificPortMappingEntry'])
    expect(at.router.shown()).toEqual([])
  })

  it('when the lease is known: what could not be found again does not stay', async () => {
    const at = await house({}, (step) => {
      if (step === 'AddPortMapping') at.router.journal.broken = true
      return 'done'
    })
    expect((await open(at)).opening).toEqual({ kind: 'not-noted', failure: 'not-permitted' })
    expect(at.router.shown()).toEqual([])
  })
})
