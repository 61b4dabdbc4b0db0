import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { failed, success } from '../../../../src/core/failure.ts'
import { askRouter } from '../../../../src/protocols/router/ask-router.ts'
import { silentLine } from '../../silent-line.ts'
import { place, place6, type Reply, type ScriptedRouter, scriptedRouter } from './scripted-router.ts'

const request = Uint8Array.of(1, 2)
const right = Uint8Array.of(42)
const wrong = Uint8Array.of(7)
const answer = { kind: 'answer', value: 'understood' } as const

/** Understands 42, is told by 99 that nobody will, and takes all else for a reply to somebody else. */
const read = ([byte]: Uint8Array) =>
  byte === 42 ? success('understood') : byte === 99 ? failed('unsupported') : failed('malformed')
const asked = ({ line }: ScriptedRouter, ms = 3000, at = place) => askRouter(line, at, request, read, ms)
const sentAt = ({ requests }: ScriptedRouter) => requests.map(({ atMs }) => atMs)
const always = (...replies: readonly Reply[]) => scriptedRouter(() => replies)

describe('a router that is asked', () => {
  it('is asked from our own address, of it alone, and answers', async () => {
    const router = always({ afterMs: 3, data: right })
    expect(await asked(router)).toEqual(answer)
    expect(router.opened).toEqual([
      { family: 'v4', address: '192.168.1.10', peer: { address: '192.168.1.1', port: 5351 } },
    ])
    expect(router.requests).toEqual([{ atMs: 0, data: request }])
    expect(router.closed()).toBe(1)
  })

  it.each([
    [3000, [0, 250, 750, 1750]],
    [1000, [0, 250, 750]],
    // A request that could not be waited for is not sent: the router would do what we do not hear of.
    [1800, [0, 250, 750]],
    [300, [0]],
    [100, [0]],
    [0, []],
  ])('that keeps silent costs %i ms, and is asked again at 250 ms and ever more slowly', async (ms, times) => {
    const silent = always()
    expect(await asked(silent, ms)).toEqual({ kind: 'absent', failure: 'timed-out' })
    expect(sentAt(silent)).toEqual(times)
    expect(silent.clock.elapsed()).toBe(ms)
    expect(silent.closed()).toBe(1)
  })

  it('may lose what is asked first, or be slow', async () => {
    const lossy = scriptedRouter((_, index) => (index === 2 ? [{ afterMs: 5, data: right }] : []))
    expect(await asked(lossy)).toEqual(answer)
    expect(lossy.clock.elapsed()).toBe(755)
    const slow = scriptedRouter((_, index) => (index === 0 ? [{ afterMs: 400, data: right }] : []))
    expect(await asked(slow)).toEqual(answer)
    expect(sentAt(slow)).toEqual([0, 250])
    expect(await asked(always({ afterMs: 3001, data: right }))).toEqual({ kind: 'absent', failure: 'timed-out' })
  })

  it.each(['refused', 'prohibited', 'network-unreachable', 'cancelled'] as const)('is absent: %s', async (failure) => {
    const onReceive = scriptedRouter(() => [], { receive: failed(failure) })
    const onSend = scriptedRouter(() => [], { send: failed(failure) })
    for (const router of [onReceive, onSend]) {
      expect(await asked(router)).toEqual({ kind: 'absent', failure })
      expect(sentAt(router)).toEqual([0])
      expect(router.closed()).toBe(1)
    }
    const closed = silentLine({ datagrams: async () => failed(failure) })
    expect(await askRouter(closed, place, request, read, 3000)).toEqual({ kind: 'absent', failure })
  })

  it('is absent when it says that it speaks something else', async () => {
    const other = always({ afterMs: 1, data: Uint8Array.of(99) })
    expect(await asked(other)).toEqual({ kind: 'absent', failure: 'unsupported' })
    expect(other.clock.elapsed()).toBe(1)
  })

  it('is broken if nothing that it says is an answer, and has all the time to say it', async () => {
    const broken = always({ afterMs: 1, data: wrong })
    expect(await asked(broken)).toEqual({ kind: 'broken', failure: 'malformed' })
    expect(sentAt(broken)).toEqual([0, 250, 750, 1750])
    expect(await asked(always({ afterMs: 1, data: wrong }, { afterMs: 2, data: right }))).toEqual(answer)
  })

  it('is known by its address, however it is written', async () => {
    const from = { address: 'fe80:0:0:0::1%enp3s0' }
    const router = scriptedRouter(() => [{ afterMs: 1, data: right, from }], { at: place6 })
    expect(await asked(router, 3000, place6)).toEqual(answer)
  })

  it('is the only one who is believed', async () => {
    const address = fc.oneof(fc.ipV4(), fc.ipV6(), fc.constant(place.address))
    const sender = fc.record({ address, port: fc.integer({ min: 1, max: 65_535 }) })
    await fc.assert(
      fc.asyncProperty(sender, async (from) => {
        fc.pre(from.address !== place.address || from.port !== 5351)
        expect(await asked(always({ afterMs: 1, data: right, from }))).toEqual({ kind: 'absent', failure: 'timed-out' })
      }),
    )
  })

  it('is not waited for through a flood', async () => {
    const flood = (data: Uint8Array, from: Reply['from'] = {}) =>
      always(...Array.from({ length: 1000 }, (_, index) => ({ afterMs: index / 100, data, from })))
    const strangers = flood(right, { address: '192.168.1.66' })
    expect(await asked(strangers)).toEqual({ kind: 'absent', failure: 'too-much' })
    expect(strangers.clock.elapsed()).toBeLessThan(1)
    expect(await asked(flood(wrong))).toEqual({ kind: 'broken', failure: 'too-much' })
  })
})
