import { afterEach, describe, expect, it } from 'vitest'
import { askMtu, type MtuFacts } from '../../../src/protocols/probe/ask-mtu.ts'
import { openSession } from '../../../src/protocols/probe/open-session.ts'
import { rerouted } from '../../../src/system/rerouted.ts'
import { bulkPorts } from '../../../src/wire/bulk.ts'
import { type BlackHole, blackHole } from '../black-hole.ts'
import { deadPort, peer, probeAddress, world } from '../probe-server/world.ts'
import { openLine } from '../system/open-line.ts'

const opened: { close(): unknown }[] = []
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close()
})

/** Asks a real probe over a line that does what is told; every wait is a fifth as long as at home. */
async function asked(port: 25 | 587, way: BlackHole | { readonly at: number }): Promise<MtuFacts> {
  const far = await world()
  opened.push(far)
  const at = (real: number) => ({ address: '127.0.0.1', port: real })
  let real = 'at' in way ? way.at : far.realPort(port)
  if ('swallows' in way) {
    const hole = await blackHole(real, way)
    opened.push(hole)
    real = hole.port
  }
  const line = rerouted(openLine({ patience: 0.2 }), {
    dial: { [`${probeAddress}:8025`]: at(far.realPort('api')), [`${probeAddress}:${port}`]: at(real) },
  })
  const session = await openSession(line, { url: `https://${probeAddress}:8025`, pins: far.probe.pins }, 'v4')
  if (session.kind !== 'session') throw new Error(session.kind)
  return askMtu(line, session.open, port)
}

describe('askMtu', () => {
  it.each(bulkPorts)('sees large segments pass both ways on %i', async (port) => {
    expect(await asked(port, { swallows: 'none' })).toMatchObject({
      port,
      small: 'replied',
      upload: 'passed',
      download: 'passed',
      bytesSeen: 8192,
    })
  })

  it.each<[BlackHole['swallows'], MtuFacts['upload'], MtuFacts['download'], number]>([
    ['up', 'stalled', 'passed', 8192],
    ['down', 'passed', 'stalled', 0],
    ['both', 'stalled', 'stalled', 0],
  ])('sees large segments vanish: %s', async (swallows, upload, download, bytesSeen) => {
    const facts = await asked(25, { swallows })
    expect(facts).toMatchObject({ small: 'replied', upload, download, bytesSeen })
  })

  it('does not take a line that goes down for one that swallows large segments', async () => {
    const facts = await asked(25, { swallows: 'both', dies: true })
    expect(facts).toMatchObject({ small: 'replied', upload: 'timed-out', download: 'timed-out', bytesSeen: 0 })
  })

  it('tries nothing where nobody answers, or somebody else does', async () => {
    const nobody = await asked(25, { at: await deadPort() })
    expect(nobody).toMatchObject({ small: 'refused', upload: 'not-tried', download: 'not-tried', bytesSeen: 0 })
    const stranger = await peer((socket) => {
      socket.write('220 mx.example.org ESMTP\r\n')
      socket.on('data', () => socket.write('250 mx.example.org\r\n'))
    })
    opened.push(stranger)
    expect(await asked(25, { at: stranger.port })).toMatchObject({ small: 'not-proved', upload: 'not-tried' })
    expect(stranger.heard()).not.toContain('XS')
    const mute = await peer(() => {})
    opened.push(mute)
    expect(await asked(25, { at: mute.port })).toMatchObject({ small: 'timed-out', download: 'not-tried' })
  })
})
