import { mailPorts } from '../addresses.ts'
import { goodBothFamilies } from './direct-open.ts'
import { goodStaticForwards as good } from './good-static-forwards.ts'
import { inboundOn } from './on-ports.ts'
import type { KnownWorld } from './known-world.ts'

const mendedAtHome = { verdict: 'not-ready', way: 'host-directly', exit: 1 } as const

const drops25: KnownWorld = {
  ...goodBothFamilies,
  name: 'own-firewall-drops-25',
  spec: { ...goodBothFamilies.spec, firewall: { ports: [25], how: 'drop' } },
  answers: {
    ...goodBothFamilies.answers,
    'inbound.25.v4': 'filtered',
    'inbound.25.v6': 'filtered',
    'inbound.blocker.v4': 'this-machine',
    'inbound.blocker.v6': 'this-machine',
  },
  explained: { 'inbound.25.v4': 'inbound.blocker.v4', 'inbound.25.v6': 'inbound.blocker.v6' },
  abilities: { ...good.abilities, receive: 'no' },
  ...mendedAtHome,
}

/** Nothing arrives at all, and the machine's own rules say why. */
const dropsAll: KnownWorld = {
  ...good,
  name: 'own-firewall-drops-all',
  spec: { ...good.spec, firewall: { ports: 'all', how: 'drop' } },
  answers: {
    ...good.answers,
    ...inboundOn('v4', mailPorts, 'filtered'),
    'inbound.blocker.v4': 'this-machine',
    'router.hairpin': 'undetermined',
  },
  explained: inboundOn('v4', mailPorts, 'inbound.blocker.v4'),
  abilities: { ...good.abilities, receive: 'no', access: 'no' },
  ...mendedAtHome,
}

const rejects25: KnownWorld = {
  ...good,
  name: 'own-firewall-rejects-25',
  spec: { ...good.spec, firewall: { ports: [25], how: 'reject' } },
  answers: { ...good.answers, 'inbound.25.v4': 'refused', 'inbound.blocker.v4': 'this-machine' },
  explained: { 'inbound.25.v4': 'inbound.blocker.v4' },
  abilities: { ...good.abilities, receive: 'no' },
  ...mendedAtHome,
}

/** The same without root: the rules cannot be read, so nobody may be blamed. */
const unread: KnownWorld = {
  ...good,
  name: 'own-firewall-that-cannot-be-read',
  spec: { v4: 'direct', v6: 'none', firewall: { ports: [25], how: 'drop' }, agent: 'ordinary-that-may-listen' },
  answers: {
    ...good.answers,
    'line.nat.v4': 'direct',
    'router.hairpin': 'works',
    'inbound.25.v4': 'filtered',
    'inbound.blocker.v4': 'undetermined',
  },
  unknowns: { 'inbound.blocker.v4': 'this machine may do it itself: its rules were not read' },
  explained: { 'inbound.blocker.v4': 'inbound.25.v4' },
  abilities: { ...good.abilities, receive: 'no' },
  verdict: 'not-ready',
  way: 'find-out-first',
  exit: 1,
}

/** Two reasons at once: the machine turns 25 away, and the router forwards neither 587 nor 143. No one keeps all out. */
const besideTheRouter: KnownWorld = {
  ...good,
  name: 'two-who-keep-others-out',
  spec: { ...good.spec, forwards: [25, 465, 993], firewall: { ports: [25], how: 'drop' } },
  answers: {
    ...good.answers,
    ...inboundOn('v4', [25, 587, 143], 'filtered'),
    'inbound.blocker.v4': 'undetermined',
  },
  unknowns: { 'inbound.blocker.v4': 'there are two who keep others out, each from other ports' },
  explained: { 'inbound.blocker.v4': 'inbound.25.v4' },
  abilities: { ...good.abilities, receive: 'no' },
  ...mendedAtHome,
}

export const inboundOwnFirewall: readonly KnownWorld[] = [drops25, dropsAll, rejects25, unread, besideTheRouter]
