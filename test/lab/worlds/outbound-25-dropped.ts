import { goodStaticForwards } from './good-static-forwards.ts'
import type { KnownWorld } from './known-world.ts'

/** What most providers of home lines do: all is well, but TCP to port 25 vanishes on its way out. */
export const outbound25Dropped: KnownWorld = {
  ...goodStaticForwards,
  name: 'outbound-25-dropped',
  spec: { ...goodStaticForwards.spec, isp: { block: { out: [25], how: 'drop' } } },
  answers: { ...goodStaticForwards.answers, 'outbound.25.v4': 'filtered', 'reputation.receivers': 'no-witness' },
  abilities: { receive: 'with-reservations', send: 'no', access: 'with-reservations' },
  verdict: 'not-ready',
  way: 'host-and-relay',
  exit: 1,
}
