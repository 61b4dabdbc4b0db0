import type { Scenario } from '../scenario.ts'
import { good } from './good.ts'

/** Lines that differ in what comes in. */
export const inwards: readonly Scenario[] = [
  {
    name: 'cgnat',
    title: 'The provider shares one public address among several customers.',
    line: { uplink: 'carrier' },
    answers: {
      ...good.answers,
      'line.nat.v4': 'carrier',
      'inbound.25.v4': 'not-forwarded',
      'inbound.blocker.v4': 'undetermined',
    },
    abilities: { ...good.abilities, receive: 'no', access: 'no' },
    verdict: 'not-ready',
  },
  {
    name: 'nothing-forwarded',
    title: 'The router forwards nothing yet.',
    line: { forwards: [] },
    answers: { ...good.answers, 'inbound.25.v4': 'not-forwarded', 'inbound.blocker.v4': 'undetermined' },
    abilities: { ...good.abilities, receive: 'unknown' },
    verdict: 'undetermined',
  },
  {
    name: 'one-port-forwarded',
    title: 'Port 465 comes in, and port 25 does not.',
    line: { forwards: [465] },
    answers: { ...good.answers, 'inbound.25.v4': 'filtered', 'inbound.blocker.v4': 'router-or-provider' },
    abilities: { ...good.abilities, receive: 'no' },
    verdict: 'not-ready',
  },
  {
    name: 'one-port-rejected',
    title: 'Every mail port comes in but 25, which is turned back.',
    line: { forwards: [465, 587, 143, 993], elsewise: 'refused' },
    answers: { ...good.answers, 'inbound.25.v4': 'refused', 'inbound.blocker.v4': 'router-or-provider' },
    abilities: { ...good.abilities, receive: 'no' },
    verdict: 'not-ready',
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
    name: 'low-ports',
    title: 'A good line, but this program may not open the mail ports.',
    line: { held: 'low-ports' },
    answers: { ...good.answers, 'inbound.25.v4': 'cannot-listen', 'inbound.blocker.v4': 'undetermined' },
    abilities: { ...good.abilities, receive: 'unknown' },
    verdict: 'undetermined',
  },
]
