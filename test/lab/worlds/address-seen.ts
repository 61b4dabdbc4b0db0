import { mailPorts } from '../addresses.ts'
import { cgnat } from './cgnat.ts'
import { goodBothFamilies } from './direct-open.ts'
import { goodStaticForwards } from './good-static-forwards.ts'
import type { KnownWorld } from './known-world.ts'
import { inboundOn, outboundOn } from './on-ports.ts'

/** The carrier translates, but passes on to this customer whatever comes for the address: arrivals overrule every sign. */
const oneToOne: KnownWorld = {
  ...goodStaticForwards,
  name: 'carrier-one-to-one',
  spec: { ...goodStaticForwards.spec, v4: 'carrier', carrier: 'one-to-one' },
  answers: { ...goodStaticForwards.answers, 'line.nat.v4': 'carrier-one-to-one' },
  abilities: { receive: 'with-reservations', send: 'with-reservations', access: 'with-reservations' },
}

/** IPv4 within IPv6, translated at the provider; IPv6 itself is open to all. */
const dsLite: KnownWorld = {
  ...cgnat,
  name: 'ds-lite',
  spec: { ...goodBothFamilies.spec, v4: 'carrier', carrier: 'ds-lite' },
  answers: {
    ...cgnat.answers,
    'line.address.v6': 'seen',
    'names.reverse.v6': 'confirmed',
    'reputation.abuse.v6': 'not-listed',
    'line.fixed.v6': 'too-early',
    'line.source.v6': 'stable',
    ...outboundOn('v6', mailPorts, 'open'),
    ...inboundOn('v6', mailPorts, 'open'),
    'inbound.blocker.v6': 'nothing',
    'router.pinhole.v6': 'absent',
  },
}

/** A carrier with a pool of addresses: whom STUN sees is not whom the probe sees. */
const pool: KnownWorld = {
  ...cgnat,
  name: 'carrier-pool',
  spec: { ...cgnat.spec, carrier: 'by-protocol' },
  answers: { ...cgnat.answers, 'line.address.v4': 'disagreeing' },
}

/** STUN is blocked, so the probe alone says under which address the line is seen. */
const oneWitness: KnownWorld = {
  ...goodStaticForwards,
  name: 'address-seen-by-one-witness',
  spec: { ...goodStaticForwards.spec, stun: 'blocked' },
  answers: { ...goodStaticForwards.answers, 'line.address.v4': 'seen-once' },
}

/** Address translation in the provider's network in all its kinds, and who sees which address. */
export const addressSeen: readonly KnownWorld[] = [oneToOne, dsLite, pool, oneWitness]
