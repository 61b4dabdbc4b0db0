import { expect } from 'vitest'
import type { Line } from '../../../../../src/core/line.ts'
import type { KeepEvent } from '../../../../../src/protocols/router/keep-event.ts'
import { keepMappings } from '../../../../../src/protocols/router/keep-mappings.ts'
import { meetRouter } from '../../../../../src/protocols/router/meet-router.ts'
import type { WantedMapping } from '../../../../../src/protocols/router/opening.ts'
import { type Fate, homeLine, place } from './home-line.ts'
import { type Habits, HomeRouter } from './home-router.ts'
import { wanted } from './house.ts'

export interface Keeping {
  readonly habits?: Partial<Habits>
  readonly ports?: readonly Partial<WantedMapping>[]
  readonly speech?: 'auto' | 'upnp' | 'pcp' | 'natpmp'
  /** What happens at home, by the second. */
  readonly at?: Readonly<Record<number, (router: HomeRouter) => void>>
  readonly forS: number
  readonly fateOf?: (step: string, router: HomeRouter) => Fate
}

/** Keeps ports for so long, on a clock that moves by waiting alone. */
export async function keep({ habits, ports = [{}], speech = 'auto', at = {}, forS, fateOf = () => 'done' }: Keeping) {
  const router = new HomeRouter(habits)
  const life = new AbortController()
  const { line, asked } = homeLine(router, (step) => fateOf(step, router))
  const events: { readonly s: number; readonly told: string; readonly event: KeepEvent }[] = []
  const coming = Object.entries(at).map(([second, happens]) => ({ ms: Number(second) * 1000, happens }))
  for (const { ms, happens } of coming) if (ms === 0) happens(router)
  let pauses = 0
  const seconds = () => Math.floor(router.clock.elapsed() / 1000)
  const clock = {
    ...line.clock,
    async pause(ms: number) {
      pauses += 1
      const endMs = router.clock.elapsed() + ms
      for (const { ms: when, happens } of coming.filter((one) => one.ms > router.clock.elapsed() && one.ms <= endMs)) {
        router.clock.advance(when - router.clock.elapsed())
        router.tick()
        happens(router)
      }
      router.clock.advance(Math.max(0, endMs - router.clock.elapsed()))
      if (router.clock.elapsed() >= forS * 1000) life.abort()
    },
  }
  const closed = await keepMappings(
    { ...line, clock },
    {
      wanted: ports.map((parts) => ({ ...wanted, ...parts })),
      speech,
      meet: async (over: Line) => {
        const met = await meetRouter(over, place, 1000)
        const speaks = met.upnp.kind === 'found' || met.natpmp.kind === 'answers' || met.pcp.kind === 'answers'
        return speaks ? met : undefined
      },
      signal: life.signal,
      undoLine: homeLine(router).line,
      onEvent: (event) => {
        const told = 'wanted' in event ? `${event.kind} ${event.wanted.external}` : event.kind
        events.push({ s: seconds(), told, event })
      },
    },
  )
  return { router, events, told: events.map(({ told }) => told), closed, asked, pauses }
}

export const hourS = 3600

/** Nothing is left of us, and nothing was done that was not noted. */
export function isAsBefore(router: HomeRouter, shown: readonly string[] = []): void {
  expect(router.shown()).toEqual(shown)
  expect(router.journal.notes()).toEqual([])
  expect(router.unnoted).toEqual([])
}
