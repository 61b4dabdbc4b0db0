import type { Block } from '../spec.ts'
import { goodStaticForwards as good } from './good-static-forwards.ts'
import type { KnownWorld } from './known-world.ts'
import { outbound25Dropped } from './outbound-25-dropped.ts'
import { relayNeeded } from './outbound-blocked.ts'

/** Port 25 is blocked on its way out, and the relay that stands in for it can be reached. */
const instead = (name: string, relay: string, answer: 'reachable' | 'no-tls'): KnownWorld => ({
  ...outbound25Dropped,
  name,
  flags: ['--relay', relay],
  answers: { ...outbound25Dropped.answers, 'outbound.relay': answer },
  abilities: good.abilities,
  verdict: good.verdict,
  way: 'host-and-relay',
  exit: 0,
})

/** The port of the relay is the one that is blocked. */
const outOfReach = (name: string, how: Required<Block>['how'], answer: 'filtered' | 'refused'): KnownWorld => ({
  ...good,
  name,
  spec: { ...good.spec, isp: { block: { out: [465], how } } },
  flags: ['--relay', 'mx.test:465'],
  answers: { ...good.answers, 'outbound.465.v4': answer, 'outbound.relay': answer },
  ...relayNeeded,
  abilities: { ...good.abilities, send: 'no' },
})

/** It is reached, and within TLS; nobody vouches for the certificate. */
const unknownRelay = instead('relay-with-a-certificate-of-its-own', 'mx2.test:465', 'no-tls')

export const outboundRelay: readonly KnownWorld[] = [
  instead('relay-instead-of-25', 'mx.test:465', 'reachable'),
  unknownRelay,
  instead('relay-without-tls', 'mx.test:587', 'no-tls'),
  outOfReach('relay-dropped', 'drop', 'filtered'),
  outOfReach('relay-reset', 'reset', 'refused'),
]
