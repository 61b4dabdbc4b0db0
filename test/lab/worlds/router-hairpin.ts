import type { Hairpin } from '../router-spec.ts'
import { goodStaticForwards as good } from './good-static-forwards.ts'
import type { KnownWorld } from './known-world.ts'

const hairpin = (word: Hairpin, answer: 'works' | 'fails' | 'other-machine'): KnownWorld => ({
  ...good,
  name: `hairpin-${word}`,
  spec: { ...good.spec, hairpin: word },
  answers: { ...good.answers, 'router.hairpin': answer },
})

/** Calls from home to its own public address, on ports that are open from outside. The router of all others refuses. */
export const routerHairpin: readonly KnownWorld[] = [
  hairpin('works', 'works'),
  hairpin('half', 'fails'),
  hairpin('router-answers', 'other-machine'),
]
