import { describe, expect, it } from 'vitest'
import {
  guidedReboot,
  mappingsMs,
  type RebootEnded,
  type RebootGuide,
  returnMs,
  settleMs,
  switchOffMs,
} from '../../../../src/watch/reboot/guided-reboot.ts'
import type { Look, Sighting } from '../../../../src/watch/look.ts'
import { virtualClock } from '../../virtual-clock.ts'

const minute = 60_000
const far: Sighting = { witness: 'stun.example', of: 'far', family: 'v4', sentMs: 0 }
const gateway: Sighting = { witness: '192.168.1.1', of: 'gateway', family: 'v4', sentMs: 0 }

/** How the line is from a moment on, ms from the beginning. */
interface Phase {
  readonly fromMs: number
  readonly router: boolean
  readonly up: boolean
  readonly v4?: string
  readonly prefix?: string
  readonly link?: Look['link']
}

const up = { router: true, up: true, v4: '203.0.113.5' } as const
const off = { router: false, up: false } as const

interface Script {
  readonly phases: readonly Phase[]
  readonly offMs?: number
  readonly mappings?: (ms: number) => readonly string[] | undefined
  /** A router that answers nothing of its own. */
  readonly mute?: true
  readonly interruptMs?: number
  /** What the router says of its own age, s. */
  readonly epochS?: (ms: number) => number
}

/** Plays a restart on a clock that moves only with the looks. Each look takes 100 ms. */
async function play({ phases, offMs = 5 * minute, mappings, mute, interruptMs, epochS }: Script) {
  const clock = virtualClock()
  const life = new AbortController()
  const steps: string[] = []
  const waits = new Set<string>()
  const stepAtMs: Record<string, number> = {}
  const guide: RebootGuide = {
    clock,
    offMs,
    signal: life.signal,
    async look(whom) {
      const moment = { wall: clock.now(), elapsedMs: clock.elapsed(), sinceBootMs: undefined }
      const phase = phases.findLast(({ fromMs }) => fromMs <= clock.elapsed()) ?? { fromMs: 0, ...up }
      clock.advance(100)
      if (interruptMs !== undefined && clock.elapsed() >= interruptMs) life.abort()
      const fate = (is: boolean) => (is ? { rttMs: 1 } : { failure: 'timed-out' as const })
      const seen = (what: 'public' | 'prefix', family: 'v4' | 'v6', address: string | undefined) =>
        address === undefined ? [] : [{ what, family, address, witness: far.witness }]
      return {
        moment,
        link: phase.link ?? 'up',
        line: {},
        lacks: [],
        sightings: [
          ...(mute ? [] : [{ ...gateway, ...fate(phase.router) }]),
          ...(whom === 'all' ? [{ ...far, ...fate(phase.up) }] : []),
        ],
        ...(phase.router && epochS !== undefined && { routerEpochS: epochS(clock.elapsed()) }),
        addresses: phase.up ? [...seen('public', 'v4', phase.v4), ...seen('prefix', 'v6', phase.prefix)] : [],
      }
    },
    mappings: async () => mappings?.(clock.elapsed()),
    say: ({ step }) => {
      steps.push(step)
      stepAtMs[step] = clock.elapsed()
    },
    show: (waiting, leftMs) => {
      waits.add(waiting)
      expect(leftMs).toBeGreaterThan(0)
    },
  }
  const ended = await guidedReboot(guide)
  return { ended, steps, stepAtMs, waits, tookMs: clock.elapsed() }
}

type Done = Extract<RebootEnded, { kind: 'done' }>

/** Pulled after 30 s, plugged in again when it was asked for, up a minute and a half later. */
const usual: readonly Phase[] = [
  { fromMs: 0, ...up },
  { fromMs: 30_000, ...off },
  { fromMs: 6 * minute, router: true, up: false },
  { fromMs: 7 * minute, ...up },
]

describe('the guided restart of the router', () => {
  it('guides through it, and compares', async () => {
    const { ended, steps, stepAtMs } = await play({ phases: usual })
    expect(steps).toEqual(['switch-off', 'is-off', 'switch-on', 'is-back', 'is-up'])
    expect(ended).toMatchObject({
      kind: 'done',
      early: false,
      before: { v4: '203.0.113.5' },
      after: { v4: '203.0.113.5' },
    })
    const { offMs, reconnectMs, offFrom, to } = ended as Done
    expect(offMs / 1000).toBeCloseTo(330, -0.5)
    expect(reconnectMs / 1000).toBeCloseTo(60, -0.7)
    expect(Date.parse(to) - Date.parse(offFrom)).toBe(offMs + reconnectMs)
    // It is off for as long as was asked for before it is to be switched on.
    expect((stepAtMs['switch-on'] ?? 0) - 30_000).toBeGreaterThanOrEqual(5 * minute)
    expect((stepAtMs['switch-on'] ?? 0) - 30_000).toBeLessThan(5 * minute + 3_000)
  })

  it('sees another address, and a network that comes later than the line', async () => {
    const { ended } = await play({
      phases: [
        { fromMs: 0, ...up, prefix: '2001:db8:1::/64' },
        ...usual.slice(1, 3),
        { fromMs: 7 * minute, router: true, up: true, v4: '203.0.113.9' },
        { fromMs: 9 * minute, router: true, up: true, v4: '203.0.113.9', prefix: '2001:db8:2::/64' },
      ],
    })
    expect(ended).toMatchObject({
      before: { v4: '203.0.113.5', v6Prefix: '2001:db8:1::/64' },
      after: { v4: '203.0.113.9', v6Prefix: '2001:db8:2::/64' },
    })
  })

  it('waits for an address that does not come back, but not for ever', async () => {
    const { ended, tookMs } = await play({
      phases: [{ fromMs: 0, ...up, prefix: '2001:db8:1::/64' }, ...usual.slice(1)],
    })
    expect((ended as Done).after).toEqual({ v4: '203.0.113.5' })
    expect(tookMs).toBeLessThan(7 * minute + settleMs + 10_000)
  })

  it('sees what the router has forgotten, however late it shows its table', async () => {
    const before = ['TCP 25 to port 25', 'TCP 993 to port 993']
    const { ended } = await play({
      phases: usual,
      mappings: (ms) => (ms < minute ? before : ms < 7 * minute + 30_000 ? undefined : ['TCP 993 to port 993']),
    })
    expect(ended).toMatchObject({ before: { mappings: before }, after: { mappings: ['TCP 993 to port 993'] } })
  })

  it('does not wait for a table for ever', async () => {
    const { ended, tookMs } = await play({ phases: usual, mappings: (ms) => (ms < minute ? [] : undefined) })
    expect((ended as Done).after).not.toHaveProperty('mappings')
    expect(tookMs).toBeLessThan(7 * minute + mappingsMs + 20_000)
  })

  it('says that it was switched on too early', async () => {
    const { ended, steps } = await play({
      phases: [...usual.slice(0, 2), { fromMs: minute, router: true, up: false }, { fromMs: 2 * minute, ...up }],
    })
    expect(steps).toEqual(['switch-off', 'is-off', 'is-back', 'is-up'])
    expect(ended).toMatchObject({ kind: 'done', early: true })
  })

  it('takes a hiccup for none, and waits on for the plug to be pulled', async () => {
    const hiccup: readonly Phase[] = [
      { fromMs: 0, ...up },
      { fromMs: 10_000, ...off },
      { fromMs: 12_200, ...up },
    ]
    const { ended, steps } = await play({ phases: [...hiccup, ...usual.slice(1)] })
    expect(steps).toEqual(['switch-off', 'is-off', 'was-short', 'is-off', 'switch-on', 'is-back', 'is-up'])
    expect((ended as Done).offMs / 1000).toBeCloseTo(330, -0.5)
    const never = await play({ phases: hiccup })
    expect(never.ended).toEqual({ kind: 'not-begun', why: 'never-silent' })
    expect(never.tookMs).toBeLessThan(switchOffMs + 10_000)
    const flapping = Array.from({ length: 100 }, (_, i) => ({ fromMs: 10_000 + i * 10_000, ...(i % 2 ? up : off) }))
    const flaps = await play({ phases: [{ fromMs: 0, ...up }, ...flapping] })
    expect(flaps.ended).toEqual({ kind: 'not-begun', why: 'never-silent' })
  })

  it('knows by the silence of all others that a router is off which never answers', async () => {
    const { ended, steps } = await play({ phases: usual, mute: true })
    expect(steps).toEqual(['switch-off', 'is-off', 'switch-on', 'is-back', 'is-up'])
    expect(ended).toMatchObject({ kind: 'done', reconnectMs: expect.any(Number) })
  })

  it('takes a dead cable for a router that is off, and one lost answer for nothing', async () => {
    const blip: readonly Phase[] = [
      { fromMs: 0, ...up },
      { fromMs: 20_000, ...off },
      { fromMs: 20_900, ...up },
    ]
    const never = await play({ phases: blip })
    expect(never.ended).toEqual({ kind: 'not-begun', why: 'never-silent' })
    expect(never.tookMs).toBeGreaterThan(switchOffMs)
    expect(never.tookMs).toBeLessThan(switchOffMs + 10_000)
    const dead = await play({
      phases: [
        { fromMs: 0, ...up },
        { fromMs: 30_000, ...up, link: 'no-carrier' },
        { fromMs: 31_000, ...off },
        ...usual.slice(2),
      ],
    })
    expect(dead.ended.kind).toBe('done')
  })

  it.each<readonly [string, (ms: number) => number, RebootEnded['kind']]>([
    ['that has run on: only a cable was pulled', (ms) => 5_000 + ms / 1_000, 'not-begun'],
    ['that is slow by an eighth, and has run on', (ms) => 5_000 + (ms / 1_000) * 0.88, 'not-begun'],
    ['that began anew', (ms) => (ms < minute ? 5_000 : 0) + (ms - (ms < minute ? 0 : 5.9 * minute)) / 1_000, 'done'],
    ['that was young when it began anew', (ms) => (ms < minute ? ms : ms - 5.9 * minute) / 1_000, 'done'],
    ['that counts from a date', (ms) => 1.79e9 + ms / 1_000, 'done'],
  ])('believes a clock of the router %s', async (_, epochS, kind) => {
    const { ended } = await play({ phases: usual, epochS })
    expect(ended.kind).toBe(kind)
    if (kind === 'not-begun') expect(ended).toEqual({ kind, why: 'ran-on' })
  })

  it('does not begin without a line', async () => {
    const { ended, steps, tookMs } = await play({ phases: [{ fromMs: 0, router: true, up: false }] })
    expect({ ended, steps }).toEqual({ ended: { kind: 'not-begun', why: 'no-line' }, steps: [] })
    expect(tookMs).toBeLessThan(40_000)
  })

  it('gives up on a router, or a line, that does not come back', async () => {
    const dead = await play({ phases: usual.slice(0, 2) })
    expect(dead.ended).toMatchObject({ kind: 'not-back', why: 'too-long', router: false })
    expect(dead.tookMs).toBeLessThan(30_000 + 5 * minute + returnMs + 10_000)
    const lost = await play({ phases: usual.slice(0, 3) })
    expect(lost.ended).toMatchObject({ kind: 'not-back', why: 'too-long', router: true })
    expect(lost.tookMs).toBeLessThan(6 * minute + returnMs + 10_000)
  })

  it.each([
    [1_000, { kind: 'not-begun', why: 'interrupted' }],
    [20_000, { kind: 'not-begun', why: 'interrupted' }],
    [2 * minute, { kind: 'not-back', why: 'interrupted', router: false }],
    [5.6 * minute, { kind: 'not-back', why: 'interrupted', router: false }],
    [6.5 * minute, { kind: 'not-back', why: 'interrupted', router: true }],
  ])('ends with a Ctrl-C after %d ms', async (interruptMs, wanted) => {
    const { ended, tookMs } = await play({ phases: usual, interruptMs })
    expect(ended).toMatchObject(wanted)
    expect(tookMs).toBeLessThan(interruptMs + 5_000)
  })
})
