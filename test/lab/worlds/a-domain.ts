import { provider } from '../addresses.ts'
import type { NamesSpec } from '../names-spec.ts'
import { reverseName } from '../plan/zones.ts'
import type { WorldSpec } from '../spec.ts'
import { goodStaticForwards as good } from './good-static-forwards.ts'
import type { KnownWorld } from './known-world.ts'
import { goodDomain } from './on-names.ts'

export const own = provider.customer
export const back = reverseName(own)
export const octets = own.split('.').toReversed().join('.')
export const key = '2026._domainkey.home.test.'
export const foreignKey = `_25._tcp.mail.home.test. TLSA 3 1 1 ${'ab'.repeat(32)}`
export const policy = (mode: string, ...mx: readonly string[]) =>
  ['version: STSv1', `mode: ${mode}`, ...mx.map((host) => `mx: ${host}`), 'max_age: 604800', ''].join('\n')

/** For which a domain was named. */
export const flags = ['--domain', 'home.test', '--selector', '2026']

/** A good line beside a domain with such names. */
export const domain = (name: string, names: NamesSpec, more: WorldSpec = {}): KnownWorld => ({
  ...good,
  name: `domain-${name}`,
  spec: { ...good.spec, ...more, names },
  flags,
  answers: { ...good.answers, ...goodDomain },
})

export const cannotSend = {
  abilities: { ...good.abilities, send: 'no' },
  verdict: 'not-ready',
  way: 'host-and-relay',
  exit: 1,
} as const

const refusedBy = { verdict: 'not-ready', exit: 1 } as const
export const cannotReceive = { ...refusedBy, abilities: { ...good.abilities, receive: 'no' }, way: good.way } as const
export const neither = {
  ...refusedBy,
  abilities: { ...good.abilities, receive: 'no', send: 'no' },
  way: 'host-and-relay',
} as const

export const checked = { 'line.resolver': 'honest-and-validating' } as const
export const serverSeen = {
  'router.hairpin': 'a server that is not ours answers, so nobody shows that the way led out',
} as const
