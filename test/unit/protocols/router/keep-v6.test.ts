import { describe, expect, it } from 'vitest'
import { keepMappings } from '../../../../src/protocols/router/keep-mappings.ts'
import { meetRouter } from '../../../../src/protocols/router/meet-router.ts'
import { meetRouterV6 } from '../../../../src/protocols/router/meet-router-v6.ts'
import { homeLine, place, place6 } from './home/home-line.ts'
import { type Habits, HomeRouter, here6 } from './home/home-router.ts'
import { wanted } from './home/house.ts'

/** Keeps a hole open for so long; the router restarts in the middle. */
async function keepHole(port: number, forS: number, habits: Partial<Habits> = {}) {
  const router = new HomeRouter({ missesDeletions: false, ...habits })
  const { line } = homeLine(router)
  const life = new AbortController()
  const told: string[] = []
  const holes: string[][] = []
  let restarted = false
  const clock = {
    ...line.clock,
    async pause(ms: number) {
      router.clock.advance(ms)
      holes.push([...router.shownHoles()])
      if (!restarted && router.clock.elapsed() > (forS * 1000) / 2) {
        restarted = true
        router.restart()
      }
      if (router.clock.elapsed() > forS * 1000) life.abort()
    },
  }
  const closed = await keepMappings(
    { ...line, clock },
    {
      wanted: [{ ...wanted, external: port, internal: { address: here6, port } }],
      speech: 'auto',
      meet: async (over) => meetRouterV6(over, place6, await meetRouter(over, place, 1000), 1000),
      signal: life.signal,
      undoLine: line,
      onEvent: ({ kind }) => told.push(kind),
    },
  )
  return { router, told, closed, holes }
}

describe('a hole in the IPv6 firewall is kept', () => {
  it.each([
    ['in UPnP', 61_225, {}],
    ['in PCP', 25, {}],
    ['in PCP alone', 61_225, { upnp: false }],
  ] as const)('%s, and made again where the router has restarted', async (_, port, habits) => {
    const { router, told, closed, holes } = await keepHole(port, 3000, habits)
    expect(told.filter((kind) => kind !== 'renewed')).toEqual(['opened', 'router-restarted', 'closed'])
    expect(told).toContain('renewed')
    // A minute without it, at most.
    expect(holes.filter((open) => open.length === 0).length).toBeLessThanOrEqual(1)
    expect(closed).toEqual([{ external: port, closing: { kind: 'gone', proof: 'said' } }])
    expect(router.shownHoles()).toEqual([])
    expect(router.journal.notes()).toEqual([])
    expect(router.unnoted).toEqual([])
  })
})
