import { expect, it, onTestFinished } from 'vitest'
import type { ProbeOptions } from '../../../probe-server/main.ts'
import type { Asked } from '../../../src/core/asked.ts'
import type { Line } from '../../../src/core/line.ts'
import { rerouted } from '../../../src/system/rerouted.ts'
import { lookAtIdle } from '../../../src/watch/idle/look-at-idle.ts'
import { forgetfulBox } from '../probe-server/forgetful-box.ts'
import { probeAddress, type World, world } from '../probe-server/world.ts'
import { openLine } from '../system/open-line.ts'

/** A word that was lost is waited for twelve seconds: here nothing is slow. */
const patience = 0.1
const mailPort = 143

interface Home {
  readonly far: World
  readonly asked: Pick<Asked, 'probes' | 'release'>
  /** A line on which the probe's port 143 is where it is told to be. */
  line(port: number, signal?: AbortSignal): Line
}

async function atHome(options: Partial<ProbeOptions> = {}): Promise<Home> {
  const far = await world(options)
  onTestFinished(() => far.close())
  const probe = { url: `https://${probeAddress}:8025`, host: probeAddress, port: 8025, pins: far.probe.pins }
  return {
    far,
    asked: { release: '0.1.0', probes: [probe] },
    line: (port, signal) =>
      rerouted(openLine({ patience, ...(signal && { signal }) }), {
        dial: {
          [`${probeAddress}:8025`]: { address: '127.0.0.1', port: far.realPort('api') },
          [`${probeAddress}:${mailPort}`]: { address: '127.0.0.1', port },
        },
        self: { v4: { nominal: '192.168.1.10', real: '127.0.0.1' } },
      }),
  }
}

it('what is kept is believed at once', async () => {
  const { far, line, asked } = await atHome()
  expect(await lookAtIdle(line(far.realPort(mailPort)), asked, 'v4', [1])).toEqual({
    kind: 'found',
    found: { family: 'v4', keptMs: 1_000 },
  })
})

it('what is lost is believed when it is lost again', async () => {
  const { far, line, asked } = await atHome()
  const box = await forgetfulBox(1_500, far.realPort(mailPort))
  const startedMs = performance.now()
  expect(await lookAtIdle(line(box), asked, 'v4', [1, 3])).toEqual({
    kind: 'found',
    found: { family: 'v4', keptMs: 1_000, lostMs: 3_000 },
  })
  expect(performance.now() - startedMs).toBeGreaterThan(6_000)
})

it('what was lost once, and not again, says nothing', async () => {
  const { far, line, asked } = await atHome()
  // A box that is forgetful for as long as the first look takes.
  const endsMs = performance.now() + 3_200
  const box = await forgetfulBox(() => (performance.now() < endsMs ? 1_500 : 60_000), far.realPort(mailPort))
  expect(await lookAtIdle(line(box), asked, 'v4', [1, 3])).toEqual({ kind: 'nothing', why: 'unsure' })
})

it('ends at once when it is told to', async () => {
  const { far, line, asked } = await atHome()
  const stop = new AbortController()
  const looking = lookAtIdle(line(far.realPort(mailPort), stop.signal), asked, 'v4', [1, 60])
  setTimeout(() => stop.abort(), 1_500)
  const startedMs = performance.now()
  expect(await looking).toEqual({ kind: 'nothing', why: 'unsure' })
  expect(performance.now() - startedMs).toBeLessThan(2_500)
})

it('says why there is no probe to be silent with', async () => {
  const near = await atHome({ dialable: () => false })
  const line = near.line(near.far.realPort(mailPort))
  expect(await lookAtIdle(line, near.asked, 'v4', [1])).toEqual({ kind: 'nothing', why: 'own-network' })
  const otherKey = { ...near.asked, probes: near.asked.probes.map((probe) => ({ ...probe, pins: ['A'.repeat(43)] })) }
  expect(await lookAtIdle(line, otherKey, 'v4', [1])).toEqual({ kind: 'nothing', why: 'untrusted' })
  expect(await lookAtIdle(line, near.asked, 'v6', [1])).toEqual({ kind: 'nothing', why: 'not-met' })
  const full = await atHome({ limits: { perAddress: 0 } })
  expect(await lookAtIdle(full.line(1), full.asked, 'v4', [1])).toEqual({ kind: 'nothing', why: 'not-met' })
})
