import { expect, it } from 'vitest'
import { waysOut } from '../../../src/watch/ways-out.ts'
import { watchedWorld } from './watched-world.ts'

it('reads the routes anew in a trouble, more seldom the longer it lasts, and often again in the next', async () => {
  const { line, clock, questions } = watchedWorld()
  const ways = waysOut(line, {})
  const readingsIn = async (why: 'usual' | 'trouble', seconds: number) => {
    questions.length = 0
    for (let second = 0; second < seconds; second += 1) {
      clock.advance(1_000)
      await ways.read(why)
    }
    return questions.filter((each) => each === 'read routes').length
  }
  await ways.read('usual')
  expect(await readingsIn('usual', 60)).toBe(0)
  expect(await readingsIn('trouble', 25)).toBe(3)
  expect(await readingsIn('trouble', 600)).toBe(10)
  expect(await readingsIn('usual', 60)).toBe(0)
  expect(await readingsIn('trouble', 25)).toBe(3)
})

it('tells which families this machine has neither a route nor an address of', async () => {
  const world = watchedWorld({ v6: true })
  const ways = waysOut(world.line, {})
  const lacks = async () => {
    world.clock.advance(61_000)
    await ways.read('trouble')
    return ways.lacks
  }
  const { interfaces, v6 } = world.host
  const withoutV6 = interfaces.map((each) => ({
    ...each,
    addresses: [
      ...each.addresses.filter(({ family }) => family === 'v4'),
      { family: 'v6', address: 'fd00::25', prefix: 64, temporary: false } as const,
    ],
  }))
  expect(await lacks()).toEqual([])
  world.host.v6 = []
  expect(await lacks()).toEqual([])
  world.host.interfaces = withoutV6
  expect(await lacks()).toEqual(['v6'])
  world.host.v6 = v6
  expect(await lacks()).toEqual([])
})
