import { mailPorts } from '../../wire/mail-port.ts'
import type { Scenario, Treatment } from '../scenario.ts'
import { good } from './good.ts'
import { outbound } from './on-ports.ts'

const cannotSend = { abilities: { ...good.abilities, send: 'no' }, verdict: 'not-ready' } as const

/** Whoever cannot be reached cannot be asked what they think of this line. */
const unheard = { 'reputation.receivers': 'no-witness' } as const

const everyPort = (treatment: Treatment): Readonly<Record<string, Treatment>> =>
  Object.fromEntries(mailPorts.map((port) => [port, treatment]))

/** Lines on which something is the matter with connections to the mail ports of others. */
export const outwards: readonly Scenario[] = [
  {
    name: 'blocked-25',
    title: 'Connections to port 25 of others vanish without a word, as on most home lines.',
    line: { outbound: { 25: 'timed-out' } },
    answers: { ...good.answers, 'outbound.25.v4': 'filtered', ...unheard },
    ...cannotSend,
  },
  {
    name: 'rejected-25',
    title: 'Connections to port 25 of others are turned back.',
    line: { outbound: { 25: 'refused' } },
    answers: { ...good.answers, 'outbound.25.v4': 'refused', ...unheard },
    ...cannotSend,
  },
  {
    name: 'blocked-mail',
    title: 'Connections to every mail port of others vanish without a word.',
    line: { outbound: everyPort('timed-out') },
    // Large segments are tried on a mail port.
    answers: { ...good.answers, 'line.mtu': 'no-vantage', ...outbound('v4', 'filtered'), ...unheard },
    ...cannotSend,
  },
  {
    name: 'intercepted-25',
    title: 'Whoever is called on port 25, it is a server on the way that answers.',
    line: { outbound: { 25: 'intercepted' } },
    answers: { ...good.answers, 'outbound.25.v4': 'intercepted' },
    ...cannotSend,
  },
  {
    name: 'altered-25',
    title: 'A firewall makes the greetings of mail servers unreadable (220 ****).',
    line: { outbound: { 25: 'masked' } },
    answers: { ...good.answers, 'outbound.25.v4': 'altered' },
    ...cannotSend,
  },
  {
    name: 'starttls-removed',
    title: 'Something on the way takes out the offer to encrypt on port 25.',
    line: { outbound: { 25: 'starttls-removed' } },
    answers: { ...good.answers, 'outbound.25.v4': 'downgraded' },
    ...cannotSend,
  },
  {
    name: 'tls-taken',
    title: 'On ports 465 and 993 somebody on the way ends the encryption with a key of their own.',
    line: { outbound: { 465: 'tls-taken', 993: 'tls-taken' } },
    answers: { ...good.answers, 'outbound.465.v4': 'downgraded', 'outbound.993.v4': 'downgraded' },
    // Mail to others goes over port 25; these two serve programs at home.
    abilities: good.abilities,
    verdict: good.verdict,
  },
  {
    name: 'other-address-25',
    title: 'Mail to others leaves by another address than everything else.',
    line: { outbound: { 25: 'other-address' } },
    answers: { ...good.answers, 'outbound.25.v4': 'other-address' },
    abilities: good.abilities,
    verdict: good.verdict,
  },
  {
    name: 'black-hole',
    title: 'Large packets vanish, so that a message would stall in its middle.',
    line: { outbound: everyPort('large-lost') },
    answers: { ...good.answers, 'line.mtu': 'black-hole' },
    abilities: good.abilities,
    verdict: good.verdict,
  },
]
