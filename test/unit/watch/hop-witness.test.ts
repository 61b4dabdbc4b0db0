import { describe, expect, it } from 'vitest'
import { type HopWitness, hopWitness } from '../../../src/watch/hop-witness.ts'
import { box, hop, type WatchedWorld, watchedWorld } from './watched-world.ts'

/** A hop that answers pings alone, and what is asked of it. */
async function pinged(): Promise<{ world: WatchedWorld; witness: HopWitness; pings: () => number }> {
  const world = watchedWorld()
  world.pings.set('ttl 1', box).set('ttl 2', hop).set(hop, hop)
  const witness = hopWitness(world.line, 'v4')
  await witness.find({ far: '25.9.0.0', gateway: box })
  world.questions.length = 0
  return { world, witness, pings: () => world.questions.filter((each) => each === `ping ${hop}`).length }
}

describe('a hop that answers pings alone', () => {
  it('is pinged at the first looks of a trouble, then every ten seconds, for each ping is a process', async () => {
    const { world, witness, pings } = await pinged()
    const asked: boolean[] = []
    for (let second = 0; second < 33; second += 1) {
      asked.push((await witness.ask({ inTrouble: true })) !== undefined)
      world.clock.advance(1_000)
    }
    expect(asked.flatMap((each, second) => (each ? [second] : []))).toEqual([0, 1, 2, 12, 22, 32])
    expect(pings()).toBe(6)
  })

  it('is pinged every five minutes while all is well, as soon as that is known', async () => {
    const { world, witness } = await pinged()
    const asked: number[] = []
    for (let second = 0; second <= 960; second += 30) {
      if ((await witness.ask({ inTrouble: false })) !== undefined) asked.push(second)
      world.clock.advance(30_000)
    }
    expect(asked).toEqual([0, 30, 60, 360, 660, 960])
  })

  it('has three pings again for the next trouble', async () => {
    const { world, witness, pings } = await pinged()
    const look = async (inTrouble: boolean) => {
      await witness.ask({ inTrouble })
      world.clock.advance(1_000)
    }
    for (let time = 0; time < 5; time += 1) await look(true)
    for (let time = 0; time < 5; time += 1) await look(false)
    expect(pings()).toBe(6)
    for (let time = 0; time < 5; time += 1) await look(true)
    expect(pings()).toBe(9)
  })

  it('is no worse a witness for the looks at which nobody asks it', async () => {
    const { world, witness } = await pinged()
    world.pings.delete(hop)
    for (let time = 1; time <= 3; time += 1) {
      expect(witness.isKnown).toBe(true)
      await witness.ask({ inTrouble: false })
      for (let look = 0; look < 5; look += 1) witness.learn(true)
    }
    expect(witness.isKnown).toBe(false)
  })

  it('is no worse a witness for its silence in an outage', async () => {
    const { world, witness } = await pinged()
    world.pings.delete(hop)
    for (let time = 0; time < 5; time += 1) {
      world.clock.advance(11_000)
      expect(await witness.ask({ inTrouble: true })).toMatchObject({ failure: 'timed-out' })
      witness.learn(false)
    }
    world.pings.set(hop, hop)
    // The look at which others answer again, and it is not asked.
    expect(await witness.ask({ inTrouble: true })).toBeUndefined()
    witness.learn(true)
    world.clock.advance(11_000)
    expect(await witness.ask({ inTrouble: false })).toMatchObject({ witness: hop, rttMs: 0 })
  })
})
