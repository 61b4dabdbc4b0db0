import { describe, expect, it } from 'vitest'
import { failed } from '../../../../src/core/failure.ts'
import { restore } from '../../../../src/protocols/router/restore.ts'
import { homeLine } from './home/home-line.ts'
import { here, other } from './home/home-router.ts'
import { expectAsBefore, type House, held, house, mapped } from './home/house.ts'

const hourMs = 3_600_000

/** What became of each note, as `id kind`. */
async function restored(
  at: House,
  meet: Parameters<typeof restore>[1] = async () => at.met,
  only?: Parameters<typeof restore>[2],
) {
  const outcome = await restore(at.line, meet, only)
  return outcome.ok ? outcome.value.map(({ noted, ended }) => `${noted.id} ${ended.kind}`) : outcome
}

describe('what the journal has is restored', () => {
  it('the newest first, in whatever language', async () => {
    const at = await house()
    await held(at)
    await held(at, { external: 465 }, 'upnp')
    await held(at, { external: 587, internal: { address: here, port: 587 } }, 'pcp')
    await held(at, { external: 993, internal: { address: here, port: 993 } }, 'natpmp')
    expect(await restored(at)).toEqual(['n4 removed', 'n3 removed', 'n2 removed', 'n1 removed'])
    expectAsBefore(at)
    expect(await restored(at)).toEqual([])
  })

  it('and says what it found', async () => {
    const at = await house({ secure: false })
    at.router.forward(25, other, 25)
    await held(at, { replace: true })
    await held(at, { external: 465 })
    await held(at, { external: 587 })
    at.router.forward(465, other, 465)
    at.router.table.delete(587)
    expect(await restored(at)).toEqual(['n3 was-gone', 'n2 changed-since', 'n1 put-back'])
    expectAsBefore(at, [`25 -> ${other}:25`, `465 -> ${other}:465`])
  })

  it('but for what others on this machine hold', async () => {
    const at = await house()
    await held(at)
    await held(at, { external: 465 })
    expect(await restored(at, undefined, ({ id }) => id === 'n2')).toEqual(['n2 removed'])
    expect(at.router.shown()).toEqual([mapped])
    // What lies beneath somebody's newer change waits for him.
    await held(at, { internal: { address: here, port: 2525 }, replace: true })
    expect(await restored(at, undefined, ({ id }) => id === 'n1')).toEqual(['n1 left-behind'])
    expect(at.router.shown()).toEqual([`25 -> ${here}:2525`])
  })

  it('but for what lies beneath a newer change that could not be taken back', async () => {
    const at = await house()
    await held(at)
    await held(at, { internal: { address: here, port: 2525 }, replace: true })
    const deaf = homeLine(at.router, (step) => (step === 'AddPortMapping' ? 'lost' : 'done'))
    // Ours of before us could not be put back, so it is not for us to be taken away.
    expect(await restored({ ...at, ...deaf })).toEqual(['n2 left-behind', 'n1 left-behind'])
    expect(await restored(at)).toEqual(['n2 put-back', 'n1 removed'])
    expectAsBefore(at)
  })

  it('of a router that is met once', async () => {
    const at = await house()
    await held(at)
    await held(at, { external: 465 })
    const met: string[] = []
    await restored(at, async (router) => {
      met.push(router)
      return at.met
    })
    expect(met).toEqual(['192.168.1.1'])
  })
})

describe('a router that is not there', () => {
  it('keeps its notes', async () => {
    const at = await house()
    await held(at)
    expect(await restored(at, async () => undefined)).toEqual(['n1 router-absent'])
    expect(at.router.journal.notes()).toHaveLength(1)
    expect(await restored(at)).toEqual(['n1 removed'])
  })

  it('has ended by itself what has run out, unless something is owed', async () => {
    for (const speech of ['upnp', 'pcp', 'natpmp'] as const) {
      const at = await house()
      await held(at, {}, speech)
      at.router.clock.advance(hourMs + 1000)
      expect(await restored(at, async () => undefined)).toEqual(['n1 was-gone'])
      expectAsBefore(at)
    }
    const at = await house({ secure: false })
    at.router.forward(25, other, 25)
    await held(at, { replace: true })
    at.router.clock.advance(hourMs + 1000)
    expect(await restored(at, async () => undefined)).toEqual(['n1 router-absent'])
    expect(await restored(at)).toEqual(['n1 put-back'])
    expectAsBefore(at, [`25 -> ${other}:25`])
  })

  it('and one that is silent, alike', async () => {
    const at = await house()
    await held(at)
    at.router.clock.advance(hourMs + 1000)
    const deaf = homeLine(at.router, (step) => (/unended|end/.test(step) ? 'done' : 'lost'))
    expect(await restored({ ...at, ...deaf })).toEqual(['n1 was-gone'])
    expectAsBefore(at)
  })
})

describe('long after its end', () => {
  it('the same forward, made by hand, is not ours', async () => {
    const at = await house()
    await held(at)
    at.router.clock.advance(30 * 24 * hourMs)
    at.router.forward(25, here, 61_225, { description: 'mail' })
    expect(await restored(at)).toEqual(['n1 changed-since'])
    expectAsBefore(at, [mapped])
  })

  it('what still bears our name is: some routers take a lease and end nothing', async () => {
    const at = await house()
    await held(at)
    at.router.clock.advance(2 * hourMs)
    at.router.forward(25, here, 61_225, { description: 'mailworthy 25' })
    expect(await restored(at)).toEqual(['n1 removed'])
    expectAsBefore(at)
  })
})

describe('a journal that cannot be read', () => {
  it('is said to be so', async () => {
    const at = await house()
    at.router.journal.broken = true
    expect(await restored(at)).toEqual(failed('not-permitted'))
  })
})
