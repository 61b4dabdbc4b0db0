import type { Scenario } from '../scenario.ts'
import { good } from './good.ts'

/** Port 25 is blocked on the way out, and a relay is to send instead. */
const blocked = { ...good.answers, 'outbound.25.v4': 'filtered', 'reputation.receivers': 'no-witness' } as const
const outbound = { 25: 'timed-out' } as const
const cannotSend = { abilities: { ...good.abilities, send: 'no' }, verdict: 'not-ready' } as const

export const relays: readonly Scenario[] = [
  {
    name: 'relay',
    title: 'Port 25 is blocked on the way out, and a relay sends instead.',
    line: { outbound, relay: 'reachable' },
    answers: { ...blocked, 'outbound.relay': 'reachable' },
    abilities: good.abilities,
    verdict: good.verdict,
  },
  {
    name: 'relay-in-the-clear',
    title: 'Port 25 is blocked on the way out, and the relay offers no encryption.',
    line: { outbound, relay: 'in-the-clear' },
    answers: { ...blocked, 'outbound.relay': 'no-tls' },
    abilities: good.abilities,
    verdict: good.verdict,
  },
  {
    name: 'relay-silent',
    title: 'Port 25 is blocked on the way out, and the relay does not answer either.',
    line: { outbound, relay: 'timed-out' },
    answers: { ...blocked, 'outbound.relay': 'filtered' },
    ...cannotSend,
  },
  {
    name: 'relay-refused',
    title: 'Port 25 is blocked on the way out, and the relay turns connections back.',
    line: { outbound, relay: 'refused' },
    answers: { ...blocked, 'outbound.relay': 'refused' },
    ...cannotSend,
  },
]
