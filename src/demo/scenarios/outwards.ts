import type { Scenario } from '../scenario.ts'
import { good } from './good.ts'

/** Lines on which something is the matter with connections to port 25 of others. */
export const outwards: readonly Scenario[] = [
  {
    name: 'blocked-25',
    title: 'Connections to port 25 of others vanish without a word, as on most home lines.',
    line: { outbound25: 'timed-out' },
    answers: { ...good.answers, 'outbound.25.v4': 'filtered' },
    abilities: { ...good.abilities, send: 'no' },
    verdict: 'not-ready',
  },
  {
    name: 'rejected-25',
    title: 'Connections to port 25 of others are turned back.',
    line: { outbound25: 'refused' },
    answers: { ...good.answers, 'outbound.25.v4': 'refused' },
    abilities: { ...good.abilities, send: 'no' },
    verdict: 'not-ready',
  },
  {
    name: 'intercepted-25',
    title: 'Whoever is called on port 25, it is a server on the way that answers.',
    line: { outbound25: 'intercepted' },
    answers: { ...good.answers, 'outbound.25.v4': 'intercepted' },
    abilities: { ...good.abilities, send: 'no' },
    verdict: 'not-ready',
  },
]
