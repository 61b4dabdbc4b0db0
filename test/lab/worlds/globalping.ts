import { mailPorts } from '../addresses.ts'
import type { GlobalpingState } from '../public-spec.ts'
import type { WorldSpec } from '../spec.ts'
import { cgnat } from './cgnat.ts'
import type { KnownWorld } from './known-world.ts'
import { allBut, inboundOn } from './on-ports.ts'
import { noProbe } from './witnesses.ts'

/** Nobody has a probe, and the public network of volunteers is asked instead. */
const asked = (name: string, state: GlobalpingState, more: WorldSpec = {}): KnownWorld => ({
  ...noProbe,
  name: `globalping-${name}`,
  spec: { ...noProbe.spec, ...more, globalping: state },
  flags: ['--globalping'],
})

const { 'line.mtu': noSegments, 'vantage.probe': noneGiven } = noProbe.unknowns
/** What goes out in large segments is told by a probe alone. */
const withoutProbe = { 'line.mtu': noSegments ?? '', 'vantage.probe': noneGiven ?? '' }
const becauseOfProbe = { 'line.mtu': 'vantage.probe' } as const

/** Connections from several countries stood at this very machine: no more proof is needed. */
const open: KnownWorld = {
  ...asked('open', 'fine'),
  answers: { ...noProbe.answers, ...inboundOn('v4', mailPorts, 'open'), 'inbound.blocker.v4': 'nothing' },
  unknowns: withoutProbe,
  explained: becauseOfProbe,
  abilities: { receive: 'with-reservations', send: 'with-reservations', access: 'with-reservations' },
  verdict: 'ready-with-reservations',
  way: 'host-directly',
  exit: 0,
}

const nothingForwarded: KnownWorld = {
  ...asked('not-forwarded', 'fine', { forwards: [] }),
  answers: { ...noProbe.answers, ...inboundOn('v4', mailPorts, 'not-forwarded') },
  unknowns: {
    ...withoutProbe,
    'inbound.blocker.v4': 'nothing arrives on any port, so there is nothing to compare with',
    ...inboundOn('v4', mailPorts, 'nothing arrives at all, and no port shows that there is a way in'),
  },
  explained: {
    ...becauseOfProbe,
    ...inboundOn('v4', allBut(25), 'inbound.25.v4'),
    'inbound.blocker.v4': 'vantage.probe',
    'router.hairpin': 'vantage.probe',
  },
}

/** Whoever cannot get in on 25 got in on other ports, and to port 25 of others. */
const without25: KnownWorld = {
  ...open,
  name: 'globalping-filtered',
  spec: { ...open.spec, forwards: allBut(25) },
  answers: { ...open.answers, 'inbound.25.v4': 'filtered', 'inbound.blocker.v4': 'router-or-provider' },
  unknowns: { ...withoutProbe, 'inbound.blocker.v4': 'some ports come in and one does not' },
  explained: { ...becauseOfProbe, 'inbound.blocker.v4': 'inbound.25.v4' },
  abilities: { ...open.abilities, receive: 'no' },
  verdict: 'not-ready',
  way: 'find-out-first',
  exit: 1,
}

/** A volunteer's word for a refusal is the same as for silence. */
const refused: KnownWorld = {
  ...without25,
  name: 'globalping-refused',
  spec: { ...open.spec, v4: 'direct', forwards: [], isp: { block: { in: [25], how: 'reset' } } },
  answers: {
    ...without25.answers,
    'line.nat.v4': 'direct',
    'router.hairpin': 'works',
    'inbound.blocker.v4': 'undetermined',
  },
  explained: { ...becauseOfProbe, 'inbound.blocker.v4': 'vantage.probe' },
}

/** Those who come in on other ports have never shown that they can call any port 25: their silence there says nothing. */
const calibrationFails: KnownWorld = {
  ...open,
  name: 'globalping-calibration-fails',
  spec: { ...open.spec, globalping: 'cannot-reach-25' },
  answers: { ...open.answers, 'inbound.25.v4': 'not-called', 'inbound.blocker.v4': 'undetermined' },
  unknowns: {
    ...withoutProbe,
    'inbound.25.v4': 'the volunteers reach no port 25 at all',
    'inbound.blocker.v4': 'of one port nothing is known',
  },
  explained: { ...becauseOfProbe, 'inbound.blocker.v4': 'inbound.25.v4', 'router.hairpin': 'inbound.25.v4' },
  abilities: { ...open.abilities, receive: 'unknown' },
  verdict: 'undetermined',
  way: 'find-out-first',
  exit: 2,
}

/** Whoever is met at an address that customers share may be anybody: nobody is asked to call it. */
const shared: KnownWorld = {
  ...asked('cgnat', 'fine', { v4: 'carrier' }),
  answers: {
    ...noProbe.answers,
    ...inboundOn('v4', mailPorts, 'not-called'),
    'line.nat.v4': 'carrier',
    'names.reverse.v4': 'generic',
  },
  unknowns: { ...noProbe.unknowns, ...inboundOn('v4', mailPorts, 'nobody is asked to call an address that is shared') },
  explained: {
    ...noProbe.explained,
    ...inboundOn('v4', mailPorts, 'line.nat.v4'),
    'inbound.blocker.v4': 'line.nat.v4',
    'router.hairpin': 'line.nat.v4',
    'names.reverse.v4': 'line.nat.v4',
  },
  abilities: { receive: 'no', send: 'no', access: 'no' },
  verdict: 'not-ready',
  way: cgnat.way,
  exit: 1,
}

/** They were asked, and told nothing: why, is said of port 25. */
const untold = (name: string, state: GlobalpingState, more: WorldSpec = {}): KnownWorld => ({
  ...asked(name, state, more),
  answers: { ...noProbe.answers, ...inboundOn('v4', mailPorts, 'not-called') },
  unknowns: { ...noProbe.unknowns, ...inboundOn('v4', mailPorts, 'Globalping measures nothing here') },
  explained: {
    ...becauseOfProbe,
    ...inboundOn('v4', allBut(25), 'inbound.25.v4'),
    'inbound.blocker.v4': 'inbound.25.v4',
    'router.hairpin': 'inbound.25.v4',
  },
})

/** What strangers say of the way in, where there is no probe. */
export const strangers: readonly KnownWorld[] = [
  open,
  nothingForwarded,
  without25,
  refused,
  calibrationFails,
  untold('listed', 'lists-this-line'),
  untold('rate-limited', 'spent'),
  untold('slow', 'never-done', { forwards: [] }),
  shared,
]
