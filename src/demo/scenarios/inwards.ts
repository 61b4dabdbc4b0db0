import { controlPort } from '../../wire/control-port.ts'
import type { Scenario } from '../scenario.ts'
import { good } from './good.ts'
import { inbound } from './on-ports.ts'

const inwardsUnknown = { ...good.abilities, receive: 'unknown', access: 'unknown' } as const
const nothingComesIn = { ...good.abilities, receive: 'no', access: 'no' } as const
/** What carries mail to its owner comes in. */
const no25 = { ...good.abilities, receive: 'no' } as const
/** No port is proved to be open, so none is called from within. */
const nothingOpen = { 'router.hairpin': 'undetermined' } as const
const direct = { ...good.answers, 'line.gateway': 'on-link', 'line.nat.v4': 'direct' } as const

/** Lines that differ in what comes in. */
export const inwards: readonly Scenario[] = [
  {
    name: 'cgnat',
    title: 'The provider shares one public address among several customers.',
    line: { uplink: 'carrier' },
    answers: {
      ...good.answers,
      'line.nat.v4': 'carrier',
      ...inbound('v4', 'not-forwarded'),
      'inbound.blocker.v4': 'undetermined',
      ...nothingOpen,
      // The name of an address that is shared is the provider's.
      'names.reverse.v4': 'generic',
      'line.fixed.v4': 'looks-dynamic',
    },
    abilities: { ...nothingComesIn, send: 'no' },
    verdict: 'not-ready',
  },
  {
    name: 'nothing-forwarded',
    title: 'The router forwards nothing yet.',
    line: { forwards: [] },
    answers: {
      ...good.answers,
      ...inbound('v4', 'not-forwarded'),
      'inbound.blocker.v4': 'undetermined',
      ...nothingOpen,
    },
    abilities: inwardsUnknown,
    verdict: 'undetermined',
  },
  {
    name: 'one-port-forwarded',
    title: 'Port 465 comes in, and no other does.',
    line: { forwards: [465] },
    answers: {
      ...good.answers,
      ...inbound('v4', 'filtered'),
      'inbound.465.v4': 'open',
      'inbound.blocker.v4': 'router-or-provider',
    },
    abilities: nothingComesIn,
    verdict: 'not-ready',
  },
  {
    name: 'one-port-rejected',
    title: 'Every mail port comes in but 25, which is turned back.',
    line: { forwards: [465, 587, 143, 993], elsewise: 'refused' },
    answers: { ...good.answers, 'inbound.25.v4': 'refused', 'inbound.blocker.v4': 'router-or-provider' },
    abilities: no25,
    verdict: 'not-ready',
  },
  {
    name: 'provider-blocks-25-in',
    title: 'The public address is on this machine, and the provider lets everything in but port 25.',
    line: { uplink: 'direct', forwards: [465, 587, 143, 993, controlPort] },
    answers: { ...direct, 'inbound.25.v4': 'filtered', 'inbound.blocker.v4': 'provider' },
    abilities: no25,
    verdict: 'not-ready',
  },
  {
    name: 'provider-low-ports',
    title: 'The public address is on this machine, and the provider lets no port below 1024 in.',
    line: { uplink: 'direct', forwards: [controlPort] },
    answers: { ...direct, ...inbound('v4', 'filtered'), 'inbound.blocker.v4': 'provider-low-ports' },
    abilities: nothingComesIn,
    verdict: 'not-ready',
  },
  {
    name: 'own-firewall',
    title: "This machine's own firewall drops what comes in on port 25.",
    line: { arriving: { 25: 'own-firewall' } },
    answers: { ...good.answers, 'inbound.25.v4': 'filtered', 'inbound.blocker.v4': 'this-machine' },
    abilities: no25,
    verdict: 'not-ready',
  },
  {
    name: 'reply-lost',
    title: 'Connections to port 25 arrive, but the answers to them do not.',
    line: { arriving: { 25: 'reply-lost' } },
    answers: { ...good.answers, 'inbound.25.v4': 'reply-lost', 'inbound.blocker.v4': 'undetermined' },
    abilities: no25,
    verdict: 'not-ready',
  },
  {
    name: 'altered-in',
    title: 'What this machine says to others on port 25 is made unreadable on its way (220 ****).',
    line: { arriving: { 25: 'masked' } },
    answers: { ...good.answers, 'inbound.25.v4': 'altered' },
    abilities: no25,
    verdict: 'not-ready',
  },
  {
    name: 'other-machine',
    title: 'Port 25 comes in, but to another machine.',
    line: { arriving: { 25: 'other-machine' } },
    answers: { ...good.answers, 'inbound.25.v4': 'other-machine', 'inbound.blocker.v4': 'undetermined' },
    abilities: { ...good.abilities, receive: 'unknown' },
    verdict: 'undetermined',
  },
  {
    name: 'server-on-25',
    title: 'A mail server runs on port 25 already, and others reach it.',
    line: { held: 'server-on-25' },
    answers: good.answers,
    abilities: good.abilities,
    verdict: good.verdict,
  },
  {
    name: 'server-unseen',
    title: 'A mail server runs on port 25 already, and the system does not tell who is connected to it.',
    line: { held: 'server-unseen' },
    answers: { ...good.answers, 'inbound.25.v4': 'open-unproved', 'inbound.blocker.v4': 'undetermined' },
    abilities: good.abilities,
    verdict: good.verdict,
  },
  {
    name: 'server-for-itself',
    title: 'A mail server runs on port 25, but listens for this machine alone.',
    line: { held: 'server-for-itself' },
    answers: { ...good.answers, 'inbound.25.v4': 'refused', 'inbound.blocker.v4': 'this-machine' },
    abilities: no25,
    verdict: 'not-ready',
  },
  {
    name: 'low-ports',
    title: 'A good line, but this program may not open the mail ports.',
    line: { held: 'low-ports' },
    answers: {
      ...good.answers,
      ...inbound('v4', 'cannot-listen'),
      'inbound.blocker.v4': 'undetermined',
      ...nothingOpen,
    },
    abilities: inwardsUnknown,
    verdict: 'undetermined',
  },
]
